"""From clips with truth and results to the figures of docs/accuracy.md. Angles in degrees, times in seconds."""
import dataclasses
import math

from truth import pair_reps

ANGLES = ["hip_fold", "hip_flexion", "knee_flexion", "trunk_inclination", "shank_inclination", "ankle_dorsiflexion",
          "pelvis_tilt", "lumbar_flexion", "thoracic_flexion"]
# What the back does is judged while the trunk leans (docs/science.md 7).
HINGED_TRUNK_DEG = 30
SPINE = {"pelvis_tilt", "lumbar_flexion", "thoracic_flexion"}
# Where an arch at the top is read (hinge/metrics/back.cpp): the trunk within 5 degrees of how it first stood.
NEAR_UPRIGHT_DEG = 5
NEAR_UPRIGHT = "lumbar_flexion_near_upright"
TIMES = ["start_s", "bottom_s", "end_s"]
ON_TIME_S = 0.15


@dataclasses.dataclass
class Errors:
    """Differences measured − true, with how many true values there were to measure."""
    wanted: int = 0
    values: list = dataclasses.field(default_factory=list)

    def add(self, measured, true):
        self.wanted += 1
        if measured is not None:
            self.values.append(measured - true)

    def join(self, other):
        self.wanted += other.wanted
        self.values += other.values

    @property
    def share(self):
        return len(self.values) / self.wanted if self.wanted else None

    @property
    def bias(self):
        return sum(self.values) / len(self.values) if self.values else None

    @property
    def mean_absolute(self):
        return sum(map(abs, self.values)) / len(self.values) if self.values else None

    @property
    def limits(self):
        """95 % limits of agreement, bias ± 1.96 sd (Bland and Altman 1986, doi:10.1016/S0140-6736(86)90837-8)."""
        if len(self.values) < 2:
            return None
        spread = math.sqrt(sum((value - self.bias) ** 2 for value in self.values) / (len(self.values) - 1))
        return self.bias - 1.96 * spread, self.bias + 1.96 * spread


def angle_errors(clip):
    """{angle: Errors} over all frames of one clip; {} without a table of truth."""
    if clip.series is None or clip.measured is None:
        return {}
    errors = {}
    for angle in ANGLES:
        key = f"{angle}_deg"
        true = clip.series.columns.get(key)
        if true is None:
            continue
        of_clip = errors.setdefault(angle, Errors())
        trunk = clip.series.columns.get("trunk_inclination_deg") or [None] * len(clip.series.time_s)
        for index, time_s in enumerate(clip.series.time_s):
            if true[index] is None:
                continue
            if angle in SPINE and not (trunk[index] is not None and trunk[index] > HINGED_TRUNK_DEG):
                continue
            found = clip.measured.at(key, time_s)
            # Of a lying person the truth holds the fold's size alone; Hinge gives extension beyond straight a minus.
            if found is not None and angle == "hip_fold" and clip.group == "lying":
                found = abs(found)
            of_clip.add(found, true[index])
    errors[NEAR_UPRIGHT] = _errors_near_upright(clip)
    return {angle: found for angle, found in errors.items() if found.wanted}


def _errors_near_upright(clip):
    """Of the lower back as change from the first frame, where the true trunk is as upright as there; none of a clip that
    begins folded."""
    errors = Errors()
    lumbar, trunk = (clip.series.columns.get(key) or [] for key in ("lumbar_flexion_deg", "trunk_inclination_deg"))
    if not lumbar or not trunk or lumbar[0] is None or trunk[0] is None or abs(trunk[0]) > 2 * NEAR_UPRIGHT_DEG:
        return errors
    for time_s, bend, lean in zip(clip.series.time_s, lumbar, trunk):
        if bend is not None and lean is not None and abs(lean - trunk[0]) < NEAR_UPRIGHT_DEG:
            errors.add(clip.measured.at("lumbar_flexion_deg", time_s), bend - lumbar[0])
    return errors


def peak_errors(clip):
    """[(metric, error, sd)] of every peak a repetition reports, against the truth's own maximum in that repetition."""
    if clip.series is None or clip.analysis is None:
        return []
    out = []
    for true, found in pair_reps(clip.labels.get("reps", []), clip.analysis.get("reps", [])):
        for angle in ("hip_fold", "hip_flexion", "knee_flexion", "trunk_inclination", "lumbar_flexion", "pelvis_tilt"):
            values = [value for time_s, value in zip(clip.series.time_s, clip.series.columns.get(f"{angle}_deg", []))
                      if value is not None and true["start_s"] <= time_s <= true["end_s"]]
            metric = (found.get("metrics") or {}).get(f"{angle}_peak")
            if values and metric and metric.get("value") is not None and metric.get("sd"):
                out.append((f"{angle}_peak", metric["value"] - max(values), metric["sd"]))
    return out


def timing_errors(clip):
    """{start_s, bottom_s, end_s: [signed errors]}"""
    out = {key: [] for key in TIMES}
    if clip.analysis is None or clip.labels.get("timing") is False:
        return out
    for true, found in pair_reps(clip.labels.get("reps", []), clip.analysis.get("reps", [])):
        for key in TIMES:
            if true.get(key) is not None and found.get(key) is not None:
                out[key].append(found[key] - true[key])
    return out


# Height of the ear above the floor, of standing height: 0.935, as the joints of the rendered bodies have it within 1 %.
EAR_PER_HEIGHT = 0.935
# As metrics::find_lift: a way up begins and ends where the weight is this slow.
NEARLY_STILL_M_S = 0.05


def true_hands(clip):
    """(time_s, ahead of mid-foot, height) of the wrist in metres, from the picture and the person's height; None without
    them. Straight arms hold the weight a hand below the wrist, so both move alike; a swung bell does not."""
    height_m = clip.labels.get("height_m")
    if clip.series is None or not height_m or not str(clip.labels.get("view", "")).startswith("sagittal"):
        return None
    column = clip.series.columns.get
    needed = ["wrist_u_px", "wrist_v_px", "heel_u_px", "heel_v_px", "toe_u_px", "ear_v_px", "hip_v_px", "shoulder_v_px"]
    if any(column(name) is None or None in column(name) for name in needed):
        return None
    if min(2 * wrist - hip - shoulder for wrist, hip, shoulder in zip(column("wrist_v_px"), column("hip_v_px"), column("shoulder_v_px"))) < 0:
        return None  # hands as high as the chest: the weight is on the back, or the arms are bent
    tallest = max(heel - ear for heel, ear in zip(column("heel_v_px"), column("ear_v_px")))
    scale = EAR_PER_HEIGHT * height_m / tallest
    heel, toe = column("heel_u_px")[0], column("toe_u_px")[0]
    facing, middle = (1 if toe > heel else -1), (heel + toe) / 2
    return (clip.series.time_s, [facing * (u - middle) * scale for u in column("wrist_u_px")],
            [-v * scale for v in column("wrist_v_px")])


def true_mean_velocity(time_s, height, first_s, last_s):
    """Rise over time of the way up about the fastest moment between the two times; None where nothing rises."""
    reach_s = 0.1
    speeds = []
    for index, now in enumerate(time_s):
        near = [k for k in range(len(time_s)) if abs(time_s[k] - now) <= reach_s] if first_s - 1 <= now <= last_s + 1 else []
        a, b = (near[0], near[-1]) if len(near) > 1 else (index, index)
        speeds.append((height[b] - height[a]) / (time_s[b] - time_s[a]) if b > a else 0)
    inside = [k for k, now in enumerate(time_s) if first_s <= now <= last_s]
    if not inside:
        return None
    first = last = max(inside, key=lambda k: speeds[k])
    while first > 0 and speeds[first - 1] > NEARLY_STILL_M_S:
        first -= 1
    while last + 1 < len(speeds) and speeds[last + 1] > NEARLY_STILL_M_S:
        last += 1
    return (height[last] - height[first]) / (time_s[last] - time_s[first]) if last > first else None


@dataclasses.dataclass
class WeightErrors:
    height: Errors     # m, each about its own mean: where zero lies is nobody's business
    ahead: Errors      # m, of mid-foot
    velocity: list     # (measured, true, sd) of mean concentric velocity, m/s


def weight_errors(clip):
    """Of the followed weight or the hands in its stead; None where nothing is lifted or nothing is known."""
    hands = true_hands(clip)
    if hands is None or clip.analysis is None or not clip.analysis.get("weight", {}).get("lifts"):
        return None
    if clip.analysis["movement"].get("ballistic"):
        return None
    time_s, ahead, height = hands
    out = WeightErrors(Errors(), Errors(), [])
    pairs = [(clip.measured.at("weight_height_m", now), true) for now, true in zip(time_s, height)]
    both = [(found, true) for found, true in pairs if found is not None]
    shift = sum(found - true for found, true in both) / len(both) if both else 0
    for found, true in pairs:
        out.height.add(None if found is None else found - shift, true)
    for now, true in zip(time_s, ahead):
        out.ahead.add(clip.measured.at("weight_ahead_m", now), true)
    lifts = {lift["rep"]: lift for lift in clip.analysis["weight"]["lifts"]}
    for true_rep, found_rep in pair_reps(clip.labels.get("reps", []), clip.analysis.get("reps", [])):
        lift = lifts.get(found_rep.get("index"))
        if lift is None:
            continue
        true = true_mean_velocity(time_s, height, found_rep["start_s"], found_rep["end_s"])
        if true is not None:
            out.velocity.append((lift["mean_velocity_m_per_s"], true, lift["mean_velocity_sd"]))
    return out


@dataclasses.dataclass
class RuleTally:
    found: int = 0        # a fault, and called one
    borderline: int = 0   # a fault, called borderline
    soft: int = 0         # borderline by the truth, called borderline or fault
    missed: int = 0
    not_judged: int = 0
    false: int = 0        # clean by the truth, called a fault
    clean: int = 0
    onsets: list = dataclasses.field(default_factory=list)

    def expect_fault(self, finding, onset_s):
        verdict = finding.get("verdict", "cannot_judge")
        if verdict == "fault":
            self.found += 1
            if onset_s is not None and finding.get("onset_s") is not None:
                self.onsets.append(finding["onset_s"] - onset_s)
        elif verdict == "borderline":
            self.borderline += 1
        elif verdict == "cannot_judge":
            self.not_judged += 1
        else:
            self.missed += 1

    def expect_soft(self, finding):
        verdict = finding.get("verdict", "cannot_judge")
        if verdict in ("fault", "borderline"):
            self.soft += 1
        elif verdict == "cannot_judge":
            self.not_judged += 1
        else:
            self.missed += 1

    def expect_clean(self, finding):
        if finding.get("verdict") == "fault":
            self.false += 1
        else:
            self.clean += 1


def tally_rules(clips):
    rules = {}
    tally = lambda rule: rules.setdefault(rule, RuleTally())
    for clip in clips:
        if clip.analysis is None:
            continue
        found_reps = clip.analysis.get("reps", [])
        by_rule = lambda rep: {finding["rule"]: finding for finding in rep.get("findings", [])}
        if clip.labels.get("reps"):
            for true, found in pair_reps(clip.labels["reps"], found_reps):
                findings, soft = by_rule(found), true.get("soft") or []
                for rule, onset_s in (true.get("faults") or {}).items():
                    tally(rule).expect_fault(findings.get(rule, {}), onset_s)
                for rule in soft:
                    tally(rule).expect_soft(findings.get(rule, {}))
                for rule in clip.labels.get("clean", []):
                    if rule not in (true.get("faults") or {}) and rule not in soft:
                        tally(rule).expect_clean(findings.get(rule, {}))
            continue
        # Filmed: labelled as a whole, so every repetition counts as what the clip is.
        for rep in found_reps:
            findings = by_rule(rep)
            for rule in clip.labels.get("faults", []):
                tally(rule).expect_fault(findings.get(rule, {}), None)
            for rule in clip.labels.get("soft", []):
                tally(rule).expect_soft(findings.get(rule, {}))
            for rule in clip.labels.get("clean", []):
                tally(rule).expect_clean(findings.get(rule, {}))
    return rules


def reps_right(clip):
    """None where the truth names no count."""
    want = clip.labels.get("rep_count", len(clip.labels.get("reps", [])))
    if want is None or clip.analysis is None:
        return None
    return len(clip.analysis.get("reps", [])) in (clip.labels.get("rep_count_ok") or [want])


def pattern_right(clip):
    named = clip.labels["pattern"]
    return clip.analysis["movement"]["pattern"] in (named if isinstance(named, list) else [named])


def exercise_right(clip):
    return clip.analysis["movement"]["exercise"] in clip.exercises


def confidently_wrong(clip):
    movement = clip.analysis["movement"]
    return not exercise_right(clip) and movement["exercise"] != "unknown" and (movement.get("confidence") or 0) >= 0.5


def yaw_error(clip):
    true, found = clip.labels.get("yaw_deg"), clip.analysis.get("capture", {}).get("yaw_deg")
    return None if true is None or found is None else abs(found) - abs(true)
