"""Asks PyTorch, in double precision, for an update of each network of a GAN with an auxiliary classifier (Odena et al. 2017).

usage: golden_auxiliary.py FOLDER

golden_cases.py runs it, too. The classifier's share of the losses is also compared with Keras' own losses and sample weights.
"""
import os
import pathlib
import sys
import zlib

os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import keras
import numpy as np
import torch
from torch.nn.functional import log_softmax, softplus

import golden_json

CLASSES = 3

# The weights of real and of generated images in the discriminator's loss, and in the generator's; the classifier's activation.
CASES = {
    "odena-logits": ({"real": 1.0, "generated": 1.0, "generator": 1.0}, "linear"),
    "keras-softmax": ({"real": 2.0, "generated": 0.0, "generator": 1.0}, "softmax"),
    "weighted-logits": ({"real": 0.5, "generated": 0.25, "generator": 3.0}, "linear"),
}


def dense(units, activation, name, **more):
    return {"type": "Dense", "units": units, "activation": activation, "name": name} | more


def question(name, auxiliary, activation):
    random = np.random.default_rng(zlib.crc32(name.encode()))

    def numbers(*shape):
        return np.round(random.uniform(-1, 1, shape), 2).astype(np.float32)

    weights = {
        "generator": {"wish": {"embeddings": numbers(CLASSES, 3)}, "image": {"kernel": numbers(3, 4), "bias": numbers(4)}},
        "critic": {
            "hidden": {"kernel": numbers(4, 6), "bias": numbers(6)},
            "score": {"kernel": numbers(6, 1), "bias": numbers(1)},
            "classes": {"kernel": numbers(6, CLASSES), "bias": numbers(CLASSES)},
        },
    }
    real, noise = numbers(5, 4), numbers(4, 3)
    real_labels = random.integers(0, CLASSES, (5, 1))
    noise_labels = random.integers(0, CLASSES, (4, 1))
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
        hidden = torch.tanh(layer("critic", "hidden", images))
        return layer("critic", "score", hidden), layer("critic", "classes", hidden)

    def classified(classes, labels, each):
        """Returns the mean of the images' cross-entropies, each times its weight, after checking it against Keras."""
        logs = log_softmax(classes, 1)
        entropies = -logs[torch.arange(len(labels)), torch.tensor(labels[:, 0])]
        mean = (entropies * torch.tensor(each)).mean()
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
        its = float(loss(labels[:, 0], classes.detach().numpy(), sample_weight=np.array(each)))
        assert abs(its - mean.item()) < 1e-5, (its, mean.item())
        right = (classes.argmax(1) == torch.tensor(labels[:, 0])).double().mean()
        return mean, entropies.mean(), right

    def gradients(loss, network):
        leaves = [leaf for values in own[network].values() for leaf in values.values()]
        found = iter(torch.autograd.grad(loss, leaves, retain_graph=True))
        return {
            layer: {k: next(found).numpy().astype(np.float32) for k in values} for layer, values in own[network].items()
        }

    wish = own["generator"]["wish"]["embeddings"][torch.tensor(noise_labels[:, 0])]
    fakes = torch.tanh(layer("generator", "image", torch.tensor(noise, dtype=torch.float64) * wish))
    both = torch.cat([torch.tensor(real, dtype=torch.float64), fakes.detach()])
    scores, classes = critic(both)
    labels = np.concatenate([real_labels, noise_labels])
    each = [auxiliary["real"]] * len(real) + [auxiliary["generated"]] * len(noise)
    added, entropy, right = classified(classes, labels, each)
    signs = torch.tensor([[-1.0]] * len(real) + [[1.0]] * len(noise))
    loss = softplus(signs * scores).mean() + added
    scores_of_fakes, classes_of_fakes = critic(fakes)
    added, entropy_of_fakes, right_of_fakes = classified(classes_of_fakes, noise_labels, [auxiliary["generator"]] * len(noise))
    loss_of_generator = softplus(-scores_of_fakes).mean() + added
    return {
        "kind": "auxiliary",
        "name": name,
        "source": [f"PyTorch {torch.__version__.split('+')[0]} in float64", f"Keras {keras.__version__}"],
        "tolerance": {"absolute": 5e-6, "relative": 1e-5},
        "auxiliary": auxiliary,
        "generator": {
            "name": "generator",
            "inputs": [{"type": "noise", "length": 3}, {"type": "label", "classes": CLASSES}],
            "layers": [
                {"type": "Embedding", "input_dim": CLASSES, "output_dim": 3, "name": "wish", "from": "label"},
                {"type": "Flatten", "name": "flat"},
                {"type": "Multiply", "name": "both", "from": ["noise", "flat"]},
                dense(4, "tanh", "image"),
            ],
        },
        "critic": {
            "name": "critic",
            "inputs": [{"type": "features", "shape": [4]}],
            "layers": [
                dense(6, "tanh", "hidden"),
                dense(1, "linear", "score"),
                dense(CLASSES, activation, "classes", **{"from": "hidden"}),
            ],
            "outputs": ["score", "classes"],
        },
        "weights": weights,
        "real": real,
        "real_labels": real_labels.astype(np.float32),
        "noise": noise,
        "noise_labels": noise_labels.astype(np.float32),
        "critic_loss": np.float32(loss.item()),
        "critic_class_loss": np.float32(entropy.item()),
        "critic_class_accuracy": np.float32(right.item()),
        "critic_gradients": {"critic": gradients(loss, "critic")},
        "generator_loss": np.float32(loss_of_generator.item()),
        "generator_class_loss": np.float32(entropy_of_fakes.item()),
        "generator_class_accuracy": np.float32(right_of_fakes.item()),
        "generator_gradients": {"generator": gradients(loss_of_generator, "generator")},
    }


def main():
    folder = pathlib.Path(sys.argv[1])
    for name, (auxiliary, activation) in CASES.items():
        case = question(f"auxiliary-{name}", auxiliary, activation)
        (folder / (case["name"] + ".json")).write_text(golden_json.text(case) + "\n")


main()
