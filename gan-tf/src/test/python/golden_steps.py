"""Asks PyTorch, in double precision, for an update of each network under every objective with the penalties R1 and R2.

usage: golden_steps.py FOLDER

golden_cases.py runs it, too. The discriminator's gradients hold second derivatives, by PyTorch's autograd.
"""
import pathlib
import sys
import zlib

import numpy as np
import torch
from torch.nn.functional import relu, softplus

import golden_json

R1, R2 = {"type": "r1", "gamma": 2.0}, {"type": "r2", "gamma": 3.0}

# The loss of the discriminator, then the generator's, of scores of real and generated images.
OBJECTIVES = {
    "non-saturating": (
        {"type": "binary_crossentropy", "from_logits": True},
        lambda r, f: (softplus(-r).mean() + softplus(f).mean()) / 2,
        lambda r, f: softplus(-f).mean(),
    ),
    "saturating": (
        {"type": "binary_crossentropy", "from_logits": True, "saturating": True},
        lambda r, f: (softplus(-r).mean() + softplus(f).mean()) / 2,
        lambda r, f: -softplus(f).mean(),
    ),
    "least-squares": (
        {"type": "least_squares"},
        lambda r, f: (((r - 1) ** 2).mean() + (f**2).mean()) / 2,
        lambda r, f: ((f - 1) ** 2).mean(),
    ),
    "hinge": (
        {"type": "hinge"},
        lambda r, f: relu(1 - r).mean() + relu(1 + f).mean(),
        lambda r, f: -f.mean(),
    ),
    "wasserstein": ({"type": "wasserstein"}, lambda r, f: f.mean() - r.mean(), lambda r, f: -f.mean()),
    "relativistic-average": (
        {"type": "relativistic_average"},
        lambda r, f: softplus(f.mean() - r).mean() + softplus(f - r.mean()).mean(),
        lambda r, f: softplus(r.mean() - f).mean() + softplus(r - f.mean()).mean(),
    ),
    "relativistic-pairing": (
        {"type": "relativistic_pairing"},
        lambda r, f: softplus(f - r).mean(),
        lambda r, f: softplus(r - f).mean(),
    ),
}


def dense(units, activation, name):
    return {"type": "Dense", "units": units, "activation": activation, "name": name}


def squares(critic, images):
    """Returns the mean of the squared norms of the critic's gradients."""
    images = images.detach().requires_grad_()
    (slopes,) = torch.autograd.grad(critic(images).sum(), images, create_graph=True)
    return (slopes**2).sum(1).mean()


def step(name, objective, of_discriminator, of_generator):
    random = np.random.default_rng(zlib.crc32(name.encode()))

    def numbers(*shape):
        return np.round(random.uniform(-1, 1, shape), 2).astype(np.float32)

    weights = {
        "generator": {"image": {"kernel": numbers(3, 4), "bias": numbers(4)}},
        "critic": {
            "hidden": {"kernel": numbers(4, 6), "bias": numbers(6)},
            "score": {"kernel": numbers(6, 1), "bias": numbers(1)},
        },
    }
    real, noise = numbers(5, 4), numbers(5, 3)
    own = {
        network: {
            layer: {k: torch.tensor(v, dtype=torch.float64, requires_grad=True) for k, v in values.items()}
            for layer, values in layers.items()
        }
        for network, layers in weights.items()
    }

    def layer(network, name, x):
        return x @ own[network][name]["kernel"] + own[network][name]["bias"]

    def critic(images):
        return layer("critic", "score", torch.tanh(layer("critic", "hidden", images)))

    def gradients(loss, network):
        leaves = [leaf for values in own[network].values() for leaf in values.values()]
        # Nothing depends on the last bias where scores are compared with each other alone.
        found = iter(torch.autograd.grad(loss, leaves, retain_graph=True, allow_unused=True))
        return {
            layer: {k: (torch.zeros_like(v) if (g := next(found)) is None else g).numpy().astype(np.float32) for k, v in values.items()}
            for layer, values in own[network].items()
        }

    x = torch.tensor(real, dtype=torch.float64)
    fakes = torch.tanh(layer("generator", "image", torch.tensor(noise, dtype=torch.float64)))
    penalties = R1["gamma"] / 2 * squares(critic, x) + R2["gamma"] / 2 * squares(critic, fakes)
    loss = of_discriminator(critic(x), critic(fakes.detach())) + penalties
    loss_of_generator = of_generator(critic(x), critic(fakes))
    case = {
        "kind": "step",
        "name": name,
        "source": [f"PyTorch {torch.__version__.split('+')[0]} in float64"],
        "tolerance": {"absolute": 5e-6, "relative": 1e-5},
        "objective": objective,
        "r1": R1,
        "r2": R2,
        "generator": {"name": "generator", "input_shape": [3], "layers": [dense(4, "tanh", "image")]},
        "critic": {
            "name": "critic",
            "input_shape": [4],
            "layers": [dense(6, "tanh", "hidden"), dense(1, "linear", "score")],
        },
        "weights": weights,
        "real": real,
        "noise": noise,
        "critic_loss": np.float32(loss.item()),
        "critic_gradients": {"critic": gradients(loss, "critic")},
        "generator_loss": np.float32(loss_of_generator.item()),
        "generator_gradients": {"generator": gradients(loss_of_generator, "generator")},
    }
    return case


def main():
    folder = pathlib.Path(sys.argv[1])
    for name, question in OBJECTIVES.items():
        case = step(f"step-{name}", *question)
        (folder / (case["name"] + ".json")).write_text(golden_json.text(case) + "\n")


main()
