"""Up to which yaw it helps to correct the angles of the sagittal plane: every way of taking the plane, on stick lifters
turned by a known angle and on the rendered clips that were filmed at a slant."""
import subprocess

from figures import Errors
from truth import Series

WAYS = ["picture", "widened", "depth"]
ANGLES = ["hip_fold", "knee_flexion", "trunk_inclination"]
STEP_DEG = 10


def _errors(series_program, recording, truth, way, folder):
    """({angle: Errors}, yaw as Hinge sees it)"""
    out = folder / f"{recording.parent.name}_{recording.stem}_{way}.csv"
    subprocess.run([series_program, recording, out, way], check=True)
    lines = out.read_text(encoding="utf-8").splitlines()
    plain = out.with_suffix(".plain.csv")
    plain.write_text("\n".join(lines[1:]) + "\n", encoding="utf-8")
    found = Series.read(plain)
    errors = {}
    for angle in ANGLES:
        key = f"{angle}_deg"
        of_angle = errors.setdefault(angle, Errors())
        for time_s, true in zip(truth.time_s, truth.columns.get(key) or []):
            if true is not None:
                of_angle.add(found.at(key, time_s), true)
    return errors, float(lines[0].split()[2])


def _join(sums, way, errors):
    for angle, of_angle in errors.items():
        sums.setdefault((way, angle), Errors()).join(of_angle)


def measure(programs, clips, work, folder):
    """[(what, yaw seen, {(way, angle): Errors})]: the sticks by yaw, the rendered side views together,
    each rendered clip that was filmed at a slant."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run([programs / "hinge_turned_sticks", folder], check=True)
    series_program = programs / "hinge_angle_series"
    rows = []
    for yaw in range(0, 61, STEP_DEG):
        sums, seen = {}, []
        for recording in sorted(folder.glob(f"stick_{yaw}_*.hinge")):
            truth = Series.read(recording.with_suffix(".truth.csv"))
            for way in WAYS:
                errors, seen_deg = _errors(series_program, recording, truth, way, folder)
                _join(sums, way, errors)
            seen.append(seen_deg)
        rows.append((f"stick figures at {yaw}°", sum(seen) / len(seen), sums))
    sums, seen = {}, []
    for clip in clips:
        recording = work / clip.name / "clip.hinge"
        if clip.series is None or clip.group != "side" or not recording.exists():
            continue
        for way in WAYS:
            errors, seen_deg = _errors(series_program, recording, clip.series, way, folder)
            _join(sums, way, errors)
        seen.append(seen_deg)
    if seen:
        rows.append((f"{len(seen)} rendered side views", sum(seen) / len(seen), sums))
    for clip in clips:
        recording = work / clip.name / "clip.hinge"
        if clip.series is None or clip.group != "oblique or frontal" or not recording.exists():
            continue
        sums = {}
        for way in WAYS:
            errors, seen_deg = _errors(series_program, recording, clip.series, way, folder)
            _join(sums, way, errors)
        rows.append((f"`{clip.name}`", seen_deg, sums))
    return rows
