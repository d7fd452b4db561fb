"""The whole way on three people: rendered, seen by Hinge's networks, fitted, written; and what must not happen on it.

recipe_test.py BUILD. Exit code 77 (skipped) where the renderer or its packages, or the fit's, are not there."""
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def skip(why):
    print(f"skipped: {why}")
    sys.exit(77)


try:
    import cv2  # noqa: F401
    import moderngl  # noqa: F401
    import numpy as np
    import torch
except ImportError as missing:
    skip(f"{missing}; bench/fit/eye/README.md names the packages")
if not (HERE.parents[3] / "shared/synth").exists():
    skip("the renderer is not beside the sources (../shared/synth)")

import people  # noqa: E402
from network import MEANS, Eye, angles, targets  # noqa: E402


def check(right, what):
    if not right:
        sys.exit(f"FAILED: {what}")
    print(f"ok: {what}")


def run(*words):
    return subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True).stdout


def test_targets_and_angles_are_each_other_undone():
    rng = np.random.default_rng(1)
    raw, truth = rng.normal(0, 30, (50, 3)), rng.normal(0, 30, (50, 8))
    truth[:, 3], truth[:, 4] = truth[:, 0] - truth[:, 1], truth[:, 2] - truth[:, 1]
    check(np.allclose(angles(raw, targets(raw, truth)), truth), "what the network is asked for gives the truth back")


def test_a_network_that_says_nothing_leaves_the_landmarks_angles():
    net = Eye(5, np.zeros(5, "f4"), np.ones(5, "f4")).eval()
    torch.nn.init.zeros_(net.mean.weight), torch.nn.init.zeros_(net.mean.bias)
    said, _ = net(net.standardise(torch.zeros(4, 5)))
    raw = np.arange(12.0).reshape(4, 3)
    check(np.allclose(angles(raw, said.detach().numpy())[:, :3], raw), "no correction, no change")


def test_the_recipe(build):
    with tempfile.TemporaryDirectory() as work:
        run(sys.executable, HERE / "render_people", "--out", work, "--first", 500000, "--people", 4)
        run(sys.executable, HERE / "see_people", work, "--build", build)
        stills = people.load([work])
        check(len(stills.words) == 24, "six stills of each of four people")
        check(len({w["standing"] for w in stills.words}) == 4 and all(stills.words[s]["kind"] == "stand" for s in stills.standing),
              "every still names its person's standing one")
        check(stills.found.mean() > 0.8, "the networks find the people")
        near = np.abs(stills.raw - stills.truth[:, :3])[stills.found]
        check(np.median(near) < 8, "the landmarks' inclinations are the truth's, to within what landmarks err")
        check(np.isfinite(stills.features).all() and np.abs(stills.features).max() < 100, "features are numbers of about one size")
        weights = pathlib.Path(work) / "eye_weights.cpp"
        run(sys.executable, HERE / "fit_eye", work, "--split-by-order", "--nets", 1, "--rounds", 2, "--out", weights)
        check("const std::array<Net, 1> all" in weights.read_text(), "the fit writes its weights")
        again = run(sys.executable, HERE / "render_people", "--out", work, "--first", 500000, "--people", 4)
        check(again == "" and run(sys.executable, HERE / "see_people", work, "--build", build) == "", "a second run finds all there and does nothing")


def main():
    test_targets_and_angles_are_each_other_undone()
    test_a_network_that_says_nothing_leaves_the_landmarks_angles()
    test_the_recipe(pathlib.Path(sys.argv[1]))


if __name__ == "__main__":
    main()
