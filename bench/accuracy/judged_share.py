"""The share of repetitions of side-view hinge films in which each rule could be judged, and what stood in the way."""
import collections
import dataclasses

import films


@dataclasses.dataclass
class Share:
    reps: int = 0
    judged: int = 0
    reasons: collections.Counter = dataclasses.field(default_factory=collections.Counter)


def tally(clips):
    """{rule: Share} over the repetitions Hinge found."""
    rules = {}
    for clip in clips:
        if clip.analysis is None or not films.is_side_hinge(clip):
            continue
        for rep in clip.analysis.get("reps", []):
            for finding in rep.get("findings", []):
                share = rules.setdefault(finding["rule"], Share())
                share.reps += 1
                if finding["verdict"] == "cannot_judge":
                    share.reasons[_first_sentence(finding.get("why") or "not said")] += 1
                else:
                    share.judged += 1
    return rules


def _first_sentence(why):
    """The rest tells how to film better."""
    return why.partition(". ")[0].rstrip(".")
