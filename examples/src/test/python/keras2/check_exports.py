"""Loads every export with real Keras 2 and the TensorFlow 1.15 that contains it.

usage: check_exports.py FOLDER [FOLDER ...]

Each folder holds one export with saved_model and model.h5, which h5_tree.py converted to model.h5.tree.
"""
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "h5py2"))

import numpy as np
import tensorflow as tf

tf.compat.v1.enable_v2_behavior()


def compare(actual, expected, *what):
    difference = (np.abs(np.asarray(actual) - expected) / (1 + np.abs(expected))).max()
    print("ok" if difference <= 1e-5 else "MISTAKE:", *what, "differs by", difference)
    if not difference <= 1e-5:
        raise SystemExit(1)


for folder in sys.argv[1:]:
    batch = np.load(folder + "/check/input.npy")
    expected = np.load(folder + "/check/output.npy")
    model = tf.keras.models.load_model(folder + "/model.h5", compile=False)
    compare(model.predict(batch), expected, folder, "model.h5", type(model).__name__,
            len(model.weights), "weights", len(model.trainable_weights), "trainable")

    loaded = tf.compat.v2.saved_model.load(folder + "/saved_model")
    serving = loaded.signatures["serving_default"]
    name = serving.inputs[0].name.split(":")[0]
    (result,) = serving.structured_outputs
    compare(serving(**{name: tf.constant(batch)})[result], expected, folder, "saved_model")
    trainable = [variable for variable in loaded.variables if variable.trainable]
    counts = (len(loaded.variables), len(trainable))
    if counts != (len(model.weights), len(model.trainable_weights)):
        raise SystemExit("MISTAKE: {} saved_model has {} variables".format(folder, counts))
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(loaded.signatures["training"](**{name: tf.constant(batch)})[result] ** 2)
    if any(gradient is None for gradient in tape.gradient(loss, trainable)):
        raise SystemExit("MISTAKE: {} has variables without gradients".format(folder))
print("Keras", tf.keras.__version__, "loads", len(sys.argv) - 1, "exports")
