"""Loads the {network} of "{model}", runs it on check/input.npy and compares with check/output.npy.

Needs TensorFlow 2 and NumPy: pip install tensorflow numpy
"""
import pathlib

import numpy as np
import tensorflow as tf

here = pathlib.Path(__file__).resolve().parent
{load_inputs}
expected = np.load(here / "check" / "output.npy")  # float32, {output_shape}

model = tf.saved_model.load(str(here / "saved_model"))
{network} = model.signatures["serving_default"]
{output} = {network}({tensors})["{output}"].numpy()

difference = float(np.abs({output} - expected).max())
print("{output}", {output}.shape, "differ from GanForge's own by at most", difference)
trainable = [variable for variable in model.variables if variable.trainable]
print(len(model.variables), "variables,", len(trainable), "of them trainable")
if not np.allclose({output}, expected, rtol=1e-4, atol=1e-5):
    raise SystemExit("this TensorFlow computes something else")
