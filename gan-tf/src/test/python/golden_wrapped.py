"""Asks Keras for updates of a GAN whose discriminator has SpectralNormalization around its layers.

usage: golden_wrapped.py FOLDER

golden_cases.py runs it, too. Each update of the discriminator is one train_on_batch on real and generated images
together, so that Keras divides each kernel once; the generator's update calls the discriminator in inference mode.
"""
import os
import pathlib
import sys
import zlib

os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy as np
import tensorflow as tf

import golden_json

RATE = 0.5
WRAPPED = [
    ("strided", {"type": "Conv2D", "filters": 3, "kernel_size": 2, "strides": 2, "activation": "tanh", "name": "inside"}, 1),
    ("back", {"type": "Conv2DTranspose", "filters": 2, "kernel_size": 2, "activation": "tanh", "name": "inside"}, 3),
    ("flat", None, 0),
    ("zeros", {"type": "Dense", "units": 2, "activation": "tanh", "kernel_initializer": "zeros", "name": "inside"}, 1),
    ("score", {"type": "Dense", "units": 1, "name": "inside"}, 1),
]


def spec(name, layer, iterations):
    if layer is None:
        return {"type": "Flatten", "name": name}
    return {"type": "SpectralNormalization", "layer": layer, "power_iterations": iterations, "name": name}


def made(name, layer, iterations):
    if layer is None:
        return keras.layers.Flatten(name=name)
    options = dict(layer)
    inner = getattr(keras.layers, options.pop("type"))(**options)
    return keras.layers.SpectralNormalization(inner, power_iterations=iterations, name=name)


def weights(network):
    return {
        layer.name: {weight.path.split("/")[-1]: np.array(weight) for weight in layer.weights}
        for layer in network.layers
        if layer.weights
    }


def main():
    folder = pathlib.Path(sys.argv[1])
    name = "spectral_normalization-wrapped"
    random = np.random.default_rng(zlib.crc32(name.encode()))

    def numbers(*shape):
        return np.round(random.uniform(-1, 1, shape), 2).astype(np.float32)

    generator = keras.Sequential(
        [keras.Input((2,)), keras.layers.Dense(16, activation="tanh", name="pixels"), keras.layers.Reshape((4, 4, 1), name="image")]
    )
    critic = keras.Sequential([keras.Input((4, 4, 1))] + [made(*layer) for layer in WRAPPED])
    for network in (generator, critic):
        for layer in network.layers:
            for weight in layer.weights:
                is_zero = layer.name == "zeros" and weight.path.endswith("kernel")
                weight.assign(np.zeros(weight.shape) if is_zero else numbers(*weight.shape))
    real, noise = numbers(3, 4, 4, 1), numbers(3, 2)
    case = {
        "kind": "spectral_normalization",
        "name": name,
        "source": ["Keras " + keras.__version__],
        "tolerance": {"absolute": 5e-6, "relative": 1e-5},
        "rate": RATE,
        "generator": {
            "name": "generator",
            "input_shape": [2],
            "layers": [
                {"type": "Dense", "units": 16, "activation": "tanh", "name": "pixels"},
                {"type": "Reshape", "target_shape": [4, 4, 1], "name": "image"},
            ],
        },
        "critic": {"name": "critic", "input_shape": [4, 4, 1], "layers": [spec(*layer) for layer in WRAPPED]},
        "weights": {"generator": weights(generator), "critic": weights(critic)},
        "real": real,
        "noise": noise,
        "steps": [],
    }
    cross_entropy = keras.losses.BinaryCrossentropy(from_logits=True)
    critic.compile(keras.optimizers.SGD(RATE), cross_entropy)
    optimizer = keras.optimizers.SGD(RATE)
    for step in ("discriminator", "generator", "discriminator"):
        if step == "discriminator":
            images = np.concatenate([real, np.array(generator(noise))])
            loss = critic.train_on_batch(images, np.float32([[1]] * 3 + [[0]] * 3))
        else:
            with tf.GradientTape() as tape:
                loss = cross_entropy(np.ones((3, 1), np.float32), critic(generator(noise), training=False))
            found = tape.gradient(loss, [w.value for w in generator.trainable_weights])
            optimizer.apply_gradients(zip(found, generator.trainable_weights))
        case["steps"].append({
            "update": step,
            "loss": np.float32(loss),
            "weights": {"generator": weights(generator), "critic": weights(critic)},
            "scores": np.array(critic(real, training=False)),
        })
    (folder / (name + ".json")).write_text(golden_json.text(case) + "\n")


main()
