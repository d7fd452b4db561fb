"""A filmed take against the marker-based body poses of the same take: knee flexion and hip fold.

The file holds, per OpenSim body, the origin of its frame in the lab at 100 Hz: femur = hip joint centre, tibia = knee,
talus = ankle, humerus = shoulder (gait model of Rajagopal et al. 2016, doi:10.1109/TBME.2016.2586891). Both angles are
taken from those centres in space, so that a camera that does not stand at the side shows what it costs.
"""
import json
import math

from truth import Series

STEP_S = 0.02


def _minus(a, b):
    return [x - y for x, y in zip(a, b)]


def _angle_deg(a, b):
    dot = sum(x * y for x, y in zip(a, b))
    return math.degrees(math.acos(max(-1, min(1, dot / math.sqrt(sum(x * x for x in a) * sum(x * x for x in b))))))


def marker_angles(path):
    take = json.loads(path.read_text(encoding="utf-8"))
    place = {name: body["translation"] for name, body in take["bodies"].items()}
    columns = {"knee_flexion_deg": [], "hip_fold_deg": []}
    for frame in range(len(take["time"])):
        knee, fold = 0, 0
        shoulder = [(a + b) / 2 for a, b in zip(place["humerus_r"][frame], place["humerus_l"][frame])]
        hips = [(a + b) / 2 for a, b in zip(place["femur_r"][frame], place["femur_l"][frame])]
        for side in ("r", "l"):
            thigh = _minus(place[f"tibia_{side}"][frame], place[f"femur_{side}"][frame])
            shank = _minus(place[f"talus_{side}"][frame], place[f"tibia_{side}"][frame])
            knee += _angle_deg(thigh, shank) / 2
            fold += (180 - _angle_deg(thigh, _minus(shoulder, hips))) / 2
        columns["knee_flexion_deg"].append(knee)
        columns["hip_fold_deg"].append(fold)
    return Series(list(take["time"]), columns)


def shape_error(markers, measured, key, shift_s):
    """(offset, root mean square of what is left, samples) with `measured` read shift_s later."""
    pairs, time_s = [], markers.time_s[0]
    while time_s <= markers.time_s[-1]:
        true, found = markers.at(key, time_s), measured.at(key, time_s + shift_s)
        if true is not None and found is not None:
            pairs.append(found - true)
        time_s += STEP_S
    if len(pairs) < 100:
        return None
    offset = sum(pairs) / len(pairs)
    return offset, math.sqrt(sum((pair - offset) ** 2 for pair in pairs) / len(pairs)), len(pairs)


def compare(markers, measured):
    """{angle: (offset, rms, range of the truth)} at the one shift in time that fits the knee best, and that shift."""
    shifts = [0.02 * step for step in range(-150, 151)]
    fitting = [(result[1], shift) for shift in shifts if (result := shape_error(markers, measured, "knee_flexion_deg", shift))]
    if not fitting:
        return None
    shift_s = min(fitting)[1]
    out = {}
    for key in ("knee_flexion_deg", "hip_fold_deg"):
        true = [value for value in markers.columns[key] if value is not None]
        result = shape_error(markers, measured, key, shift_s)
        if result:
            out[key] = (result[0], result[1], max(true) - min(true))
    return out, shift_s
