"""Makes functional-cases.zip: functional models from real Keras, their outputs, and the summaries that Keras prints.

    KERAS_BACKEND=tensorflow python functional_cases.py ../resources/functional-cases.zip

Weights come from a seeded generator. `expected.json` has, for each model, its inputs by their names,
its output, and the rows of its summary. Made with Keras 3.15.1; the same version gives the same numbers.
"""

import json
import os
import pathlib
import sys
import tempfile

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ["COLUMNS"] = "200"  # a narrower table breaks its words

import keras
import numpy
from keras import layers

from keras_cases import pack, save, seeded


def conditional_generator():
    """As keras.io builds them: a label embedded and joined to the noise."""
    label = keras.Input((1,), dtype="int32", name="label")
    noise = keras.Input((6,), name="noise")
    wish = layers.Flatten()(layers.Embedding(10, 4)(label))
    x = layers.Concatenate()([noise, wish])
    x = layers.Dense(2 * 2 * 8)(x)
    x = layers.Reshape((2, 2, 8))(layers.LeakyReLU(negative_slope=0.2)(x))
    x = layers.Conv2DTranspose(4, 4, strides=2, padding="same")(x)
    x = layers.LeakyReLU(negative_slope=0.2)(layers.BatchNormalization()(x))
    return keras.Model([noise, label], layers.Conv2D(1, 3, padding="same", activation="sigmoid")(x), name="generator")


def conditional_discriminator():
    """The label as a map beside the image; its branch is shorter than the other."""
    image = keras.Input((4, 4, 1), name="image")
    label = keras.Input((1,), name="label")
    given = layers.Reshape((4, 4, 1))(layers.Dense(16)(layers.Flatten()(layers.Embedding(3, 5)(label))))
    x = layers.Concatenate()([image, given])
    for filters in (4, 6):
        x = layers.Conv2D(filters, 3, strides=2, padding="same", activation=layers.LeakyReLU(negative_slope=0.2))(x)
    return keras.Model([image, label], layers.Dense(1)(layers.GlobalAveragePooling2D()(x)), name="critic")


def residual():
    """Branches of unequal length, the shortcut of one number a channel, and a gate."""
    image = keras.Input((4, 5, 3), name="image")
    x = layers.Conv2D(4, 3, padding="same", name="one")(image)
    inner = layers.Conv2D(4, 3, padding="same", name="two")(layers.ReLU()(layers.BatchNormalization()(x)))
    inner = layers.Conv2D(4, 3, padding="same", name="three")(layers.ReLU()(inner))
    gate = layers.Dense(4, activation="sigmoid")(layers.GlobalAveragePooling2D()(inner))
    gate = layers.Reshape((1, 1, 4))(gate)
    x = layers.Add()([x, layers.Multiply()([inner, gate]), layers.Conv2D(4, 1, name="short")(image)])
    return keras.Model(image, layers.Dense(2)(layers.Flatten()(x)), name="residual")


def nested():
    """A model of two outputs' worth of layers inside another, twice, and a Sequential beside it."""
    def block(name):
        x = keras.Input((4,), name=name + "_in")
        return keras.Model(x, layers.Add()([x, layers.Dense(4)(layers.Dense(3, activation="tanh")(x))]), name=name)
    z = keras.Input((4,), name="z")
    chain = keras.Sequential([keras.Input((4,)), layers.Dense(4, activation="tanh"), layers.BatchNormalization()], name="chain")
    x = layers.Concatenate()([block("first")(z), chain(block("second")(z)), layers.Dense(2)(z)])
    return keras.Model(z, layers.Dense(3)(x), name="nested")


def shared():
    z = keras.Input((3,), name="z")
    dense = layers.Dense(3, name="twice")
    return keras.Model(z, layers.Add()([dense(z), dense(dense(z))]), name="shared")


MODELS = {
    "conditional_generator": conditional_generator,
    "conditional_discriminator": conditional_discriminator,
    "residual": residual,
    "nested": nested,
}


def numbers(array):
    return [float(v) for v in numpy.ravel(array)]


def inputs(model):
    random = numpy.random.default_rng(5)
    given = {}
    for tensor in model.inputs:
        shape = (3,) + tuple(tensor.shape[1:])
        given[tensor.name] = (
            numpy.array([[0], [2], [1]], "int32") if tensor.name == "label"
            else random.normal(0, 1, shape).astype("float32"))
    return given


def rows(model):
    """The cells of Keras' own table."""
    lines = []
    model.summary(line_length=160, print_fn=lambda text: lines.extend(text.split("\n")))
    cells = [[c.strip() for c in line.split("│")[1:-1]] for line in lines if "│" in line]
    merged = []
    for row in cells:
        if any(row[1:]):
            merged.append(row)
        else:
            merged[-1] = [(a + " " + b).strip() for a, b in zip(merged[-1], row)]
    return merged


def main():
    expected = {}
    with tempfile.TemporaryDirectory() as made:
        folder = pathlib.Path(made)
        for name, make in MODELS.items():
            keras.utils.clear_session()
            model = seeded(make())
            for ending in (".keras", ".h5"):
                save(model, folder / (name + ending))
            given = inputs(model)
            expected[name] = {
                "inputs": {key: {"shape": list(value.shape), "values": numbers(value)} for key, value in given.items()},
                "output": numbers(model([given[tensor.name] for tensor in model.inputs], training=False)),
                "layers": [layer.name for layer in model.layers],
                "summary": rows(model),
                "parameters": model.count_params(),
            }
        keras.utils.clear_session()
        save(seeded(shared()), folder / "shared.keras")
        (folder / "expected.json").write_text(json.dumps(expected, indent=1))
        pack(folder, pathlib.Path(sys.argv[1]))


if __name__ == "__main__":
    main()
