"""The accuracy bench counts right: known errors in, known figures out."""
import json
import math
import pathlib
import subprocess
import sys
import tempfile
import unittest

import figures
import mocap_take
from truth import Clip, Series, find_clips, pair_reps


def clip_with(true, measured, labels=None, analysis=None):
    times = [0.1 * index for index in range(len(true))]
    return Clip("made", pathlib.Path("made.mp4"), {"exercise": "bodyweight_hinge", "pattern": "hinge", "view": "sagittal_left", **(labels or {})},
                Series(times, {"hip_fold_deg": true, "trunk_inclination_deg": [60.0] * len(true)}), analysis,
                Series(times, {"hip_fold_deg": measured, "trunk_inclination_deg": [60.0] * len(true)}))


class Angles(unittest.TestCase):
    def test_bias_mean_error_and_share_of_frames_are_those_put_in(self):
        errors = figures.angle_errors(clip_with([10, 20, 30, 40], [12, 18, 33, None]))["hip_fold"]
        self.assertAlmostEqual(errors.bias, 1)
        self.assertAlmostEqual(errors.mean_absolute, 7 / 3)
        self.assertAlmostEqual(errors.share, 0.75)

    def test_limits_of_agreement_are_bias_and_1_96_standard_deviations(self):
        errors = figures.Errors(3, [-1, 0, 1])
        self.assertAlmostEqual(errors.limits[0], -1.96)
        self.assertAlmostEqual(errors.limits[1], 1.96)

    def test_a_value_beside_a_missing_one_is_missing(self):
        series = Series([0, 1, 2], {"a": [1, None, 3]})
        self.assertIsNone(series.at("a", 0.5))
        self.assertEqual(series.at("a", 0), None)  # between frames 0 and 1
        self.assertIsNone(series.at("a", 5))

    def test_back_angles_count_only_while_the_trunk_leans(self):
        clip = clip_with([0, 0], [0, 0])
        clip.series.columns.update(lumbar_flexion_deg=[10, 10], trunk_inclination_deg=[20, 50])
        clip.measured.columns["lumbar_flexion_deg"] = [0, 13]
        errors = figures.angle_errors(clip)["lumbar_flexion"]
        self.assertEqual(errors.wanted, 1)


class Repetitions(unittest.TestCase):
    def test_each_found_repetition_is_paired_once(self):
        rep = lambda bottom: {"bottom_s": bottom}
        pairs = pair_reps([rep(1), rep(1.6)], [rep(1.5)])
        self.assertEqual(len(pairs), 1)

    def test_timing_is_signed(self):
        reps = lambda start: [{"start_s": start, "bottom_s": 2, "end_s": 3}]
        clip = clip_with([0], [0], {"reps": reps(1.0)}, {"reps": reps(0.9)})
        self.assertAlmostEqual(figures.timing_errors(clip)["start_s"][0], -0.1)


class Rules(unittest.TestCase):
    def tally(self, verdict, labels, rep_truth):
        analysis = {"reps": [{"start_s": 0, "bottom_s": 1, "end_s": 2, "findings": [{"rule": "rib_flare", "verdict": verdict}]}]}
        clip = clip_with([0], [0], {"reps": [{"start_s": 0, "bottom_s": 1, "end_s": 2, **rep_truth}], **labels}, analysis)
        return figures.tally_rules([clip])["rib_flare"]

    def test_a_fault_told_good_is_missed_and_told_nothing_is_not_judged(self):
        self.assertEqual(self.tally("good", {}, {"faults": {"rib_flare": None}}).missed, 1)
        self.assertEqual(self.tally("cannot_judge", {}, {"faults": {"rib_flare": None}}).not_judged, 1)
        self.assertEqual(self.tally("fault", {}, {"faults": {"rib_flare": None}}).found, 1)

    def test_a_fault_called_in_a_clean_repetition_is_false(self):
        self.assertEqual(self.tally("fault", {"clean": ["rib_flare"]}, {}).false, 1)
        self.assertEqual(self.tally("borderline", {"clean": ["rib_flare"]}, {}).clean, 1)


class Takes(unittest.TestCase):
    def test_a_known_shift_and_offset_are_found(self):
        wave = lambda t: 50 - 50 * math.cos(t)
        times = [0.02 * index for index in range(1000)]
        markers = Series(times, {key: [wave(t) for t in times] for key in ("knee_flexion_deg", "hip_fold_deg")})
        found = Series(times, {key: [wave(t - 0.4) + 7 for t in times] for key in ("knee_flexion_deg", "hip_fold_deg")})
        angles, shift_s = mocap_take.compare(markers, found)
        self.assertAlmostEqual(shift_s, 0.4, places=6)
        self.assertAlmostEqual(angles["knee_flexion_deg"][0], 7, places=1)
        self.assertLess(angles["knee_flexion_deg"][1], 0.1)


class Program(unittest.TestCase):
    def test_a_folder_without_truth_writes_no_page(self):
        with tempfile.TemporaryDirectory() as folder:
            page = pathlib.Path(folder) / "page.md"
            run = subprocess.run([sys.executable, pathlib.Path(__file__).with_name("bench_accuracy"), "--truth", folder, "--page", page],
                                 capture_output=True, text=True, check=False)
            self.assertEqual(run.returncode, 2)
            self.assertIn("no clip with truth", run.stderr)
            self.assertFalse(page.exists())

    def test_truth_is_found_with_and_without_a_table_of_frames(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder)
            (path / "a.truth.json").write_text(json.dumps({"exercise": "squat", "pattern": "squat"}), encoding="utf-8")
            (path / "b.truth.json").write_text(json.dumps({"exercise": "squat", "pattern": "squat"}), encoding="utf-8")
            (path / "b.truth.csv").write_text("time_s,hip_fold_deg\n0,1\n", encoding="utf-8")
            clips = find_clips([folder])
            self.assertEqual([clip.name for clip in clips], ["a", "b"])
            self.assertIsNone(clips[0].series)
            self.assertEqual(clips[1].series.columns["hip_fold_deg"], [1.0])


if __name__ == "__main__":
    unittest.main()
