"""Asks PyTorch's spectral_norm, in double precision, for updates of a conditional GAN whose discriminator has it.

usage: golden_spectral.py FOLDER

golden_cases.py runs it, too. An update of the discriminator divides every weight once for all its uses (`parametrize.cached`): scores of real and generated images, and the penalty. An update of the generator divides by the current vectors (`eval`). The weights after each update reveal its gradients, since SGD moves them.
"""
import pathlib
import sys
import zlib

import numpy as np
import torch
from torch import nn
from torch.nn.functional import relu
from torch.nn.utils import parametrize
from torch.nn.utils.parametrizations import spectral_norm

import golden_json

RATE = 0.25
R1 = {"type": "r1", "gamma": 2.0}
CLASSES = 3


def named(layer, name, origin=None, **fields):
    return {"type": layer, **fields, "name": name, **({"from": origin} if origin else {})}


GENERATOR = {
    "name": "generator",
    "inputs": [{"type": "noise", "name": "noise", "length": 2}, {"type": "label", "name": "label", "classes": CLASSES}],
    "layers": [
        named("Embedding", "word", "label", input_dim=CLASSES, output_dim=2),
        named("Flatten", "flat"),
        named("Multiply", "joined", ["noise", "flat"]),
        named("Dense", "pixels", units=25, activation="tanh"),
        named("Reshape", "image", target_shape=[5, 5, 1]),
    ],
}
CRITIC = {
    "name": "critic",
    "inputs": [{"type": "image", "name": "picture", "shape": [5, 5, 1]}, {"type": "label", "name": "label", "classes": CLASSES}],
    "layers": [
        named("Conv2D", "strided", "picture", filters=3, kernel_size=3, strides=2, activation="tanh"),
        named("Conv2DTranspose", "back", filters=2, kernel_size=3, activation="tanh"),
        named("Flatten", "flat"),
        named("Dense", "hidden", units=4, activation="tanh"),
        named("Embedding", "word", "label", input_dim=CLASSES, output_dim=4),
        named("Flatten", "flat_word"),
        named("Multiply", "judged", ["hidden", "flat_word"]),
        named("Dense", "score", units=1),
    ],
}


class Weights:
    """One network's PyTorch modules, and their weights in Keras' layout."""

    # From PyTorch's axes to Keras', and PyTorch's name of the weight.
    AXES = {nn.Conv2d: (2, 3, 1, 0), nn.ConvTranspose2d: (2, 3, 1, 0), nn.Linear: (1, 0), nn.Embedding: (0, 1)}

    def __init__(self, modules):
        self.modules = modules

    def raw(self, module):
        return module.parametrizations.weight.original if parametrize.is_parametrized(module) else module.weight

    def get(self):
        found = {}
        for name, module in self.modules.items():
            kernel = "embeddings" if isinstance(module, nn.Embedding) else "kernel"
            found[name] = {kernel: array(self.raw(module).permute(self.axes(module)))}
            if getattr(module, "bias", None) is not None:
                found[name]["bias"] = array(module.bias)
        return found

    def axes(self, module):
        """A parametrized module has its own class."""
        return next(axes for kind, axes in self.AXES.items() if isinstance(module, kind))

    def vectors(self):
        """Returns u and v of each weight in the shapes of Keras' axes, with length 1 along the axes that a vector doesn't cover."""
        found = {}
        for name, module in self.modules.items():
            norm = module.parametrizations.weight[0]
            axes, raw = self.axes(module), self.raw(module)
            rest = [d for d in range(raw.dim()) if d != norm.dim]
            u = norm._u.reshape([raw.shape[d] if d == norm.dim else 1 for d in range(raw.dim())])
            v = norm._v.reshape([1] + [raw.shape[d] for d in rest])
            back = [0] * raw.dim()
            for i, d in enumerate([norm.dim] + rest):
                back[d] = i
            kernel = "embeddings" if isinstance(module, nn.Embedding) else "kernel"
            found[name] = {kernel: {"u": array(u.permute(axes)), "v": array(v.permute(back).permute(axes))}}
        return found

    def parameters(self):
        return [p for module in self.modules.values() for p in module.parameters()]

    def descend(self, loss):
        gradients = torch.autograd.grad(loss, self.parameters())
        with torch.no_grad():
            for parameter, gradient in zip(self.parameters(), gradients):
                parameter -= RATE * gradient


def array(tensor):
    return tensor.detach().numpy().astype(np.float32)


def main():
    folder = pathlib.Path(sys.argv[1])
    name = "spectral-norm-conditional"
    random = np.random.default_rng(zlib.crc32(name.encode()))
    torch.manual_seed(zlib.crc32(name.encode()))
    torch.set_default_dtype(torch.float64)

    def numbers(*shape):
        return np.round(random.uniform(-1, 1, shape), 2).astype(np.float32)

    made = {"word": nn.Embedding(CLASSES, 2), "pixels": nn.Linear(2, 25)}
    judges = {
        "strided": nn.Conv2d(1, 3, 3, stride=2),
        "back": nn.ConvTranspose2d(3, 2, 3),
        "hidden": nn.Linear(32, 4),
        "word": nn.Embedding(CLASSES, 4),
        "score": nn.Linear(4, 1),
    }
    for module in [*made.values(), *judges.values()]:
        for parameter in module.parameters():
            parameter.data = torch.tensor(numbers(*parameter.shape), dtype=torch.float64)
    for module in judges.values():
        spectral_norm(module)
    # Rounds the initial values to the digits in the file.
    for module in judges.values():
        norm = module.parametrizations.weight[0]
        norm._u, norm._v = norm._u.float().double(), norm._v.float().double()
    generator, critic = Weights(made), Weights(judges)
    modules = nn.ModuleList(judges.values())

    def generate(noise, labels):
        joined = noise * made["word"](labels)
        return torch.tanh(made["pixels"](joined)).reshape(-1, 5, 5, 1)

    def judge(images, labels):
        x = torch.tanh(judges["strided"](images.permute(0, 3, 1, 2)))
        x = torch.tanh(judges["back"](x)).permute(0, 2, 3, 1).flatten(1)
        return judges["score"](torch.tanh(judges["hidden"](x)) * judges["word"](labels))

    def squares(images, labels):
        images = images.detach().requires_grad_()
        (slopes,) = torch.autograd.grad(judge(images, labels).sum(), images, create_graph=True)
        return (slopes**2).flatten(1).sum(1).mean()

    real, noise = numbers(4, 5, 5, 1), numbers(4, 2)
    real_labels = random.integers(0, CLASSES, (4, 1)).astype(np.float32)
    noise_labels = random.integers(0, CLASSES, (4, 1)).astype(np.float32)
    x, z = torch.tensor(real, dtype=torch.float64), torch.tensor(noise, dtype=torch.float64)
    of_real, of_noise = (torch.tensor(l[:, 0].astype(np.int64)) for l in (real_labels, noise_labels))
    case = {
        "kind": "spectral_norm",
        "name": name,
        "source": [f"PyTorch {torch.__version__.split('+')[0]} in float64"],
        "tolerance": {"absolute": 5e-6, "relative": 1e-5},
        "objective": {"type": "hinge"},
        "regularization": {"type": "spectral_norm"},
        "penalty": R1,
        "rate": RATE,
        "generator": GENERATOR,
        "critic": CRITIC,
        "weights": {"generator": generator.get(), "critic": critic.get()},
        "vectors": {"critic": critic.vectors()},
        "real": real,
        "real_labels": real_labels,
        "noise": noise,
        "noise_labels": noise_labels,
        "steps": [],
    }
    for step in ("discriminator", "generator", "discriminator"):
        if step == "discriminator":
            modules.train()
            with parametrize.cached():
                fakes = generate(z, of_noise).detach()
                loss = relu(1 - judge(x, of_real)).mean() + relu(1 + judge(fakes, of_noise)).mean()
                loss = loss + R1["gamma"] / 2 * squares(x, of_real)
                critic.descend(loss)
        else:
            modules.eval()
            loss = -judge(generate(z, of_noise), of_noise).mean()
            generator.descend(loss)
        modules.eval()
        case["steps"].append({
            "update": step,
            "loss": np.float32(loss.item()),
            "weights": {"generator": generator.get(), "critic": critic.get()},
            "vectors": {"critic": critic.vectors()},
            "scores": array(judge(x, of_real)),
        })
    (folder / (name + ".json")).write_text(golden_json.text(case) + "\n")


main()
