"""The table of judged shares counts right: known verdicts in, known shares and reasons out."""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

LABELS = [{"clip": "side.mp4", "view": "side", "pattern": "hinge", "reps": 2},
          {"clip": "front.mp4", "view": "front", "pattern": "hinge", "reps": 1},
          {"clip": "squat.mp4", "view": "side", "pattern": "squat", "reps": 1},
          {"clip": "lost.mp4", "view": "side", "pattern": "hinge", "reps": 1}]


def rep(verdict, why=""):
    return {"findings": [{"rule": "back", "verdict": verdict, "why": why}]}


class JudgedShare(unittest.TestCase):
    def counted(self):
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder)
            (out / "labels.json").write_text(json.dumps(LABELS))
            reps = {"side": [rep("good"), rep("cannot_judge", "hidden")], "front": [rep("fault")], "squat": [rep("fault")]}
            for name, found in reps.items():
                (out / name).mkdir()
                (out / name / "analysis.json").write_text(json.dumps({"reps": found}))
            call = [sys.executable, "-B", "judged_share", out / "labels.json", out, "--json", out / "shares.json"]
            printed = subprocess.run(call, check=True, capture_output=True, text=True).stdout
            return json.loads((out / "shares.json").read_text()), printed

    def test_counts_repetitions_of_side_view_hinges_alone(self):
        shares, _ = self.counted()
        self.assertEqual((shares["clips"], shares["repetitions"]), (1, 2))
        self.assertEqual(shares["rules"]["back"]["verdicts"], {"good": 1, "cannot_judge": 1})

    def test_says_the_share_and_the_reason(self):
        _, printed = self.counted()
        self.assertIn("| `back` | 1/2 (50 %) | 1 | 0 | 0 | 1 × hidden |", printed)


if __name__ == "__main__":
    unittest.main()
