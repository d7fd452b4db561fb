"""The share of repetitions of side-view hinge films in which each rule could be judged, and what stood in the way."""
import collections
import dataclasses

import films


@dataclasses.dataclass
class Share:
    """What became of one rule over all repetitions."""
    verdicts: collections.Counter = dataclasses.field(default_factory=collections.Counter)
    reasons: collections.Counter = dataclasses.field(default_factory=collections.Counter)

    @property
    def reps(self):
        return sum(self.verdicts.values())

    @property
    def judged(self):
        return self.reps - self.verdicts["cannot_judge"]


def tally(clips):
    """{rule: Share} over the repetitions Hinge found in side views of hinges."""
    return tally_analyses(clip.analysis for clip in clips if clip.analysis is not None and films.is_side_hinge(clip))


def tally_analyses(analyses):
    rules = collections.defaultdict(Share)
    for analysis in analyses:
        for rep in analysis.get("reps", []):
            for finding in rep.get("findings", []):
                share = rules[finding["rule"]]
                share.verdicts[finding["verdict"]] += 1
                if finding["verdict"] == "cannot_judge":
                    share.reasons[_first_sentence(finding.get("why") or "not said")] += 1
    return dict(rules)


def _first_sentence(why):
    """The rest tells how to film better."""
    return why.partition(". ")[0].rstrip(".")
