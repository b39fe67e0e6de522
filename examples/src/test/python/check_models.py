"""Loads models that GanForge read and wrote again, and compares them with those that Keras saved.

usage: check_models.py FOLDER

FOLDER is that of make_keras_models.py; FOLDER/again holds the models written by GanForge.
"""
import os
import pathlib
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np


def main():
    folder = pathlib.Path(sys.argv[1])
    count = 0
    for file in sorted(folder.glob("*.input.npy")):
        name = file.name.removesuffix(".input.npy")
        batch, expected = np.load(file), np.load(folder / (name + ".output.npy"))
        first = keras.models.load_model(folder / (name + ".keras"), compile=False)
        for ending in (".keras", ".h5"):
            again = keras.models.load_model(folder / "again" / (name + ending), compile=False)
            difference = np.abs(np.asarray(again(batch, training=False)) - expected).max()
            if not difference <= 1e-5:
                raise SystemExit(f"MISTAKE: {name}{ending} differs by {difference}")
            for weights in ("weights", "trainable_weights"):
                counts = len(getattr(first, weights)), len(getattr(again, weights))
                if counts[0] != counts[1]:
                    raise SystemExit(f"MISTAKE: {name}{ending} has {counts[1]} {weights}, not {counts[0]}")
            count += 1
    print("checked", count, "files")


main()
