"""The eye's network: one frame's numbers in, corrections of the raw inclinations and the back's angles out, each with its sd."""
import numpy as np
import torch

CLIP = 5.0
HIDDEN = (64, 48)
MEANS = 6  # trunk, thigh, shank (corrections), pelvis against the trunk, lumbar, thoracic
SPREADS = 8  # trunk, thigh, shank, fold, knee, pelvis, lumbar, thoracic


class Eye(torch.nn.Module):
    def __init__(self, inputs, centre, scale):
        super().__init__()
        self.register_buffer("centre", torch.tensor(centre))
        self.register_buffer("scale", torch.tensor(scale))
        self.one = torch.nn.Linear(inputs, HIDDEN[0])
        self.two = torch.nn.Linear(HIDDEN[0], HIDDEN[1])
        self.mean = torch.nn.Linear(HIDDEN[1], MEANS)
        self.skip = torch.nn.Linear(inputs, MEANS, bias=False)
        self.spread = torch.nn.Linear(HIDDEN[1], SPREADS)
        torch.nn.init.zeros_(self.skip.weight)
        self.dropout = torch.nn.Dropout(0.1)

    def standardise(self, features):
        return ((features - self.centre) / self.scale).clamp(-CLIP, CLIP)

    def forward(self, x):
        """x standardised; angles in units of 10 degrees"""
        h = torch.nn.functional.silu(self.two(self.dropout(torch.nn.functional.silu(self.one(x)))))
        return self.mean(self.dropout(h)) + self.skip(x), self.spread(h)


def targets(raw, truth):
    """corrections the network should say, units of 10 degrees: trunk, thigh, shank, pelvis against the trunk, lumbar, thoracic"""
    return np.concatenate([truth[:, :3] - raw, truth[:, 5:6] - truth[:, :1], truth[:, 6:8]], 1) / 10


def angles(raw, means):
    """the eight angles in degrees"""
    m = 10 * means
    trunk, thigh, shank = (raw[:, i] + m[:, i] for i in range(3))
    stack = torch.stack if torch.is_tensor(m) else np.stack
    return stack([trunk, thigh, shank, trunk - thigh, shank - thigh, trunk + m[:, 3], m[:, 4], m[:, 5]], 1)
