"""Loads the {network} of "{model}", runs it on check/input.npy and compares with check/output.npy.

Needs Keras 3 with a backend, here TensorFlow, and NumPy: pip install tensorflow keras numpy
"""
import pathlib

import keras
import numpy as np

here = pathlib.Path(__file__).resolve().parent
{load_inputs}
expected = np.load(here / "check" / "output.npy")  # float32, {output_shape}

model = keras.models.load_model(here / "{file}", compile=False)
model.summary()
{output} = np.asarray(model({model_input}, training=False){first})

difference = float(np.abs({output} - expected).max())
print("{output}", {output}.shape, "differ from GanForge's own by at most", difference)
if not np.allclose({output}, expected, rtol=1e-4, atol=1e-5):
    raise SystemExit("this Keras computes something else")
