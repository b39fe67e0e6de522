"""Loads both networks of a conditional GAN in every form that an export has, and compares them with check/.

    python check_conditional.py EXPORT...
"""
import pathlib
import subprocess
import sys

import keras
import numpy as np
import tensorflow as tf


def check(name, folder, output):
    expected = np.load(folder / "check" / "output.npy")
    if not np.allclose(np.asarray(output), expected, rtol=1e-4, atol=1e-5):
        raise SystemExit(f"{folder.name} {name}: {np.abs(np.asarray(output) - expected).max()} apart")
    print("ok", folder.name, name)


for place in map(pathlib.Path, sys.argv[1:]):
    subject = "noise" if place.name == "generator" else "images"
    given = {name: np.load(place / "check" / f"{name}.npy") for name in (subject, "labels")}
    model = tf.saved_model.load(str(place / "saved_model"))
    signature = model.signatures["serving_default"]
    named = {name: tf.constant(value) for name, value in given.items()}
    check("serving_default", place, next(iter(signature(**named).values())))

    rows = np.concatenate([value.reshape(len(value), -1) for value in given.values()], axis=1)
    layer = keras.layers.TFSMLayer(str(place / "saved_model"), call_endpoint="row")
    check("row", place, next(iter(layer(tf.constant(rows)).values())))

    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(next(iter(model.signatures["training"](**named).values())))
    trained = [v for v in model.variables if v.trainable]
    if any(g is None for g in tape.gradient(loss, trained)):
        raise SystemExit(f"{place.name}: a variable without a gradient")

    for file in ("model.keras", "model.h5"):
        network = keras.models.load_model(place / file, compile=False)
        check(file, place, network([given[tensor.name] for tensor in network.inputs]
                                   if set(given) == {t.name for t in network.inputs}
                                   else list(given.values()), training=False))
    subprocess.run([sys.executable, str(place / "load.py")], check=True, stdout=subprocess.DEVNULL)
print("both networks work")
