#!/usr/bin/env python3
"""Errors of the angles against rendered truth. Python 3 standard library only.

  angle_errors.py --series hinge_angle_series --recordings DIR --truth DIR [--keep DIR] [-v]

DIR of --recordings holds NAME.hinge (or NAME*.jsonl), --truth NAME.truth.csv and NAME.truth.json. Prints a row a clip
(mean absolute error / bias / share measured), then totals for side views without and with plates, split into the odd
numbers that the constants were fitted on and the even ones that they were not.
"""
import argparse, csv, glob, json, math, os, re, subprocess, tempfile

KEYS = ["hip_fold", "knee_flexion", "trunk_inclination", "shank_inclination"]
PLATES = {"04", "05", "15", "16", "39", "42"}  # a weight plate hides part of the leg


def interpolate(rows, key, t):
    lo, hi = 0, len(rows) - 1
    if t < rows[0]["time_s"] - .02 or t > rows[hi]["time_s"] + .02:
        return None
    while hi - lo > 1:
        m = (lo + hi) // 2
        lo, hi = (m, hi) if rows[m]["time_s"] <= t else (lo, m)
    a, b = rows[lo], rows[hi]
    if a.get(key) is None or b.get(key) is None:
        return None
    w = min(1, max(0, (t - a["time_s"]) / (b["time_s"] - a["time_s"]))) if b["time_s"] > a["time_s"] else 0
    return a[key] + w * (b[key] - a[key])


def table(lines):
    return [{k: (float(v) if v not in ("", None) else None) for k, v in r.items() if k} for r in csv.DictReader(lines)]


def mean(v):
    return sum(v) / len(v) if v else math.nan


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--series", required=True)
    p.add_argument("--recordings", required=True)
    p.add_argument("--truth", required=True)
    p.add_argument("--keep")
    p.add_argument("-v", action="store_true")
    a = p.parse_args()
    keep = a.keep or tempfile.mkdtemp()
    os.makedirs(keep, exist_ok=True)
    groups, yaw_errors, total_ms, total_frames = {}, [], 0, 0
    for path in sorted(glob.glob(os.path.join(a.recordings, "*"))):
        m = re.match(r"(.+?)(?:\.hinge|\.clip\.hinge|\.tracking\.jsonl)$", os.path.basename(path))
        if not m:
            continue
        name = m[1]
        out = os.path.join(keep, name + ".csv")
        run = subprocess.run([a.series, path, out], capture_output=True, text=True)
        if run.returncode:
            print(f"{name:28} FAILED {run.stderr.strip()}")
            continue
        lines = open(out).read().splitlines()
        view, yaw, yaw_sd, facing, standing, ms = lines[0][2:].split()
        mine = table(lines[1:])
        total_ms += float(ms)
        total_frames += len(mine)
        label = f"{name:28} {view:15} yaw {float(yaw):5.1f}+-{float(yaw_sd):4.1f} stand {standing:13}"
        tj, tc = (os.path.join(a.truth, name + e) for e in (".truth.json", ".truth.csv"))
        if not os.path.exists(tc):
            seen = mean([r["hip_fold_deg"] is not None for r in mine])
            print(label, f"no truth; fold seen {seen:.2f}, {min((r['hip_fold_deg'] for r in mine if r['hip_fold_deg'] is not None), default=0):.0f}"
                  f"..{max((r['hip_fold_deg'] for r in mine if r['hip_fold_deg'] is not None), default=0):.0f}")
            continue
        truth = json.load(open(tj))
        ref = table(open(tc).read().splitlines())
        if truth.get("yaw_deg") is not None:
            yaw_errors.append((abs(float(yaw) - abs(truth["yaw_deg"])), name))
            if truth.get("view") != view:
                label = label.replace(view, view.upper())
        row = ""
        unsigned = all(r.get("trunk_inclination_deg") is None for r in ref)  # lying: the truth's fold has lost its sign
        for k in KEYS:
            e, z, n = [], [], 0
            for r in mine:
                t = interpolate(ref, k + "_deg", r["time_s"])
                if t is None:
                    continue
                n += 1
                if r[k + "_deg"] is not None:
                    e.append((abs(r[k + "_deg"]) if k == "hip_fold" and unsigned else r[k + "_deg"]) - t)
                    z.append(abs(e[-1]) / r[k + "_sd"])
            row += f" | {mean([abs(x) for x in e]):5.1f} {mean(e):+5.1f} {len(e) / n if n else 0:4.2f}"
            kind = "plates" if name[:2] in PLATES else "open" if truth.get("view", "").startswith("sagittal") else "slanted"
            split = "tune" if name[:2].isdigit() and int(name[:2]) % 2 else "test"
            if n:
                groups.setdefault((kind, split), {}).setdefault(k, []).append((e, z, n))
        print(label, row)
    for (kind, split), g in sorted(groups.items()):
        row = ""
        for k in KEYS:
            clips = g.get(k, [])
            maes = [mean([abs(x) for x in e]) for e, z, n in clips if e]
            es = sorted(abs(x) for e, z, n in clips for x in e)
            zs = [x for e, z, n in clips for x in z]
            row += (f" | {mean(maes):4.1f} p95 {es[int(.95 * len(es))] if es else math.nan:4.1f} seen {len(es) / max(1, sum(n for *_, n in clips)):4.2f}"
                    f" 1sd {mean([x < 1 for x in zs]):.2f} 2sd {mean([x < 2 for x in zs]):.2f}")
        print(f"{kind:8} {split} ({len(g.get('hip_fold', [])):2} clips) fold, knee, trunk, shank{row}")
    yaw_errors.sort()
    print("yaw: mean error %.1f, largest %s" % (mean([e for e, _ in yaw_errors]), ", ".join(f"{n} {e:.0f}" for e, n in yaw_errors[-5:])))
    print(f"{total_ms / max(1, total_frames) * 1000:.0f} microseconds a frame")


if __name__ == "__main__":
    main()
