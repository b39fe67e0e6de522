"""Asks PyTorch, in double precision, for the changes of differentiable augmentation (Zhao et al. 2020) with given draws.

usage: golden_augment.py FOLDER

golden_cases.py runs it, too. Each case has the changed images, their gradient with respect to the images, and the penalty R1
of a critic that judges the changed images, with its gradient with respect to the critic's weights.
"""
import pathlib
import sys
import zlib

import numpy as np
import torch

import golden_json


def color(x, draws):
    """Brightness, saturation, contrast; images are [count, height, width, channels]."""
    x = x + draws["added"]
    mean = x.mean(3, keepdim=True)
    x = (x - mean) * draws["saturation"] + mean
    mean = x.mean((1, 2, 3), keepdim=True)
    return (x - mean) * draws["contrast"] + mean


def translation(x, draws):
    """A pixel takes the value so many rows below and columns to the right of it, or 0."""
    count, height, width, _ = x.shape
    changed = torch.zeros_like(x)
    for i in range(count):
        for r in range(height):
            for c in range(width):
                row, column = r + int(draws["rows"][i]), c + int(draws["columns"][i])
                if 0 <= row < height and 0 <= column < width:
                    changed[i, r, c] = x[i, row, column]
    return changed


def cutout(x, draws):
    """A rectangle of half the sides around a centre becomes 0, as far as it is inside the image."""
    count, height, width, _ = x.shape
    mask = torch.ones(count, height, width, 1, dtype=x.dtype)
    for i in range(count):
        first = int(draws["rows"][i]) - height // 2 // 2, int(draws["columns"][i]) - width // 2 // 2
        rows = slice(max(0, first[0]), max(0, first[0] + height // 2))
        columns = slice(max(0, first[1]), max(0, first[1] + width // 2))
        mask[i, rows, columns] = 0
    return x * mask


CASES = {
    "color-5x4x3": (color, [3, 5, 4, 3]),
    "color-grey": (color, [2, 3, 4, 1]),
    "translation-9x5x2": (translation, [4, 9, 5, 2]),
    "cutout-5x4x3": (cutout, [5, 5, 4, 3]),
    "cutout-6x7x1": (cutout, [5, 6, 7, 1]),
}


def drawn(change, shape, random):
    count, height, width, _ = shape
    if change is color:
        low_high = {"added": (-0.5, 0.5), "saturation": (0, 2), "contrast": (0.5, 1.5)}
        return {name: random.uniform(*ends, (count, 1, 1, 1)) for name, ends in low_high.items()}
    if change is translation:
        return {"rows": random.integers(-2, 3, count), "columns": random.integers(-2, 3, count)}
    ends = height - height // 2 % 2, width - width // 2 % 2
    rows = random.integers(0, ends[0] + 1, count)
    columns = random.integers(0, ends[1] + 1, count)
    rows[:2], columns[:2] = [0, ends[0]], [ends[1], 0]  # those partly outside
    return {"rows": rows, "columns": columns}


def case(name, change, shape):
    name = f"augmentation-{name}"
    random = np.random.default_rng(zlib.crc32(name.encode()))

    def numbers(*dims):
        return np.round(random.uniform(-1, 1, dims), 2).astype(np.float32)

    draws = {k: np.round(v, 3).astype(np.float32) for k, v in drawn(change, shape, random).items()}
    images, cotangent = numbers(*shape), numbers(*shape)
    kernel = numbers(int(np.prod(shape[1:])), 2) / 4  # so that no tanh is flat
    exact = {k: torch.tensor(v, dtype=torch.float64) for k, v in draws.items()}
    x = torch.tensor(images, dtype=torch.float64, requires_grad=True)
    w = torch.tensor(kernel, dtype=torch.float64, requires_grad=True)
    output = change(x, exact)
    (gradient,) = torch.autograd.grad((output * torch.tensor(cotangent)).sum(), x, retain_graph=True)
    scores = torch.tanh(output.flatten(1) @ w).sum()
    (slopes,) = torch.autograd.grad(scores, x, create_graph=True)
    penalty = (slopes**2).sum()
    (of_kernel,) = torch.autograd.grad(penalty, w)
    return {
        "kind": "augmentation",
        "name": name,
        "source": [f"PyTorch {torch.__version__.split('+')[0]} in float64"],
        "tolerance": {"absolute": 2e-6, "relative": 1e-5},
        "change": change.__name__,
        "images": images,
        "draws": draws,
        "output": output.detach().numpy().astype(np.float32),
        "output_cotangent": cotangent,
        "input_gradient": gradient.numpy().astype(np.float32),
        "kernel": kernel,
        "penalty": np.float32(penalty.item()),
        "kernel_gradient": of_kernel.numpy().astype(np.float32),
    }


def main():
    folder = pathlib.Path(sys.argv[1])
    for name, question in CASES.items():
        made = case(name, *question)
        (folder / (made["name"] + ".json")).write_text(golden_json.text(made) + "\n")


main()
