"""Loads every export in a folder with real TensorFlow and real Keras, and uses it as a user would.

usage: check_exports.py FOLDER [FOLDER ...]

Each folder holds one export in every format, and is named after its network, generator or discriminator. Prints a line
per export and stops at the first error.
"""
import contextlib
import io
import json
import os
import pathlib
import runpy
import subprocess
import sys
import tempfile

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np
import tensorflow as tf

TOLERANCE = 1e-5


def check(condition, *what):
    if not condition:
        raise SystemExit("MISTAKE: " + " ".join(str(word) for word in what))


def close(actual, expected, *what):
    difference = np.abs(np.asarray(actual) - expected) / (1 + np.abs(expected))
    check(difference.max() <= TOLERANCE, *what, "differs by", difference.max())


def counts(folder):
    """Returns how many weights the spec's network has, and how many of them are trainable."""
    weights = trained = 0
    for layer in json.loads((folder / "gan.json").read_text())[folder.name]["layers"]:
        kind = layer["type"]
        if kind in ("Dense", "Conv2D", "Conv2DTranspose"):
            weights, trained = weights + 2, trained + 2
        elif kind == "BatchNormalization":
            weights, trained = weights + 4, trained + 2
    return weights, trained


def lowers_a_loss(call, weights, expected, *what):
    """Checks that one small step of fine-tuning lowers its loss."""
    target = float(np.mean(expected)) + 0.1
    # A Keras variable wraps TensorFlow's.
    variables = [weight.value if isinstance(weight, keras.Variable) else weight for weight in weights]
    with tf.GradientTape() as tape:
        before = tf.reduce_mean((call() - target) ** 2)
    gradients = tape.gradient(before, variables)
    check(all(gradient is not None for gradient in gradients), *what, "gradients")
    rate = 1e-3 / (1e-12 + float(tf.linalg.global_norm(gradients)))
    for variable, gradient in zip(variables, gradients):
        variable.assign_sub(rate * gradient)
    after = tf.reduce_mean((call() - target) ** 2)
    check(float(after) < float(before), *what, "fine-tuning", float(before), float(after))


def saved_model(folder, batch, expected):
    model = tf.saved_model.load(str(folder / "saved_model"))
    serving = model.signatures["serving_default"]
    (name,) = serving.structured_input_signature[1]
    (result,) = serving.structured_outputs
    close(serving(**{name: batch})[result], expected, folder, "saved_model")
    weights, trained = counts(folder)
    trainable = [variable for variable in model.variables if variable.trainable]
    check((len(model.variables), len(trainable)) == (weights, trained), folder, "variables")

    with tempfile.TemporaryDirectory() as again:
        tf.saved_model.save(model, again, signatures={"serving_default": serving})
        close(tf.saved_model.load(again).signatures["serving_default"](**{name: batch})[result],
              expected, folder, "exported again")

    lowers_a_loss(lambda: serving(**{name: batch})[result], trainable, expected, folder, "saved_model")
    training = model.signatures["training"]
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(training(**{name: batch})[result] ** 2)
    check(all(gradient is not None for gradient in tape.gradient(loss, trainable)), folder, "training")

    layer = keras.layers.TFSMLayer(str(folder / "saved_model"), call_endpoint="serving_default")
    inputs = keras.Input(batch.shape[1:])
    outputs = keras.Model(inputs, layer(inputs))(batch)
    outputs = outputs[result] if isinstance(outputs, dict) else outputs
    close(outputs, expected, folder, "TFSMLayer")

    return name, result


def keras_file(folder, file, batch, expected):
    model = keras.models.load_model(folder / file, compile=False)
    check(isinstance(model, keras.Sequential), folder, file, "is a", type(model).__name__)
    close(model(batch, training=False), expected, folder, file)
    weights, trained = counts(folder)
    check((len(model.weights), len(model.trainable_weights)) == (weights, trained), folder, file, "weights")
    names = [layer.get("name") for layer in json.loads((folder / "gan.json").read_text())[model.name]["layers"]]
    check(all(given in (None, own.name) for given, own in zip(names, model.layers)), folder, file, "names")
    lowers_a_loss(lambda: model(batch, training=False), model.trainable_weights, expected, folder, file)


def main():
    for argument in sys.argv[1:]:
        folder = pathlib.Path(argument)
        batch = np.load(folder / "check" / "input.npy")
        expected = np.load(folder / "check" / "output.npy")
        name, result = saved_model(folder, batch, expected)
        for file in ("model.keras", "model.h5"):
            keras_file(folder, file, batch, expected)
        print("ok", folder.parent.name, folder.name, name, "->", result, flush=True)
    shown = subprocess.run([sys.executable, "-m", "tensorflow.python.tools.saved_model_cli", "show", "--all",
                            "--dir", str(folder / "saved_model")], capture_output=True, text=True)
    check(shown.returncode == 0 and f"inputs['{name}']" in shown.stdout, "saved_model_cli", shown.stderr)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        runpy.run_path(str(folder / "load.py"))
    check("differ from GanForge" in printed.getvalue(), "load.py", printed.getvalue())
    print("all exports work")


main()
