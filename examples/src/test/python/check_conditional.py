"""Loads both networks of a conditional GAN in every format of an export, and compares them with check/.

    python check_conditional.py EXPORT...
"""
import pathlib
import subprocess
import sys

import keras
import numpy as np
import tensorflow as tf


def check(name, folder, outputs):
    """Compares one or more outputs with those in the export."""
    files = ["output.npy"] + ["classes.npy"] * (folder / "check" / "classes.npy").exists()
    if len(outputs) != len(files):
        raise SystemExit(f"{folder.name} {name}: {len(outputs)} outputs for {files}")
    for output, file in zip(outputs, files):
        expected = np.load(folder / "check" / file)
        if not np.allclose(np.asarray(output), expected, rtol=1e-4, atol=1e-5):
            raise SystemExit(f"{folder.name} {name}: {np.abs(np.asarray(output) - expected).max()} apart")
    print("ok", folder.name, name)


def ordered(results):
    """Returns a signature's results, the classes last."""
    return [results[name] for name in sorted(results, key=lambda name: name == "classes")]


for place in map(pathlib.Path, sys.argv[1:]):
    subject = "noise" if place.name == "generator" else "images"
    labelled = (place / "check" / "labels.npy").exists()
    files = {subject: subject, "labels": "labels"} if labelled else {subject: "input"}
    given = {name: np.load(place / "check" / f"{file}.npy") for name, file in files.items()}
    model = tf.saved_model.load(str(place / "saved_model"))
    signature = model.signatures["serving_default"]
    named = {name: tf.constant(value) for name, value in given.items()}
    check("serving_default", place, ordered(signature(**named)))

    if labelled:
        rows = np.concatenate([value.reshape(len(value), -1) for value in given.values()], axis=1)
        layer = keras.layers.TFSMLayer(str(place / "saved_model"), call_endpoint="row")
        check("row", place, ordered(layer(tf.constant(rows))))

    with tf.GradientTape() as tape:
        results = model.signatures["training"](**named)
        loss = tf.add_n([tf.reduce_sum(result * result) for result in results.values()])
    trained = [v for v in model.variables if v.trainable]
    if any(g is None for g in tape.gradient(loss, trained)):
        raise SystemExit(f"{place.name}: a variable without a gradient")

    for file in ("model.keras", "model.h5"):
        network = keras.models.load_model(place / file, compile=False)
        inputs = [given[tensor.name] for tensor in network.inputs] if set(given) == {t.name for t in network.inputs} else list(given.values())
        outputs = network(inputs if labelled else inputs[0], training=False)
        check(file, place, outputs if isinstance(outputs, (list, tuple)) else [outputs])
    subprocess.run([sys.executable, str(place / "load.py")], check=True, stdout=subprocess.DEVNULL)
print("all networks work")
