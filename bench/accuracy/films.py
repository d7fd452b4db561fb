"""Films of strangers against what was seen in them by eye: counted, named, sure of it. A sealed tenth is only ever summed up.

labels.json (docs/formats/truth.md) says more of a film than its truth does; what a film has no label for is not scored.
"""
import dataclasses
import hashlib
import json

# One in this many films is sealed: no constant may be chosen on it, no name of it is printed.
SEALED_ONE_IN = 10
# Of fewer sealed clips a figure would tell how a single one fares.
SEALED_FEWEST = 3
# Open while Hinge was first written, before there was a seal: a sealed film among these had been seen.
SEEN_BEFORE_THE_SEAL = {
    "jeff_nico_blocked", "jeff_nico_unblocked", "mat_bad_000001", "mat_bad_000005", "mat_good_000009", "s2d_walk", "see_squat", "see_walk",
    "tby_a_oblique", "tby_a_side", "tby_c_oblique", "tby_c_side", "tby_r_oblique", "tby_r_side", "ul_gobletSquats", "ul_kbDeadlift",
    "ul_kbGoodMorning", "ul_pushUps"}
# Exercises that one camera tells apart by the load or a stance it may not see: naming the neighbour is half right.
GROUPS = [{"conventional_deadlift", "sumo_deadlift", "trap_bar_deadlift"}, {"kettlebell_deadlift", "pick_up"},
          {"romanian_deadlift", "stiff_leg_deadlift"},
          {"bodyweight_hinge", "wall_tap_hinge", "dowel_hinge_vertical", "dowel_hinge_horizontal", "knee_block_hinge", "good_morning"},
          {"glute_bridge", "hip_thrust"}, {"squat", "sit_to_stand"}]
UNNAMED = {"other_exercise", "other"}
SURE = 0.5
FEW_REPS = 2
NEAR_S = [0.15, 0.3]
# Below 0.7 whoever looked was not sure enough of the lower back to hold it against anybody.
SURE_OF_THE_BACK = 0.7
CONFIDENCE_BINS = [0.0, 0.2, 0.35, 0.5, 0.65, 0.8, 1.0]


def is_sealed(video):
    """By the file's own bytes, so that nobody chooses: renaming or filing it elsewhere draws the same lot."""
    with open(video, "rb") as file:
        return int(hashlib.file_digest(file, "sha256").hexdigest(), 16) % SEALED_ONE_IN == 0


def read_labels(folder):
    """{clip name: labels}; {} in a folder without labels.json."""
    path = folder / "labels.json"
    if not path.exists():
        return {}
    return {label["clip"].rpartition(".")[0]: label for label in json.loads(path.read_text(encoding="utf-8"))}


def label(clip, key):
    return (clip.seen or {}).get(key)


def is_negative(clip):
    patterns = _listed(label(clip, "pattern") or clip.labels["pattern"])
    return patterns in (["none"], ["unknown"])


def _listed(named):
    return named if isinstance(named, list) else [named]


def true_exercises(clip):
    """Everything the labels and the truth call fair."""
    named = label(clip, "exercise")
    return clip.exercises if named is None else _listed(named)


def true_counts(clip):
    """Counts a fair counter may give; None where the film has no count that can be scored."""
    if clip.seen is not None:
        known = clip.seen.get("reps_ok") or ([clip.seen["reps"]] if clip.seen.get("reps") is not None else None)
        return known or None
    want = clip.labels.get("rep_count", len(clip.labels.get("reps", [])))
    return None if want is None else clip.labels.get("rep_count_ok") or [want]


def pattern_is_right(clip):
    return clip.analysis["movement"]["pattern"] in _listed(label(clip, "pattern") or clip.labels["pattern"])


def exercise_is_right(clip):
    said = clip.analysis["movement"]["exercise"]
    return said in true_exercises(clip) or (is_negative(clip) and said == "unknown")


def exercise_or_group_is_right(clip):
    """The exercise, one of its group, or the right one among the two named first."""
    movement, fair = clip.analysis["movement"], set(true_exercises(clip))
    first_two = {candidate["exercise"] for candidate in (movement.get("candidates") or [])[:2]}
    related = any(movement["exercise"] in group and fair & group for group in GROUPS)
    return exercise_is_right(clip) or related or bool(first_two & fair)


def exercise_is_named(clip):
    """False for films of something Hinge has no name for."""
    return not set(true_exercises(clip)) & UNNAMED


def is_sure_and_wrong(clip):
    movement = clip.analysis["movement"]
    right = pattern_is_right(clip) and (exercise_or_group_is_right(clip) or not exercise_is_named(clip))
    return (movement.get("confidence") or 0) >= SURE and not right


def bottom_errors(clip):
    """(repetitions there were to find, [seconds from each found bottom to the nearest labelled one, each used once]);
    None without labelled bottoms. A lift that ends on the floor has one bottom more than repetitions."""
    bottoms, counts = label(clip, "rep_bottoms_s"), true_counts(clip)
    if not bottoms or not counts or is_negative(clip):
        return None
    found = [rep["bottom_s"] for rep in clip.analysis.get("reps", [])]
    pairs = sorted((abs(at - true), index, which) for index, at in enumerate(found) for which, true in enumerate(bottoms))
    used_found, used_true, errors = set(), set(), []
    for error, index, which in pairs:
        if index not in used_found and which not in used_true:
            used_found.add(index)
            used_true.add(which)
            errors.append(error)
    return max(len(found), min(counts)), errors


@dataclasses.dataclass
class Score:
    clips: int = 0
    counted: int = 0
    exact: int = 0
    within_one: int = 0
    few: int = 0            # of those counted: one or two repetitions
    few_exact: int = 0
    negatives: int = 0
    false_reps: int = 0     # negatives that were given repetitions
    pattern: int = 0
    named: int = 0
    exercise: int = 0
    group: int = 0
    sure_and_wrong: int = 0
    bottoms: int = 0
    near: list = dataclasses.field(default_factory=lambda: [0] * len(NEAR_S))

    def add(self, clip):
        self.clips += 1
        self._add_count(clip)
        self.pattern += pattern_is_right(clip)
        self.sure_and_wrong += is_sure_and_wrong(clip)
        if exercise_is_named(clip):
            self.named += 1
            self.exercise += exercise_is_right(clip)
            self.group += exercise_or_group_is_right(clip)
        timed = bottom_errors(clip)
        if timed is not None:
            self.bottoms += timed[0]
            for index, limit_s in enumerate(NEAR_S):
                self.near[index] += sum(error <= limit_s + 1e-9 for error in timed[1])

    def _add_count(self, clip):
        said, fair = len(clip.analysis.get("reps", [])), true_counts(clip)
        if is_negative(clip):
            self.negatives += 1
            self.false_reps += said > 0
        elif fair:
            self.counted += 1
            self.exact += said in fair
            self.within_one += min(abs(said - count) for count in fair) <= 1
            if max(fair) <= FEW_REPS:
                self.few += 1
                self.few_exact += said in fair


def score(clips):
    total = Score()
    for clip in clips:
        if clip.analysis is not None:
            total.add(clip)
    return total


@dataclasses.dataclass
class BackScore:
    """Repetitions of side-view hinges whose back a person can see."""
    clips: int = 0
    reps: int = 0
    judged: int = 0
    rounded: int = 0          # clips surely rounded
    rounded_found: int = 0    # … told so in at least one repetition, borderline included
    rounded_good: int = 0     # … judged and not told so
    neutral: int = 0
    neutral_fault: int = 0
    neutral_borderline: int = 0


def score_backs(clips):
    total = BackScore()
    for clip in clips:
        if clip.analysis is None or not _back_can_be_seen(clip):
            continue
        verdicts = [finding["verdict"] for rep in clip.analysis.get("reps", []) for finding in rep.get("findings", [])
                    if finding["rule"] == "lumbar_flexion"]
        judged = [verdict for verdict in verdicts if verdict != "cannot_judge"]
        total.clips += 1
        total.reps += max(len(verdicts), label(clip, "reps"))
        total.judged += len(judged)
        sure = (label(clip, "lumbar_sure") or 0) >= SURE_OF_THE_BACK
        if sure and label(clip, "lumbar") == "clearly_rounded":
            found = bool({"fault", "borderline"} & set(judged))
            total.rounded += 1
            total.rounded_found += found
            total.rounded_good += bool(judged) and not found
        if sure and label(clip, "lumbar") == "neutral":
            total.neutral += 1
            total.neutral_fault += "fault" in judged
            total.neutral_borderline += "borderline" in judged and "fault" not in judged
    return total


def _back_can_be_seen(clip):
    return (is_side_hinge(clip) and label(clip, "back_outline_visible") in ("clear", "partly")
            and not set(true_exercises(clip)) & {"glute_bridge", "hip_thrust"})


def is_side_hinge(clip):
    return label(clip, "view") == "side" and label(clip, "pattern") == "hinge" and (label(clip, "reps") or 0) > 0


def source(clip):
    """Films of one source are named alike up to the first underscore."""
    return clip.name.partition("_")[0]


def by_kind(clips, kind):
    """{kind: clips}, commonest first; `kind` gives one name, several or none of a clip."""
    groups = {}
    for clip in clips:
        for name in kind(clip):
            groups.setdefault(name, []).append(clip)
    return dict(sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])))


KINDS = {
    "view": lambda clip: [label(clip, "view") or "not labelled"],
    "source": lambda clip: [source(clip)],
    "starts → ends": lambda clip: [f"{label(clip, 'starts') or '?'} → {label(clip, 'ends') or '?'}"],
    "edit": lambda clip: (label(clip, "edit") or "not labelled").split("+"),
}


@dataclasses.dataclass
class Bin:
    low: float
    high: float
    stated: list = dataclasses.field(default_factory=list)
    pattern: int = 0
    named: int = 0
    group: int = 0


def calibration(clips):
    """(bins of stated confidence, clips in which no exercise was named). What names nothing claims nothing."""
    bins, silent = [Bin(low, high) for low, high in zip(CONFIDENCE_BINS, CONFIDENCE_BINS[1:])], 0
    for clip in clips:
        if clip.analysis is None:
            continue
        movement = clip.analysis["movement"]
        if movement["exercise"] == "unknown" and movement["pattern"] in ("none", "unknown"):
            silent += 1
            continue
        confidence = movement.get("confidence") or 0
        of_clip = next(found for found in reversed(bins) if confidence >= found.low)
        of_clip.stated.append(confidence)
        of_clip.pattern += pattern_is_right(clip)
        if exercise_is_named(clip):
            of_clip.named += 1
            of_clip.group += exercise_or_group_is_right(clip)
    return bins, silent
