"""Loads models that GanForge read and wrote again with real Keras 2, and compares their outputs.

usage: check_models.py FOLDER

FOLDER is that of make_models.py; FOLDER/again holds the models as GanForge wrote them, as trees.
"""
import glob
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "h5py2"))

import numpy as np
import tensorflow as tf

tf.compat.v1.enable_v2_behavior()

folder = sys.argv[1]
files = sorted(glob.glob(os.path.join(folder, "*.input.npy")))
for file in files:
    name = os.path.basename(file)[: -len(".input.npy")]
    first = tf.keras.models.load_model(os.path.join(folder, name + ".h5"), compile=False)
    again = tf.keras.models.load_model(os.path.join(folder, "again", name + ".h5"), compile=False)
    difference = np.abs(again.predict(np.load(file)) - np.load(os.path.join(folder, name + ".output.npy"))).max()
    if not difference <= 1e-5:
        raise SystemExit("MISTAKE: {} differs by {}".format(name, difference))
    counts = [(len(model.weights), len(model.trainable_weights)) for model in (first, again)]
    if counts[0] != counts[1]:
        raise SystemExit("MISTAKE: {} has {} (weights, trainable weights), not {}".format(name, counts[1], counts[0]))
print("checked", len(files), "files")
