"""The accuracy bench counts right: known errors in, known figures out."""
import json
import math
import pathlib
import subprocess
import sys
import tempfile
import unittest

import figures
import films
import judged_share
import mocap_take
import page
from truth import Clip, Series, find_clips, pair_reps


def clip_with(true, measured, labels=None, analysis=None):
    times = [0.1 * index for index in range(len(true))]
    return Clip("made", pathlib.Path("made.mp4"), {"exercise": "bodyweight_hinge", "pattern": "hinge", "view": "sagittal_left", **(labels or {})},
                Series(times, {"hip_fold_deg": true, "trunk_inclination_deg": [60.0] * len(true)}), analysis,
                Series(times, {"hip_fold_deg": measured, "trunk_inclination_deg": [60.0] * len(true)}))


def lift_clip(mean_velocity, height_scale=1.0):
    """A metre of hands a second up after two still, in a picture of 100 px a metre."""
    times = [0.05 * index for index in range(100)]
    rise = [0.6 * min(1, max(0, now - 2)) for now in times]
    flat = lambda value: [value] * len(times)
    truth = Series(times, {"wrist_u_px": flat(330), "wrist_v_px": [500 - 100 * up for up in rise], "heel_u_px": flat(290), "heel_v_px": flat(550),
                           "toe_u_px": flat(310), "ear_v_px": flat(550 - 93.5 * 1.8), "hip_v_px": flat(450), "shoulder_v_px": flat(400)})
    measured = Series(times, {"weight_height_m": [height_scale * up + 7 for up in rise], "weight_ahead_m": flat(0.32)})
    rep = {"index": 1, "start_s": 1.5, "bottom_s": 2.0, "end_s": 3.2}
    analysis = {"weight": {"source": "round", "lifts": [{"rep": 1, "mean_velocity_m_per_s": mean_velocity, "mean_velocity_sd": 0.05}]},
                "movement": {"ballistic": False}, "reps": [rep]}
    return Clip("made", pathlib.Path("made.mp4"), {"exercise": "romanian_deadlift", "view": "sagittal_left", "height_m": 1.8, "reps": [rep]}, truth, analysis, measured)


class Weight(unittest.TestCase):
    def test_place_is_held_against_the_wrist_over_the_middle_of_the_foot(self):
        errors = figures.weight_errors(lift_clip(0.6))
        self.assertAlmostEqual(errors.ahead.bias, 0.02)
        self.assertAlmostEqual(errors.height.mean_absolute, 0)

    def test_a_path_half_as_high_as_it_was_shows(self):
        self.assertGreater(figures.weight_errors(lift_clip(0.6, 0.5)).height.mean_absolute, 0.1)

    def test_true_velocity_is_the_rise_over_its_time(self):
        (found, true, _), = figures.weight_errors(lift_clip(0.5)).velocity
        self.assertAlmostEqual(true, 0.6, delta=0.06)
        self.assertEqual(found, 0.5)

    def test_hands_at_the_chest_tell_nothing_of_a_bar_on_the_back(self):
        clip = lift_clip(0.6)
        clip.series.columns["shoulder_v_px"] = [600.0] * 100
        self.assertIsNone(figures.weight_errors(clip))


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

    def test_near_upright_the_back_counts_as_change_from_the_first_frame(self):
        clip = clip_with([0, 0], [0, 0])
        clip.series.columns.update(lumbar_flexion_deg=[2, -10], trunk_inclination_deg=[1, 4])
        clip.measured.columns["lumbar_flexion_deg"] = [0, -9]
        errors = figures.angle_errors(clip)[figures.NEAR_UPRIGHT]
        self.assertEqual(errors.values, [0, 3])

    def test_nothing_is_near_upright_in_a_clip_that_begins_folded(self):
        clip = clip_with([0, 0], [0, 0])
        clip.series.columns.update(lumbar_flexion_deg=[2, 2], trunk_inclination_deg=[50, 50])
        clip.measured.columns["lumbar_flexion_deg"] = [0, 0]
        self.assertNotIn(figures.NEAR_UPRIGHT, figures.angle_errors(clip))


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


def film(name="someone_lift", said=("hinge", "conventional_deadlift", 0.4), bottoms=(), sealed=False, findings=(), candidates=(), **seen):
    """A film labelled one deadlift from the side, and what Hinge said of it."""
    label = {"clip": f"{name}.mp4", "pattern": "hinge", "exercise": "conventional_deadlift", "reps": 1, "reps_ok": [1], "view": "side",
             "rep_bottoms_s": [1.0, 4.0], "starts": "bottom", "ends": "bottom", "edit": "none", **seen}
    analysis = {"movement": {"pattern": said[0], "exercise": said[1], "confidence": said[2], "candidates": [{"exercise": other} for other in candidates]},
                "reps": [{"bottom_s": at, "findings": list(findings)} for at in bottoms], "capture": {}}
    return Clip(name, pathlib.Path(f"{name}.mp4"), {"kind": "filmed", "exercise": label["exercise"], "pattern": label["pattern"]}, None, analysis, seen=label, sealed=sealed)


NOTHING = {"pattern": "none", "exercise": "none", "reps": 0, "reps_ok": [0], "rep_bottoms_s": []}


class Films(unittest.TestCase):
    def test_a_count_off_by_one_is_within_one_and_not_exact(self):
        total = films.score([film(bottoms=[1.0]), film(bottoms=[1.0, 4.0]), film(bottoms=[1, 2, 3])])
        self.assertEqual((total.counted, total.exact, total.within_one), (3, 1, 2))

    def test_clips_of_one_or_two_repetitions_are_counted_apart(self):
        total = films.score([film(bottoms=[1.0]), film(reps=5, reps_ok=[5], bottoms=[1, 2, 3, 4, 5])])
        self.assertEqual((total.few, total.few_exact, total.exact), (1, 1, 2))

    def test_repetitions_of_nothing_count_against_it_and_not_as_a_count(self):
        total = films.score([film(bottoms=[1.0], **NOTHING), film(said=("none", "unknown", 0), **NOTHING)])
        self.assertEqual((total.negatives, total.false_reps, total.counted), (2, 1, 0))

    def test_a_bottom_is_held_against_the_nearest_labelled_one_which_serves_once(self):
        wanted, errors = films.bottom_errors(film(bottoms=[0.9, 1.1]))
        self.assertEqual(wanted, 2)
        self.assertAlmostEqual(errors[0], 0.1)
        self.assertAlmostEqual(errors[1], 2.9)
        total = films.score([film(bottoms=[1.2])])
        self.assertEqual((total.bottoms, total.near), (1, [0, 1]))

    def test_a_repetition_not_found_is_a_bottom_not_near(self):
        total = films.score([film(bottoms=[])])
        self.assertEqual((total.bottoms, total.near), (1, [0, 0]))

    def test_a_near_relative_and_the_second_name_are_half_right(self):
        total = films.score([film(said=("hinge", "sumo_deadlift", 0.9)), film(said=("hinge", "row", 0.4), candidates=["row", "conventional_deadlift"]),
                             film(said=("hinge", "row", 0.4), candidates=["row", "squat", "conventional_deadlift"])])
        self.assertEqual((total.exercise, total.group, total.sure_and_wrong), (0, 2, 0))

    def test_sure_and_wrong_begins_at_a_half(self):
        self.assertTrue(films.is_sure_and_wrong(film(said=("pull", "row", 0.5))))
        self.assertFalse(films.is_sure_and_wrong(film(said=("pull", "row", 0.49))))
        self.assertTrue(films.is_sure_and_wrong(film(said=("hinge", "row", 0.8))))

    def test_what_has_no_name_is_scored_by_its_pattern_alone(self):
        total = films.score([film(exercise="other_exercise", said=("hinge", "row", 0.8))])
        self.assertEqual((total.named, total.pattern, total.sure_and_wrong), (0, 1, 0))

    def test_a_film_of_two_edits_is_in_both_kinds(self):
        groups = films.by_kind([film(edit="cuts+slow_motion"), film(edit="cuts")], films.KINDS["edit"])
        self.assertEqual({name: len(clips) for name, clips in groups.items()}, {"cuts": 2, "slow_motion": 1})

    def test_backs_count_what_is_missed_and_what_is_accused(self):
        lumbar = lambda verdict: [{"rule": "lumbar_flexion", "verdict": verdict}]
        of = lambda verdict, lumbar_label: film(bottoms=[1.0], findings=lumbar(verdict), lumbar=lumbar_label, lumbar_sure=0.9, back_outline_visible="clear")
        total = films.score_backs([of("good", "clearly_rounded"), of("borderline", "clearly_rounded"), of("fault", "neutral"), of("cannot_judge", "neutral")])
        self.assertEqual((total.judged, total.reps), (3, 4))
        self.assertEqual((total.rounded, total.rounded_found, total.rounded_good), (2, 1, 1))
        self.assertEqual((total.neutral, total.neutral_fault), (2, 1))

    def test_confidence_falls_into_its_bin_with_what_was_right(self):
        bins, silent = films.calibration([film(said=("hinge", "sumo_deadlift", 0.5)), film(said=("pull", "row", 0.64)), film(said=("hinge", "row", 1.0)),
                                          film(said=("none", "unknown", 0))])
        by_low = {found.low: found for found in bins}
        self.assertEqual((len(by_low[0.5].stated), by_low[0.5].pattern, by_low[0.5].group), (2, 1, 1))
        self.assertEqual(len(by_low[0.8].stated), 1)
        self.assertEqual(silent, 1)

    def test_variations_and_films_stand_in_one_table_of_confidence(self):
        clips = [film(said=("hinge", "sumo_deadlift", 0.4)), film(said=("pull", "row", 0.37))]
        steps = [{"from": 0.35, "cases": 6, "stated": 0.38, "pattern": 5, "right": 4}, {"from": 0.45, "cases": 2, "stated": 0.46, "pattern": 2, "right": 2},
                 {"from": 0.5, "cases": 10, "stated": 0.52, "pattern": 10, "right": 9}]
        text = "\n".join(page._together(clips, steps))
        self.assertIn("| 0.35 – 0.50 | 8 | 2 | 0.40 | 80 % | 75 % | 50 % | 70 % |", text)
        self.assertIn("| 0.50 – 0.65 | 10 | 0 | 0.52 | 100 % | 90 % | – | 90 % |", text)
        self.assertEqual(page._together(clips, []), [])

    def test_a_rule_not_judged_keeps_its_reason_without_the_advice(self):
        share = judged_share.tally([film(bottoms=[1.0], findings=[{"rule": "a", "verdict": "cannot_judge", "why": "Too dark. Film by day."}]),
                                    film(bottoms=[1.0], findings=[{"rule": "a", "verdict": "good"}]), film(view="front", bottoms=[1.0])])["a"]
        self.assertEqual((share.judged, share.reps, dict(share.reasons)), (1, 2, {"Too dark": 1}))


class Seal(unittest.TestCase):
    def test_is_drawn_by_the_bytes_of_the_file_about_once_in_ten(self):
        with tempfile.TemporaryDirectory() as folder:
            drawn = []
            for number in range(200):
                path = pathlib.Path(folder) / f"{number}.mp4"
                path.write_bytes(str(number).encode())
                drawn.append(films.is_sealed(path))
            self.assertTrue(8 <= sum(drawn) <= 36, sum(drawn))
            moved = pathlib.Path(folder) / "another_name.mp4"
            moved.write_bytes(str(drawn.index(True)).encode())
            self.assertTrue(films.is_sealed(moved))

    def test_no_sealed_clip_is_named_on_the_page(self):
        lines = page.write([film(name="open_one", bottoms=[1.0]), *(film(name=f"secret_{k}", bottoms=[1.0], sealed=True) for k in range(4))], [], [], [], False)
        self.assertIn("open_one", lines)
        self.assertNotIn("secret", lines)
        self.assertIn("| sealed | 4 | 4 of 4 |", lines)

    def test_what_rests_on_one_sealed_clip_is_not_told(self):
        sealed = [film(name=f"secret_{k}", bottoms=[1.0], sealed=True) for k in range(3)] + [film(name="secret_3", bottoms=[1.0], sealed=True, **NOTHING)]
        row = page._film_row("sealed", sealed)
        self.assertEqual(row[page.FILM_HEAD.index("repetitions of nothing")], "too few")
        self.assertEqual(row[page.FILM_HEAD.index("repetitions exact")], "3 of 3")
        self.assertNotIn("that have none", page.summary(sealed))


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
            written = pathlib.Path(folder) / "page.md"
            run = subprocess.run([sys.executable, pathlib.Path(__file__).with_name("bench_accuracy"), "--truth", folder, "--page", written],
                                 capture_output=True, text=True, check=False)
            self.assertEqual(run.returncode, 2)
            self.assertIn("no clip with truth", run.stderr)
            self.assertFalse(written.exists())

    def test_readme_and_page_that_disagree_are_told_and_mended(self):
        with tempfile.TemporaryDirectory() as folder:
            files = {name: pathlib.Path(folder) / name for name in ("page", "readme")}
            marked = lambda said: page_marks[0] + said + page_marks[1]
            page_marks = page.README_MARKS
            files["page"].write_text("# A\n" + marked("\nnine of ten\n") + "\nmore", encoding="utf-8")
            files["readme"].write_text("# B\n" + marked("\nten of ten\n") + "\nend", encoding="utf-8")
            line = lambda flag: subprocess.run([sys.executable, pathlib.Path(__file__).with_name("summary_line"), flag, "--page", files["page"], "--readme", files["readme"]],
                                               capture_output=True, text=True, check=False).returncode
            self.assertEqual(line("--check"), 1)
            self.assertEqual(line("--write"), 0)
            self.assertEqual(line("--check"), 0)
            self.assertEqual(files["readme"].read_text(encoding="utf-8"), "# B\n" + marked("\nnine of ten\n") + "\nend")

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
