#!/usr/bin/env python3
"""Markers of a laboratory against the inverse kinematics that an expert made of the same take: hip and knee flexion.

Two ways lead from markers to angles and both are measured: `hinge convert TAKE.trc TAKE.mot` (OpenSim's own coordinates)
and `hinge analyze` (what a person is told). A constant offset is taken out: a model's zero is its own.
"""
import csv
import math
import pathlib
import subprocess

# The markers, and the coordinates that were computed from them elsewhere.
TAKES = [("addb_squats1.trc", "addb_squats1.mot"), ("addb_STS1.trc", "addb_STS1.mot"), ("see_squat_markers.trc", "see_squat_ik_radians.mot")]
LIMIT_DEG = 5.0


def read_mot(path):
    """{coordinate: values in degrees} of an old MOT file, and the times."""
    lines = path.read_text(encoding="utf-8").splitlines()
    end = next(index for index, line in enumerate(lines) if line.strip() == "endheader")
    factor = 1 if any(line.strip() == "inDegrees=yes" for line in lines[:end]) else 180 / math.pi
    names = lines[end + 1].split()
    rows = [[float(cell) for cell in line.split()] for line in lines[end + 2:] if line.strip()]
    return {name: [row[index] * factor for row in rows] for index, name in enumerate(names) if index}, [row[0] for row in rows]


def read_series(path):
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {name: [float(row[name]) if row[name] else math.nan for row in rows] for name in rows[0]}


def mean_absolute_error(measured, true):
    """(error after the offset, offset, frames): nothing if too few frames have both."""
    pairs = [a - b for a, b in zip(measured, true) if not math.isnan(a) and not math.isnan(b)]
    if len(pairs) < 100:
        return None
    offset = sum(pairs) / len(pairs)
    return sum(abs(pair - offset) for pair in pairs) / len(pairs), offset, len(pairs)


def compare(truth, angles, series):
    """[(what, way, error, offset, frames)] of one take."""
    rows = []
    folded = {side: [hip - back for hip, back in zip(truth[f"hip_flexion_{side}"], truth["lumbar_extension"])] for side in "rl"}
    for side, name in (("r", "right"), ("l", "left")):
        for what, way, measured, true in (
                (f"hip_flexion_{side}", "convert", angles[f"hip_flexion_{side}"], truth[f"hip_flexion_{side}"]),
                (f"knee_angle_{side}", "convert", angles[f"knee_angle_{side}"], truth[f"knee_angle_{side}"]),
                (f"hip fold, {name}", "analyze", series[f"hip_fold_deg_{name}"], folded[side]),
                (f"knee flexion, {name}", "analyze", series[f"knee_flexion_deg_{name}"], truth[f"knee_angle_{side}"])):
            found = mean_absolute_error(measured, true)
            if found:
                rows.append((what, way, *found))
    return rows


def without_hip_centres(trc, copy):
    """The same markers where the file does not give the hips: Hinge's own regression has to find them."""
    lines = trc.read_text(encoding="utf-8").split("\n")
    lines[3] = lines[3].replace("HJC", "unknown")
    copy.write_text("\n".join(lines), encoding="utf-8")
    return copy


def measure(program, folder, work):
    """[(take, rows of compare)], each take with the hip centres of its file and without; takes that are not there are left out."""
    results = []
    work.mkdir(parents=True, exist_ok=True)
    for markers, model in TAKES:
        trc, truth = folder / markers, folder / model
        if not trc.exists() or not truth.exists():
            continue
        for title, source in ((trc.stem, trc), (f"{trc.stem}, hips by regression", without_hip_centres(trc, work / f"{trc.stem}_regression.trc"))):
            out = work / source.stem
            subprocess.run([program, "convert", source, out.with_suffix(".mot")], capture_output=True, text=True, check=True)
            subprocess.run([program, "analyze", source, "--out", out, "--only", "csv", "--quiet"], capture_output=True, text=True, check=True)
            results.append((title, compare(read_mot(truth)[0], read_mot(out.with_suffix(".mot"))[0], read_series(out / "series.csv"))))
    return results


def section(results):
    if not results:
        return []
    rows = [[f"`{take}`", what, f"`hinge {way}`", f"{error:.1f}", f"{offset:+.1f}", str(frames)]
            for take, found in results for what, way, error, offset, frames in found]
    worst = max(error for _, found in results for _, _, error, _, _ in found)
    lines = ["## Markers against inverse kinematics", "",
             "Squats and sit-to-stands with 51 skin markers at 100 Hz, against the inverse kinematics an expert made of them with OpenSim. The "
             "joint centres are ours (`docs/formats/marker-sets.md`). Hinge's hip fold holds the bend of the back and is compared with hip "
             f"flexion minus lumbar extension. Mean absolute error after the constant offset, degrees; the worst is {worst:.1f}.", "",
             "| take | angle | by | error | offset | frames |", "| --- | --- | --- | --- | --- | --- |"]
    return lines + ["| " + " | ".join(row) + " |" for row in rows] + [""]


def main():
    import argparse
    import sys
    import tempfile
    root = pathlib.Path(__file__).resolve().parents[2]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mocap", type=pathlib.Path, default=root / "../shared/mocap/lifting")
    parser.add_argument("--program", type=pathlib.Path, default=root / "build/hinge")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        results = measure(options.program, options.mocap, pathlib.Path(work))
    if not results:
        print(f"skipped: no takes with markers and inverse kinematics in {options.mocap}")
        return 77
    print("\n".join(section(results)))
    too_far = [(take, row) for take, found in results for row in found if row[2] > LIMIT_DEG]
    for take, (what, way, error, _, _) in too_far:
        print(f"{take}: {what} by {way} is {error:.1f} degrees off, more than {LIMIT_DEG}", file=sys.stderr)
    return 1 if too_far else 0


if __name__ == "__main__":
    import sys
    sys.exit(main())
