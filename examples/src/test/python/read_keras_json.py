"""Builds models from GanForge's Keras JSON and prints their numbers of parameters.

usage: read_keras_json.py FILE [FILE ...]
"""
import os
import pathlib
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras

for argument in sys.argv[1:]:
    model = keras.models.model_from_json(pathlib.Path(argument).read_text())
    print(pathlib.Path(argument).name, type(model).__name__, model.count_params())
