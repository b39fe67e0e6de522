"""Checks the ONNX files of exports, and compares their outputs with check/.

usage: check_onnx.py EXPORT [EXPORT ...]
"""
import os
import pathlib
import sys

os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import numpy as np
import onnx
import onnxruntime

TOLERANCE = 1e-5

for place in map(pathlib.Path, sys.argv[1:]):
    onnx.checker.check_model(str(place / "model.onnx"), full_check=True)
    session = onnxruntime.InferenceSession(str(place / "model.onnx"), providers=["CPUExecutionProvider"])
    check = place / "check"
    names = [given.name for given in session.get_inputs()]
    files = {name: check / ("input.npy" if len(names) == 1 else name + ".npy") for name in names}
    outputs = session.run(None, {name: np.load(file) for name, file in files.items()})
    for output, given in zip(outputs, session.get_outputs()):
        expected = np.load(check / ("output.npy" if given.name != "classes" else "classes.npy"))
        difference = (np.abs(output - expected) / (1 + np.abs(expected))).max()
        if output.shape != expected.shape or not difference <= TOLERANCE:
            raise SystemExit(f"MISTAKE: {place} {given.name} {output.shape} {expected.shape} differs by {difference}")
    print("ok", place.parent.name, place.name, flush=True)
