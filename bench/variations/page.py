#!/usr/bin/env python3
"""page.py JSON PAGE: docs/accuracy-variations.md from what `hinge_variations --json` wrote."""
import json
import pathlib
import sys

INTRODUCTION = """# How accurate Hinge is on varied clips

Written by `make bench-variations`; do not edit. Every rendered recording with exact truth was changed in the ways below as somebody could have filmed it (`bench/variations`), its truth was carried along, and the result was judged anew: {cases} clips. They are few bodies, seen while Hinge was written; what is new here is when a clip begins and ends, what happens around the repetitions, how it is filmed and what is hidden. Films of other people are in [accuracy.md](accuracy.md).

A repetition is a completed way up. One of at least 80 % of the usual way counts, one of less than 45 % does not, and between them, or where more than a fifth of the way happens while nobody is found, either is right. Where no repetition is whole, "no exercise found" is as right as the name.
"""
COLUMNS = """- Exact: the count is one that a fair counter may give. Within one: or differs from it by one.
- False: clips without any repetition in which some are counted, of all such clips.
- Bottoms: repetitions that certainly count and whose lowest moment is met within 0.15 s.
- Exercise: the right one, its near relative, or the right one among the two named.
- Confidently wrong: clips in which a wrong pattern or exercise is named with a confidence of 0.5 or more.
"""


def percent(part, whole):
    return "–" if not whole else f"{100 * part / whole:.1f} %"


def row(name, sums):
    cases = sums["cases"]
    false = f"{sums['false_reps']} of {sums['negatives']}" if sums["negatives"] else "–"
    cells = [name, cases, percent(sums["exact"], cases), percent(sums["within_one"], cases), false,
             percent(sums["bottoms_met"], sums["bottoms"]), percent(sums["pattern"], cases), percent(sums["group"], cases),
             sums["confidently_wrong"]]
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def page(figures):
    head = ["variation", "clips", "exact", "within one", "false", "bottoms", "pattern", "exercise", "confidently wrong"]
    lines = [INTRODUCTION.format(cases=figures["all"]["cases"]), COLUMNS, "| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    lines += [row(name, sums) for name, sums in figures["kinds"].items()]
    lines += [row("**all**", figures["all"]), "", "## How sure it says it is", "",
              "Clips in which an exercise was named, by the confidence stated: how sure on the whole, and how often the exercise or its group was right.", "",
              "| confidence | clips | stated | right |", "| --- | --- | --- | --- |"]
    for low in range(10):  # the file counts in half the steps shown
        entries = [entry for entry in figures["calibration"] if low <= 10 * entry["from"] + 1e-6 < low + 1]
        cases, right = (sum(entry[key] for entry in entries) for key in ("cases", "right"))
        if cases:
            stated = sum(entry["cases"] * entry["stated"] for entry in entries) / cases
            lines.append(f"| {low / 10:.1f} to {low / 10 + 0.1:.1f} | {cases} | {100 * stated:.0f} % | {percent(right, cases)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    source, target = sys.argv[1:]
    pathlib.Path(target).write_text(page(json.loads(pathlib.Path(source).read_text())))
