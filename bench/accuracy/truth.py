"""Reading of a clip's truth beside what Hinge said of it.

truth: NAME.truth.json (labels; docs/formats/truth.md) and, where every frame is known, NAME.truth.csv (columns of
series.csv). result: the folder `hinge analyze` wrote, analysis.json and series.csv.
"""
import bisect
import csv
import dataclasses
import json
import pathlib

import films

PLATE_LIFTS = {"romanian_deadlift", "stiff_leg_deadlift", "conventional_deadlift", "sumo_deadlift"}
LYING = {"glute_bridge", "hip_thrust", "push_up"}


@dataclasses.dataclass
class Series:
    """Columns over time; a value between two frames is interpolated, and missing where a neighbour is."""
    time_s: list
    columns: dict

    @staticmethod
    def read(path):
        with open(path, newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        number = lambda text: float(text) if text not in ("", None) else None
        keys = [key for key in (rows[0] if rows else {}) if key and key != "time_s"]
        numeric = {key: [_number_or_none(row[key]) for row in rows] for key in keys}
        return Series([number(row["time_s"]) for row in rows], numeric)

    def at(self, key, time_s):
        times, values = self.time_s, self.columns.get(key)
        if not times or values is None or not times[0] - 0.02 <= time_s <= times[-1] + 0.02:
            return None
        after = min(max(bisect.bisect_left(times, time_s), 1), len(times) - 1) if len(times) > 1 else 0
        before = max(after - 1, 0)
        left, right = values[before], values[after]
        if left is None or right is None:
            return None
        span = times[after] - times[before]
        share = min(1, max(0, (time_s - times[before]) / span)) if span > 0 else 0
        return left + share * (right - left)


def _number_or_none(text):
    try:
        return float(text) if text not in ("", None) else None
    except ValueError:
        return None


@dataclasses.dataclass
class Clip:
    name: str
    video: pathlib.Path
    labels: dict
    series: Series | None = None
    analysis: dict | None = None
    measured: Series | None = None
    error: str = ""
    seen: dict | None = None  # what was seen by eye, labels.json
    sealed: bool = False      # summed up only, never named

    @property
    def filmed(self):
        return self.labels.get("kind") == "filmed"

    @property
    def exercises(self):
        named = self.labels["exercise"]
        return named if isinstance(named, list) else [named]

    @property
    def group(self):
        """Which accuracy a reader may expect: from the side, with plates over the legs, from elsewhere, lying."""
        if set(self.exercises) & LYING:
            return "lying"
        if not str(self.labels.get("view", "")).startswith("sagittal"):
            return "oblique or frontal"
        if set(self.exercises) & PLATE_LIFTS and (self.labels.get("load_kg") or 0) > 0:
            return "side, plates before the legs"
        return "side"


def find_clips(folders):
    clips = []
    for folder in map(pathlib.Path, folders):
        seen = films.read_labels(folder)
        for path in sorted(folder.glob("*.truth.json")):
            name = path.name[: -len(".truth.json")]
            labels = json.loads(path.read_text(encoding="utf-8"))
            table = folder / f"{name}.truth.csv"
            video = folder / (labels.get("clip") or f"{name}.mp4")
            clip = Clip(name, video, labels, Series.read(table) if table.exists() else None, seen=seen.get(name))
            # Without the file the lot cannot be drawn: better one more that nobody looks at.
            clip.sealed = clip.filmed and (not video.exists() or films.is_sealed(video))
            clips.append(clip)
    return clips


def add_results(clip, folder):
    try:
        clip.analysis = json.loads((folder / "analysis.json").read_text(encoding="utf-8"))
        clip.measured = Series.read(folder / "series.csv")
    except (OSError, ValueError, KeyError) as problem:
        clip.error = f"no readable result ({problem})"


def pair_reps(truth, found):
    """(truth, found) pairs by nearest bottom within a second, each used once."""
    pairs, used = [], set()
    for rep in truth:
        near = sorted((abs(other["bottom_s"] - rep["bottom_s"]), index) for index, other in enumerate(found) if index not in used)
        if near and near[0][0] <= 1.0:
            used.add(near[0][1])
            pairs.append((rep, found[near[0][1]]))
    return pairs
