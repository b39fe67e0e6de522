"""Asks PyTorch, in double precision, for updates of a GAN whose discriminator has a minibatch standard deviation.

usage: golden_minibatch.py FOLDER

golden_cases.py runs it, too. The layer comes from StyleGAN2-ADA's published code and is applied to real and generated
images separately. That code refuses a batch that its groups do not divide; there, a loop over the groups is the truth.
The losses include the penalties R1 and R2, so the discriminator's gradients include second derivatives of the layer.
"""
import pathlib
import sys
import zlib

import numpy as np
import torch
from torch.nn.functional import softplus

import golden_json

R1, R2 = {"type": "r1", "gamma": 2.0}, {"type": "r2", "gamma": 3.0}
IMAGE = [2, 3, 4]


def published(x, group_size, features):
    """StyleGAN2-ADA's MinibatchStdLayer; images are [count, channels, height, width]."""
    count, channels, height, width = x.shape
    size = min(group_size, count)
    y = x.reshape(size, -1, features, channels // features, height, width)
    y = y - y.mean(dim=0)
    y = y.square().mean(dim=0)
    y = (y + 1e-8).sqrt()
    y = y.mean(dim=[2, 3, 4])
    y = y.reshape(-1, features, 1, 1)
    y = y.repeat(size, 1, height, width)
    return torch.cat([x, y], dim=1)


def uneven(x, group_size, features):
    """The same for groups whose sizes differ by one image: image i is in group i modulo the number of groups."""
    count, channels, height, width = x.shape
    groups = -(-count // group_size)
    means = []
    for group in range(groups):
        variance = x[group::groups].var(dim=0, unbiased=False)
        deviation = (variance + 1e-8).sqrt().reshape(features, channels // features, height, width)
        means.append(deviation.mean(dim=[1, 2, 3]))
    y = torch.stack([means[i % groups] for i in range(count)])
    return torch.cat([x, y[:, :, None, None].repeat(1, 1, height, width)], dim=1)


# How it is computed, group size, features, how many real images and how many generated ones.
CASES = {
    "minibatch-deviation": (published, 3, 2, 6, 6),
    "minibatch-deviation-small-batch": (published, 4, 1, 3, 3),
    "minibatch-deviation-uneven": (uneven, 4, 2, 5, 5),
}


def dense(units, activation, name):
    return {"type": "Dense", "units": units, "activation": activation, "name": name}


def step(name, compute, group_size, features, reals, fakes):
    random = np.random.default_rng(zlib.crc32(name.encode()))

    def numbers(*shape):
        return np.round(random.uniform(-1, 1, shape), 2).astype(np.float32)

    places = IMAGE[0] * IMAGE[1]
    size, joined = places * IMAGE[2], places * (IMAGE[2] + features)
    weights = {
        "generator": {"image": {"kernel": numbers(3, size), "bias": numbers(size)}},
        "critic": {
            "hidden": {"kernel": numbers(joined, 5) / 2, "bias": numbers(5)},
            "score": {"kernel": numbers(5, 1), "bias": numbers(1)},
        },
    }
    real, noise = numbers(reals, *IMAGE), numbers(fakes, 3)
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
        channels_first = images.permute(0, 3, 1, 2)
        rows = compute(channels_first, group_size, features).permute(0, 2, 3, 1).flatten(1)
        return layer("critic", "score", torch.tanh(layer("critic", "hidden", rows)))

    def squares(images):
        images = images.detach().requires_grad_()
        (slopes,) = torch.autograd.grad(critic(images).sum(), images, create_graph=True)
        return (slopes**2).sum((1, 2, 3)).mean()

    def gradients(loss, network):
        leaves = [leaf for values in own[network].values() for leaf in values.values()]
        found = iter(torch.autograd.grad(loss, leaves, retain_graph=True))
        return {
            layer: {k: next(found).numpy().astype(np.float32) for k in values} for layer, values in own[network].items()
        }

    x = torch.tensor(real, dtype=torch.float64)
    drawn = torch.tanh(layer("generator", "image", torch.tensor(noise, dtype=torch.float64))).reshape(-1, *IMAGE)
    judged, made = critic(x), critic(drawn.detach())
    loss = (softplus(-judged).mean() + softplus(made).mean()) / 2
    loss = loss + R1["gamma"] / 2 * squares(x) + R2["gamma"] / 2 * squares(drawn)
    loss_of_generator = softplus(-critic(drawn)).mean()
    return {
        "kind": "step",
        "name": name,
        "source": [f"PyTorch {torch.__version__.split('+')[0]} in float64"],
        "tolerance": {"absolute": 1e-5, "relative": 2e-5},
        "objective": {"type": "binary_crossentropy", "from_logits": True},
        "r1": R1,
        "r2": R2,
        "generator": {
            "name": "generator",
            "input_shape": [3],
            "layers": [dense(size, "tanh", "image"), {"type": "Reshape", "target_shape": IMAGE, "name": "pixels"}],
        },
        "critic": {
            "name": "critic",
            "input_shape": IMAGE,
            "layers": [
                {"type": "MinibatchStdDev", "group_size": group_size, "features": features, "name": "deviation"},
                {"type": "Flatten", "name": "rows"},
                dense(5, "tanh", "hidden"),
                dense(1, "linear", "score"),
            ],
        },
        "weights": weights,
        "real": real,
        "noise": noise,
        "critic_loss": np.float32(loss.item()),
        "critic_gradients": {"critic": gradients(loss, "critic")},
        "generator_loss": np.float32(loss_of_generator.item()),
        "generator_gradients": {"generator": gradients(loss_of_generator, "generator")},
    }


def main():
    folder = pathlib.Path(sys.argv[1])
    for name, question in CASES.items():
        case = step(f"step-{name}", *question)
        (folder / (case["name"] + ".json")).write_text(golden_json.text(case) + "\n")


main()
