"""Writes principal directions and truncated noise in double precision, by Keras, numpy and scipy: python latent_cases.py FILE

The responses of a layer are asked of Keras itself: its outputs for unit vectors, less its output for zero.
"""
import json
import os
import sys

os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy as np
from scipy.optimize import brentq
from scipy.stats import norm, semicircular, truncnorm, uniform

keras.backend.set_floatx("float64")


def rounded(array):
    """Weights as float32 holds them, so that both sides start from the same numbers."""
    return np.asarray(array, dtype=np.float32).astype(np.float64)


def noise():
    return keras.Input((6,), name="noise")


def dense():
    z = noise()
    return keras.Model(z, keras.layers.Dense(20, name="dense")(z))


def transposed():
    """Noise of one position, as many generators begin."""
    z = noise()
    image = keras.layers.Reshape((1, 1, 6))(z)
    return keras.Model(z, keras.layers.Conv2DTranspose(5, 4, use_bias=False, name="deconv")(image))


def spread():
    """Noise of several positions, whose responses overlap and are cut off at the border."""
    z = noise()
    image = keras.layers.Reshape((3, 1, 2))(z)
    layer = keras.layers.Conv2DTranspose(3, (5, 4), strides=(2, 3), padding="same", name="deconv")
    return keras.Model(z, layer(image))


def dilated():
    """TensorFlow has none on a CPU; taps two pixels apart are a larger kernel with zeros between."""
    z = noise()
    image = keras.layers.Reshape((3, 1, 2))(z)
    layer = keras.layers.Conv2DTranspose(2, 5, padding="same", use_bias=False, name="deconv")
    return keras.Model(z, layer(image))


def channels():
    """Dense acts on the last axis alone."""
    z = noise()
    return keras.Model(z, keras.layers.Dense(4, name="dense")(keras.layers.Reshape((3, 2))(z)))


def joined():
    z, label = noise(), keras.Input((1,), name="label")
    vector = keras.layers.Flatten()(keras.layers.Embedding(3, 4, name="embedding")(label))
    both = keras.layers.Concatenate()([vector, z])
    return keras.Model([z, label], keras.layers.Dense(9, name="dense")(both))


def multiplied():
    z, label = noise(), keras.Input((1,), name="label")
    vector = keras.layers.Flatten()(keras.layers.Embedding(3, 6, name="embedding")(label))
    both = keras.layers.Multiply()([z, vector])
    return keras.Model([z, label], keras.layers.Dense(9, name="dense")(both))


LABEL = 2


def directions(maker, random):
    model = maker()
    for weight in model.weights:
        values = rounded(random.normal(size=weight.shape))
        if maker is dilated:
            values[1::2] = values[:, 1::2] = 0
        weight.assign(values)
    inputs = np.vstack([np.zeros(6), np.eye(6)])
    label = np.full((7, 1), LABEL)
    outputs = model.predict([inputs, label] if len(model.inputs) > 1 else inputs, verbose=0)
    outputs = np.asarray(outputs, dtype=np.float64).reshape(7, -1)
    response = (outputs[1:] - outputs[0]).T
    _, strengths, vectors = np.linalg.svd(response, full_matrices=True)
    strengths = np.concatenate([strengths, np.zeros(6 - len(strengths))])
    for vector in vectors:
        vector *= np.sign(vector[np.argmax(np.abs(vector))])
    weights = {}
    for weight in model.weights:
        values = np.asarray(weight, dtype=np.float64)
        values = values[::2, ::2] if maker is dilated else values
        weights[weight.path] = {"shape": list(values.shape), "values": values.ravel().tolist()}
    return {"weights": weights, "strengths": strengths.tolist(), "vectors": vectors.tolist()}


def truncated(random):
    cases = []
    for threshold in (0.1, 0.7, 2.0, 5.0):
        values = rounded(3 + 0.5 * random.normal(size=8))
        ends = truncnorm(-threshold, threshold, loc=3, scale=0.5)
        cases.append(
            {
                "noise": "normal",
                "threshold": threshold,
                "values": values.tolist(),
                "truncated": ends.ppf(norm(3, 0.5).cdf(values)).tolist(),
            }
        )
    for threshold in (0.1, 0.7, 1.0):
        values = rounded(random.uniform(-1, 3, size=8))
        ends = uniform(1 - 2 * threshold, 4 * threshold)
        cases.append(
            {
                "noise": "uniform",
                "threshold": threshold,
                "values": values.tolist(),
                "truncated": ends.ppf(uniform(-1, 4).cdf(values)).tolist(),
            }
        )
        values = rounded(semicircular.rvs(scale=2, size=8, random_state=random))
        whole = semicircular(scale=2)
        low, high = whole.cdf(-2 * threshold), whole.cdf(2 * threshold)

        def inverse(share):
            return brentq(
                lambda x: (whole.cdf(x) - low) / (high - low) - share,
                -2 * threshold,
                2 * threshold,
                xtol=1e-14,
            )

        cases.append(
            {
                "noise": "semicircle",
                "threshold": threshold,
                "values": values.tolist(),
                "truncated": [inverse(share) for share in whole.cdf(values)],
            }
        )
    return cases


random = np.random.default_rng(53)
makers = (dense, transposed, spread, dilated, channels, joined, multiplied)
cases = {maker.__name__: directions(maker, random) for maker in makers}
with open(sys.argv[1], "w") as file:
    json.dump({"directions": cases, "truncation": truncated(random)}, file)
    file.write("\n")
