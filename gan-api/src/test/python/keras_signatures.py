"""Prints the signatures of Keras' layers, optimizers, schedules, initializers and losses.

usage: keras_signatures.py > gan-api/src/test/resources/org/ganforge/reference/keras-signatures.txt

A line per class, such as `layers.Dense(units, activation=None)`. Other names of a class are left out. ReferenceTest
compares them with this library's records and writes docs/reference/keras.md.
"""
import inspect
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"

import keras

FAMILIES = {
    "layers": keras.layers,
    "optimizers": keras.optimizers,
    "optimizers.schedules": keras.optimizers.schedules,
    "initializers": keras.initializers,
    "losses": keras.losses,
}
# Base classes, and wrappers of other libraries' objects.
ABSTRACT = {"Layer", "Wrapper", "InputSpec", "Optimizer", "LearningRateSchedule", "Initializer", "Loss"}


def arguments(constructor):
    """Returns the arguments with their defaults, without `self` and `**kwargs`."""
    for parameter in list(inspect.signature(constructor).parameters.values())[1:]:
        if parameter.kind not in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL):
            given = parameter.default is parameter.empty
            yield parameter.name if given else f"{parameter.name}={parameter.default!r}"


print("# Keras", keras.__version__)
for family, module in FAMILIES.items():
    for name in sorted(dir(module), key=str.lower):
        kind = getattr(module, name)
        if inspect.isclass(kind) and kind.__name__ == name and name not in ABSTRACT:
            print(f"{family}.{name}({', '.join(arguments(kind.__init__))})")
