"""What see_people kept, as arrays: one row a still, with its truth, its person's split and its standing still."""
import csv
import pathlib

import numpy as np

HEAD = ["found", "facing", "raw_trunk", "raw_thigh", "raw_shank", "roughness", "softness"]
ANGLES = ["trunk", "thigh", "shank", "fold", "knee", "pelvis", "lumbar", "thoracic"]
COLUMNS = ["trunk_inclination_deg", "thigh_pitch_deg", "shank_inclination_deg", "hip_fold_deg", "knee_flexion_deg", "pelvis_tilt_deg",
           "lumbar_flexion_deg", "thoracic_flexion_deg"]
FEATURES, OUTLINE_FIRST = 174, 94
NO_OUTLINE = np.array([0.3] * 58 + [0.0] * 18 + [3.0, 3.0, 5.0, 5.0], "f4")  # what hinge_eye_inputs gives where there is none


class Stills:
    """rows: raw (n, 3) degrees, features (n, k), truth (n, 8) degrees, standing (index of the standing still, -1: none) and words"""

    def __init__(self, inputs, truth, words, standing):
        self.found, self.raw, self.features = inputs[:, 0] > 0, inputs[:, 2:5], inputs[:, 7:]
        self.roughness, self.softness = inputs[:, 5], inputs[:, 6]
        self.truth, self.words, self.standing = truth, words, standing
        # Where a turn lies between two readings of one direction, the truth's is taken.
        self.raw = self.truth[:, :3] - (np.mod(self.truth[:, :3] - self.raw + 180, 360) - 180)

    def pick(self, chosen):
        """the rows that are chosen, without their standing stills"""
        out = object.__new__(Stills)
        for key, value in self.__dict__.items():
            setattr(out, key, [w for w, c in zip(value, chosen) if c] if isinstance(value, list) else value[chosen])
        return out


def load(folders):
    inputs, truth, words, standing = [], [], [], []
    for folder in folders:
        for seen in sorted(pathlib.Path(folder).glob("*/seen.npz")):
            rows = list(csv.DictReader(open(seen.with_name("truth.csv"), newline="")))
            first = len(words)
            array = np.load(seen)["inputs"]
            rows = rows[: len(array)]
            where = {row["file"]: first + i for i, row in enumerate(rows)}
            inputs.append(array)
            truth.append(np.array([[float(row[c]) for c in COLUMNS] for row in rows], "f4"))
            words += rows
            standing += [where[row["standing"]] for row in rows]
    return Stills(np.concatenate(inputs), np.concatenate(truth), words, np.array(standing))
