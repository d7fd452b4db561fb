"""docs/accuracy.md from the figures."""
import figures
from figures import Errors


def _number(value, form="{:.1f}"):
    return "–" if value is None else form.format(value)


def _percent(part, whole):
    return "–" if not whole else f"{100 * part / whole:.0f} %"


def _table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    return lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows] + [""]


def _joined(clips):
    sums = {}
    for clip in clips:
        for angle, errors in figures.angle_errors(clip).items():
            sums.setdefault(angle, Errors()).join(errors)
    return sums


def _angles(clips):
    groups = {}
    for clip in clips:
        if clip.series is not None and clip.measured is not None:
            groups.setdefault(clip.group, []).append(clip)
    lines = ["## Angles", "",
             "Measured minus true, degrees, over all frames; lumbar, thoracic and pelvis over frames with the trunk more than "
             f"{figures.HINGED_TRUNK_DEG}° forward, as change from the person's own standing. Limits: 95 % limits of agreement. "
             "Measured: the share of frames that got a value.", ""]
    for group in sorted(groups, key=lambda name: (name != "side", name)):
        rows = []
        for angle, errors in _joined(groups[group]).items():
            limits = errors.limits
            rows.append([f"`{angle}`", _percent(len(errors.values), errors.wanted), _number(errors.bias, "{:+.1f}"), _number(errors.mean_absolute),
                         "–" if limits is None else f"{limits[0]:+.1f} … {limits[1]:+.1f}"])
        lines += [f"### {group.capitalize()} ({len(groups[group])} clips)", ""]
        lines += _table(["angle", "measured", "bias", "mean absolute error", "limits"], rows)
    return lines


def _calibration(clips):
    by_metric = {}
    for clip in clips:
        for metric, error, sd in figures.peak_errors(clip):
            by_metric.setdefault(metric, []).append((error, sd))
    if not by_metric:
        return []
    rows, everything = [], []
    for metric, values in by_metric.items():
        everything += values
        rows.append((f"`{metric}`", values))
    rows.append(("all", everything))
    inside = lambda values, k: _percent(sum(abs(error) <= k * sd for error, sd in values), len(values))
    lines = ["## How far the stated uncertainty can be trusted", "",
             "Peaks of a repetition: how often the truth lies within one and two of the standard deviations Hinge gives (68 % and 95 % "
             "if errors were normal).", ""]
    return lines + _table(["metric", "values", "bias", "mean absolute error", "mean sd", "within 1 sd", "within 2 sd"], [
        [name, len(values), _number(sum(error for error, _ in values) / len(values), "{:+.1f}"),
         _number(sum(abs(error) for error, _ in values) / len(values)), _number(sum(sd for _, sd in values) / len(values)),
         inside(values, 1), inside(values, 2)] for name, values in rows])


def _weight(clips):
    rows, all_velocities = [], []
    for clip in clips:
        errors = figures.weight_errors(clip)
        if errors is None or not errors.velocity:
            continue
        all_velocities += errors.velocity
        share = [found / true - 1 for found, true, _ in errors.velocity]
        cm = lambda value: _number(None if value is None else 100 * value)
        rows.append([f"`{clip.name}`", clip.analysis["weight"]["source"], cm(errors.height.mean_absolute), cm(errors.ahead.bias), cm(errors.ahead.mean_absolute),
                     len(share), _number(sum(true for _, true, _ in errors.velocity) / len(share), "{:.2f}"), f"{100 * sum(share) / len(share):+.0f} %"])
    if not rows:
        return []
    off = [(found - true, sd) for found, true, sd in all_velocities]
    inside = lambda k: _percent(sum(abs(error) <= k * sd for error, sd in off), len(off))
    return ["## Bar, plate and bell", "",
            "Against the true wrist, which moves as the weight does while arms hang straight: height about its own mean, place ahead of "
            "mid-foot, mean concentric velocity of each repetition (same definition on both sides). Metres by an assumed height of 1.70 m, "
            "so that a taller body's are short by as much; the truth's are good to 1 %.", "",
            *_table(["clip", "followed", "height error, cm", "place bias, cm", "place error, cm", "ways up", "true velocity, m/s", "velocity off by"], rows),
            f"All {len(off)} ways up: mean absolute error {sum(abs(error) for error, _ in off) / len(off):.3f} m/s, mean stated deviation "
            f"{sum(sd for _, sd in off) / len(off):.3f} m/s; the truth lies within one of them in {inside(1)}, within two in {inside(2)}.", ""]


def _repetitions(clips):
    counted = [clip for clip in clips if clip.analysis is not None]
    lines = ["## Repetitions, movement, view", ""]
    rows = []
    for kind, members in (("rendered", [c for c in counted if not c.filmed]), ("filmed", [c for c in counted if c.filmed])):
        if not members:
            continue
        right = [figures.reps_right(clip) for clip in members]
        scored = [value for value in right if value is not None]
        yaws = [error for clip in members if (error := figures.yaw_error(clip)) is not None]
        rows.append([kind, len(members), f"{sum(scored)} of {len(scored)}", f"{sum(map(figures.pattern_right, members))} of {len(members)}",
                     f"{sum(map(figures.exercise_right, members))} of {len(members)}", sum(map(figures.confidently_wrong, members)),
                     _number(sum(map(abs, yaws)) / len(yaws) if yaws else None)])
    lines += _table(["clips", "n", "repetitions exact", "pattern right", "exercise right", "wrong and sure of it (≥ 0.5)", "yaw error, °"], rows)
    rows = []
    sums = {key: [] for key in figures.TIMES}
    for clip in counted:
        for key, errors in figures.timing_errors(clip).items():
            sums[key] += errors
    for key, errors in [*sums.items(), ("all", sum(sums.values(), []))]:
        if errors:
            rows.append([key.removesuffix("_s"), len(errors), _number(sum(errors) / len(errors), "{:+.3f}"), _number(sum(map(abs, errors)) / len(errors), "{:.3f}"),
                         _percent(sum(abs(error) <= figures.ON_TIME_S + 1e-9 for error in errors), len(errors))])
    if rows:
        lines += ["When a repetition starts, turns and ends, seconds against the truth:", ""]
        lines += _table(["time", "n", "bias, s", "mean absolute error, s", f"within {figures.ON_TIME_S} s"], rows)
    return lines


def _rules(clips):
    rows = []
    for rule, tally in sorted(figures.tally_rules(clips).items()):
        onsets = _number(sum(map(abs, tally.onsets)) / len(tally.onsets), "{:.2f}") if tally.onsets else "–"
        rows.append([f"`{rule}`", tally.found, tally.borderline, tally.soft, tally.missed, tally.not_judged, f"{tally.false} of {tally.false + tally.clean}", onsets])
    return ["## Rules", "",
            "Repetitions. Found: a fault by the truth, called one. At least borderline: borderline by the truth, called borderline or a "
            "fault. False: clean by the truth, called a fault. Onset: mean absolute error of the moment a found fault begins.", "",
            *_table(["rule", "found", "fault called borderline", "at least borderline", "missed", "not judged", "false", "onset, s"], rows)]


def _per_clip(clips):
    rows = []
    for clip in clips:
        if clip.analysis is None:
            rows.append([f"`{clip.name}`", clip.error, *["–"] * 7])
            continue
        errors = figures.angle_errors(clip)
        mean = lambda angle: _number(errors[angle].mean_absolute) if angle in errors else "–"
        want = clip.labels.get("rep_count", len(clip.labels.get("reps", [])))
        late = [abs(error) for values in figures.timing_errors(clip).values() for error in values]
        movement = clip.analysis["movement"]
        rows.append([f"`{clip.name}`", f"{len(clip.analysis.get('reps', []))} / {'?' if want is None else want}",
                     f"{movement['exercise']} {movement.get('confidence', 0):.2f}{'' if figures.exercise_right(clip) else ' ✗'}",
                     _number(max(late) if late else None, "{:.2f}"), *map(mean, ("hip_fold", "knee_flexion", "trunk_inclination", "lumbar_flexion", "pelvis_tilt"))])
    return ["## Clip by clip", "", "Repetitions found / true, the movement with its confidence (✗: not what it was), the worst time of a "
            "repetition, mean absolute errors in degrees.", "",
            *_table(["clip", "reps", "movement", "worst time, s", "hip fold", "knee", "trunk", "lumbar", "pelvis"], rows)]


def _takes(takes):
    lines = []
    for name, yaw_deg, (angles, shift_s) in takes:
        lines += ["## A filmed take against markers", "",
                  f"`{name}`: bodyweight squats in a laboratory, camera {yaw_deg:.0f}° from the side by Hinge's own estimate (oblique: what is "
                  "compared is an angle seen at a slant against the same angle in space), against the marker-based body poses of the take. "
                  f"Shape error: root mean square after the constant offset is removed; best shift in time {shift_s:+.2f} s.", "",
                  *_table(["angle", "true range, °", "offset, °", "shape error, °"],
                          [[f"`{key.removesuffix('_deg')}`", _number(span, "{:.0f}"), _number(offset, "{:+.1f}"), _number(rms)] for key, (offset, rms, span) in angles.items()])]
    return lines


def _turned(rows):
    if not rows:
        return []
    ways = ["picture", "widened", "depth"]
    angles = ["hip_fold", "knee_flexion", "trunk_inclination"]
    cell = lambda sums, way: " / ".join(_number(sums[way, angle].mean_absolute) for angle in angles)
    return ["## From a slant: which plane to measure in", "",
            "Mean absolute errors of hip fold / knee / trunk in degrees, each recording judged three times: as if it were a side view, with "
            "the horizontal divided by cos(yaw), and in the plane of the network's guess of depth. The stick figures are turned by a known "
            "angle and their landmarks err like a network's (`bench/kinematics/turned_sticks.cpp`); yaw is what Hinge saw. Hinge takes the "
            "first up to 15°, the third beyond (`docs/decisions/0019-what-a-view-can-show.md`).", "",
            *_table(["what", "yaw seen, °", "as a side view", "widened", "by depth"],
                    [[what, _number(yaw, "{:.0f}"), *(cell(sums, way) for way in ways)] for what, yaw, sums in rows])]


def write(clips, takes, turned, mirrored):
    filmed = sum(clip.filmed for clip in clips)
    command = "make bench-mirrored" if mirrored else "make bench-accuracy"
    mirror_note = ("These are mirrored copies of the rendered clips, smaller, paler and coarser (`bench/accuracy/mirror_clips`): the bodies "
                   "are the same, what the network makes of them is not; nothing was fitted to them. ")
    lines = ["# How accurate Hinge is on mirrored clips" if mirrored else "# How accurate Hinge is", "",
             f"Written by `{command}`; do not edit. {mirror_note if mirrored else ''}{len(clips) - filmed} rendered and {filmed} filmed clips. "
             "Rendered clips carry exact truth for every frame; of filmed ones the repetitions were counted by eye and faults are labelled for "
             "the clip as a whole. The recordings do not ship with Hinge. They were seen while it was written, and eight rendered bodies are "
             "few: take the figures as those of a tuned set.", ""]
    lines += (_angles(clips) + _calibration(clips) + _weight(clips) + _repetitions(clips) + _rules(clips) + _takes(takes) + _turned(turned)
              + _per_clip(clips))
    return "\n".join(lines).rstrip() + "\n"
