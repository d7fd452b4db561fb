"""docs/accuracy.md from the figures."""
import json
import pathlib

import figures
import films
import judged_share
import marker_angles
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
             f"{figures.HINGED_TRUNK_DEG}° forward, as change from the person's own standing; `"
             f"{figures.NEAR_UPRIGHT}` within {figures.NEAR_UPRIGHT_DEG}° of how the trunk first stood, where ribs that flare are read. Limits: 95 % limits of agreement. "
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
    members = [clip for clip in counted if not clip.filmed]
    lines = ["## Repetitions, movement, view", ""]
    if members:
        right = [value for clip in members if (value := figures.reps_right(clip)) is not None]
        yaws = [error for clip in members if (error := figures.yaw_error(clip)) is not None]
        lines += _table(["clips", "n", "repetitions exact", "pattern right", "exercise right", "wrong and sure of it (≥ 0.5)", "yaw error, °"],
                        [["rendered", len(members), f"{sum(right)} of {len(right)}", f"{sum(map(figures.pattern_right, members))} of {len(members)}",
                          f"{sum(map(figures.exercise_right, members))} of {len(members)}", sum(map(figures.confidently_wrong, members)),
                          _number(sum(map(abs, yaws)) / len(yaws) if yaws else None)]])
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


def _rule_row(name, tallies):
    total = lambda count: sum(getattr(tally, count) for tally in tallies)
    onsets = [abs(onset) for tally in tallies for onset in tally.onsets]
    return [name, *map(total, ("found", "borderline", "soft", "missed", "not_judged")), f"{total('false')} of {total('false') + total('clean')}",
            _number(sum(onsets) / len(onsets), "{:.2f}") if onsets else "–"]


def _rules(open_clips, sealed):
    rows = [_rule_row(f"`{rule}`", [tally]) for rule, tally in sorted(figures.tally_rules(open_clips).items())]
    tallies = list(figures.tally_rules(sealed).values())
    if tallies and len(sealed) >= films.SEALED_FEWEST:
        rows.append(_rule_row(f"sealed clips ({len(sealed)}), all rules", tallies))
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
        fair = films.true_counts(clip) if clip.filmed else None
        want = clip.seen.get("reps") if clip.seen else clip.labels.get("rep_count", len(clip.labels.get("reps", [])))
        off = " ✗" if fair and len(clip.analysis.get("reps", [])) not in fair else ""
        right = films.exercise_or_group_is_right(clip) if clip.filmed else figures.exercise_right(clip)
        late = [abs(error) for values in figures.timing_errors(clip).values() for error in values]
        movement = clip.analysis["movement"]
        rows.append([f"`{clip.name}`", f"{len(clip.analysis.get('reps', []))} / {'?' if want is None else want}{off}",
                     f"{movement['exercise']} {movement.get('confidence', 0):.2f}{'' if right else ' ✗'}",
                     _number(max(late) if late else None, "{:.2f}"), *map(mean, ("hip_fold", "knee_flexion", "trunk_inclination", "lumbar_flexion", "pelvis_tilt"))])
    return ["## Clip by clip", "", "Repetitions found / true, the movement with its confidence (✗: not what it was; of films, nor a near relative), the worst time of a "
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


DOCS = pathlib.Path(__file__).resolve().parents[2] / "docs"
README_MARKS = ("<!-- accuracy -->", "<!-- end of accuracy -->")


def _share(part, whole):
    return f"{part} of {whole}"


def summary(clips):
    """What the README says of this page, word for word (`bench/accuracy/summary_line`)."""
    said = []
    rendered = [clip for clip in clips if not clip.filmed and clip.analysis is not None]
    if rendered:
        side = _joined([clip for clip in rendered if clip.group == "side"])
        errors = [f"{name} {side[angle].mean_absolute:.1f}°" for angle, name in (("hip_fold", "hip fold"), ("knee_flexion", "knee"),
                  ("trunk_inclination", "trunk"), ("lumbar_flexion", "lower back while leaning")) if angle in side and side[angle].values]
        right = [value for clip in rendered if (value := figures.reps_right(clip)) is not None]
        false = sum(tally.false for tally in figures.tally_rules(rendered).values())
        said.append(f"Rendered people, exact truth, seen while it was written ({len(rendered)} clips): repetitions exact in {_share(sum(right), len(right))}, "
                    f"{false} clean repetition{'' if false == 1 else 's'} called a fault"
                    + (f"; from the side, mean absolute error of {', '.join(errors)}." if errors else "."))
    for kind, members in (("Films of strangers, counted by eye, open while it was written", [c for c in clips if c.filmed and not c.sealed]),
                          ("Films sealed from every choice", [c for c in clips if c.filmed and c.sealed])):
        if members:
            of_kind = films.score(members)
            cell = _cell_of(members)
            nothing = cell(of_kind.false_reps, of_kind.negatives)
            said.append(f"{kind} ({len(members)} clips): repetitions exact in {cell(of_kind.exact, of_kind.counted)}, "
                        + ("" if nothing == "too few" else f"repetitions seen in {nothing} that have none, ")
                        + f"pattern right in {cell(of_kind.pattern, of_kind.clips)}, exercise or a near relative in "
                        f"{cell(of_kind.group, of_kind.named)}, wrong and sure of it in {_sealed_count(of_kind.sure_and_wrong, members)}.")
    return " ".join(said)


FILM_HEAD = ["clips", "n", "repetitions exact", "within one", "exact of one or two", *(f"bottoms within {limit_s} s" for limit_s in films.NEAR_S),
             "repetitions of nothing", "pattern", "exercise", "exercise or its group", f"wrong and sure (≥ {films.SURE})"]


def _film_row(name, clips):
    of = films.score(clips)
    cell = _cell_of(clips)
    timed = sum(films.bottom_errors(clip) is not None for clip in clips if clip.analysis is not None)
    return [name, len(clips), cell(of.exact, of.counted), cell(of.within_one, of.counted), cell(of.few_exact, of.few),
            *(cell(near, of.bottoms, timed) for near in of.near), cell(of.false_reps, of.negatives), cell(of.pattern, of.clips),
            cell(of.exercise, of.named), cell(of.group, of.named), _sealed_count(of.sure_and_wrong, clips)]


def _cell_of(clips):
    """"k of n"; of sealed clips nothing where so few clips stand behind it that one of them would show."""
    sealed = any(clip.sealed for clip in clips)
    return lambda part, whole, of_clips=None: "too few" if sealed and (whole if of_clips is None else of_clips) < films.SEALED_FEWEST else _share(part, whole)


def _sealed_count(count, clips):
    return "too few" if any(clip.sealed for clip in clips) and len(clips) < films.SEALED_FEWEST else count


def _films(open_clips, sealed):
    if not open_clips and not sealed:
        return []
    lines = ["## Films: counted and named", "",
             "Real people, cameras and rooms; counts, lowest points and names by eye, by one viewer, lowest points to ± 0.2 s. Bottoms: found "
             "repetitions whose lowest point lies that near a labelled one, of all that were found or were there to find. Exercise or its "
             "group: the right one, a near relative (sumo for conventional), or the right one among the two named first. Repetitions of "
             "nothing: clips without any exercise that were given repetitions. Sealed: the films whose SHA-256 is a multiple of "
             f"{films.SEALED_ONE_IN}; no constant may be chosen on them, they are never named, and what would rest on fewer than "
             f"{films.SEALED_FEWEST} of them is not told.", ""]
    lines += _table(FILM_HEAD, [_film_row(name, members) for name, members in (("open", open_clips), ("sealed", sealed)) if members])
    for kind, of_clip in films.KINDS.items():
        groups = films.by_kind([clip for clip in open_clips if clip.seen is not None], of_clip)
        if groups:
            lines += [f"By {kind}, open clips{', the sealed ones summed up' if sealed else ''}:", ""]
            rows = [_film_row(name, members) for name, members in groups.items()]
            lines += _table([kind, *FILM_HEAD[1:]], rows + ([_film_row("sealed", sealed)] if sealed else []))
    return lines


def _backs(open_clips, sealed):
    rows = []
    for name, members in (("open", open_clips), ("sealed", sealed)):
        of = films.score_backs(members)
        if of.clips:
            cell = _cell_of(members)
            count = lambda number, whole: "too few" if cell(0, whole) == "too few" else number
            rows.append([name, of.clips, cell(of.judged, of.reps, of.clips), cell(of.rounded_found, of.rounded), count(of.rounded_good, of.rounded),
                         cell(of.neutral_fault, of.neutral), count(of.neutral_borderline, of.neutral)])
    if not rows:
        return []
    return ["## Films: the lower back", "",
            "Side views of hinges whose outline of the back a person can see at least in part. Rounded and neutral: clips of which whoever looked "
            f"was sure (≥ {films.SURE_OF_THE_BACK}). Found: a fault or borderline in at least one repetition.", "",
            *_table(["clips", "n", "repetitions judged", "rounded, found", "rounded, called good", "neutral, called a fault", "neutral, borderline"], rows)]


def _confidence(groups):
    lines = []
    for name, members in groups:
        bins, silent = films.calibration(members)
        rows = [[f"{found.low:.2f} – {found.high:.2f}", len(found.stated), _number(sum(found.stated) / len(found.stated), "{:.2f}"),
                 f"{found.pattern} ({_percent(found.pattern, len(found.stated))})", f"{found.group} of {found.named} ({_percent(found.group, found.named)})"]
                for found in bins if found.stated]
        if rows:
            lines += [f"{name}; {silent} more clips in which nothing was named:", ""]
            lines += _table(["stated confidence", "n", "mean stated", "pattern right", "exercise or its group right"], rows)
    return ["## Stated confidence against what was right", "", *lines] if lines else []


def read_variations(path):
    """What bench-variations wrote last, by steps of stated confidence; [] where it was not run."""
    return json.loads(path.read_text(encoding="utf-8"))["calibration"] if path.exists() else []


def _together(clips, variations):
    """Films and variations in one table: the films are many people in few clips, the variations few people in many."""
    if not variations:
        return []
    rows = []
    for found in films.calibration(clips)[0]:
        steps = [step for step in variations if found.low <= step["from"] + 1e-6 < found.high]
        cases, pattern, right = (sum(step[key] for step in steps) for key in ("cases", "pattern", "right"))
        total = cases + len(found.stated)
        if total == 0:
            continue
        stated = sum(step["cases"] * step["stated"] for step in steps) + sum(found.stated)
        rows.append([f"{found.low:.2f} – {found.high:.2f}", cases, len(found.stated), _number(stated / total, "{:.2f}"),
                     _percent(pattern + found.pattern, total), _percent(right, cases), _percent(found.group, found.named),
                     _percent(right + found.group, cases + found.named)])
    return ["Variations and open films together; right is the exercise or its group. What Hinge states is meant to be no more than what it "
            "reaches with strangers, so that it lies under the truth for the people it was written with:", "",
            *_table(["stated confidence", "variations", "films", "mean stated", "pattern right", "right, variations", "right, films", "right, together"], rows)]


def _all_bins(name, members):
    """The sealed clips as one row: their bins would be single clips."""
    bins, silent = films.calibration(members)
    stated = sum((found.stated for found in bins), [])
    if len(stated) < films.SEALED_FEWEST:
        return []
    pattern, group, named = (sum(getattr(found, key) for found in bins) for key in ("pattern", "group", "named"))
    return [f"{name}; {silent} more in which nothing was named:", "",
            *_table(["stated confidence", "n", "mean stated", "pattern right", "exercise or its group right"],
                    [["all", len(stated), _number(sum(stated) / len(stated), "{:.2f}"), f"{pattern} ({_percent(pattern, len(stated))})",
                      f"{group} of {named} ({_percent(group, named)})"]])]


def _judged(open_clips, sealed):
    rows = []
    for rule, share in sorted(judged_share.tally(open_clips).items(), key=lambda item: (item[1].judged / item[1].reps, item[0])):
        reasons = "; ".join(f"{why} ({count})" for why, count in share.reasons.most_common(2))
        rows.append([f"`{rule}`", _share(share.judged, share.reps), _percent(share.judged, share.reps), reasons or "–"])
    shares = judged_share.tally(sealed).values()
    if shares and sum(map(films.is_side_hinge, sealed)) >= films.SEALED_FEWEST:
        judged, reps = sum(share.judged for share in shares), sum(share.reps for share in shares)
        rows.append(["sealed clips, all rules", _share(judged, reps), _percent(judged, reps), "–"])
    if not rows:
        return []
    return ["## Films: what could be judged", "", "Repetitions found in side views of hinges, by rule, least judged first, with the commonest reasons "
            "for \"cannot judge\".", "", *_table(["rule", "judged", "share", "why not"], rows)]


def _variations(page):
    if not page.exists():
        return []
    return ["## Variations", "", "The same recordings cut, slowed, hurried, thinned and disturbed, thousands of cases with their truth carried "
            f"along: `make bench-variations` writes [{page.name}]({page.name}).", ""]


def _what_was_seen(sealed):
    seen = ("What was seen while Hinge was written: the rendered clips, whose few bodies make their figures those of a tuned set, and the "
            "films that are not sealed. ")
    before = sum(clip.name in films.SEEN_BEFORE_THE_SEAL for clip in sealed)
    unseen = (f"What was not: the {len(sealed)} sealed films, so few that a figure of theirs moves by a whole clip; {before} of them had been "
              "open before there was a seal.") if sealed else "Nothing here was kept from whoever wrote it."
    return [seen + unseen, ""]


def write(clips, takes, markers, turned, mirrored, variations=()):
    filmed = sum(clip.filmed for clip in clips)
    sealed = [clip for clip in clips if clip.sealed]
    opened = [clip for clip in clips if not clip.sealed]
    open_films, rendered = [clip for clip in opened if clip.filmed], [clip for clip in clips if not clip.filmed]
    command = "make bench-mirrored" if mirrored else "make bench-accuracy"
    mirror_note = ("These are mirrored copies of the rendered clips, smaller, paler and coarser (`bench/accuracy/mirror_clips`): the bodies "
                   "are the same, what the network makes of them is not; nothing was fitted to them. ")
    lines = ["# How accurate Hinge is on mirrored clips" if mirrored else "# How accurate Hinge is", "",
             f"Written by `{command}`; do not edit. {mirror_note if mirrored else ''}{len(rendered)} rendered and {filmed} filmed clips, "
             f"{len(sealed)} of them sealed. Rendered clips carry exact truth for every frame; filmed ones were counted and named by eye. The "
             "recordings do not ship with Hinge.", ""]
    if not mirrored:
        lines += [README_MARKS[0], summary(clips), README_MARKS[1], "", *_what_was_seen(sealed)]
        lines += _variations(DOCS / "accuracy-variations.md")
    lines += _films(open_films, sealed) + _backs(open_films, sealed)
    confidence = _confidence([("Rendered clips", rendered), ("Open films", open_films)])
    lines += confidence + (_all_bins("Sealed films", sealed) + _together(open_films, variations) if confidence else [])
    lines += _judged(open_films, sealed)
    lines += (_angles(opened) + _calibration(opened) + _weight(opened) + _repetitions(opened) + _rules(opened, sealed) + _takes(takes)
              + marker_angles.section(markers) + _turned(turned) + _per_clip(opened))
    return "\n".join(lines).rstrip() + "\n"
