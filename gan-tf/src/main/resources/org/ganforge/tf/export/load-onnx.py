"""Loads the {network} of "{model}", runs it on check/input.npy and compares with check/output.npy.

Needs ONNX Runtime and NumPy: pip install onnxruntime numpy
"""
import os
import pathlib

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

import numpy as np
import onnxruntime

here = pathlib.Path(__file__).resolve().parent
{load_inputs}
expected = np.load(here / "check" / "output.npy")  # float32, {output_shape}

model = onnxruntime.InferenceSession(str(here / "model.onnx"), providers=["CPUExecutionProvider"])
{output} = model.run(["{output}"], dict({arguments}))[0]

difference = float(np.abs({output} - expected).max())
print("{output}", {output}.shape, "differ from GanForge's own by at most", difference)
if not np.allclose({output}, expected, rtol=1e-4, atol=1e-5):
    raise SystemExit("this ONNX Runtime computes something else")
