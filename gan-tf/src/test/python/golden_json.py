"""Writes golden cases: a tensor on one line, each float32 with the fewest digits that restore it."""
import json

import numpy as np


def number(value):
    return str(int(value)) if np.issubdtype(type(value), np.integer) else str(np.float32(value))


def tensor(array):
    shape = json.dumps(list(array.shape))
    data = ",".join(number(value) for value in array.ravel())
    integers = ', "integers": true' if np.issubdtype(array.dtype, np.integer) else ""
    return f'{{"shape": {shape}, "data": [{data}]{integers}}}'


def is_flat(value):
    """Returns whether a value fits on one line: a layer, an optimizer, a list of numbers."""
    items = value.values() if isinstance(value, dict) else value
    return not any(isinstance(item, (dict, np.ndarray)) for item in items)


def text(value, indent=""):
    """Returns the JSON of dictionaries, lists, arrays and plain values."""
    if isinstance(value, np.ndarray):
        return tensor(value)
    if isinstance(value, np.floating):
        return number(value)
    if not isinstance(value, (dict, list)) or is_flat(value):
        return json.dumps(value, default=lambda plain: float(number(plain)))
    inner = indent + "  "
    if isinstance(value, dict):
        lines = [f"{inner}{json.dumps(k)}: {text(v, inner)}" for k, v in value.items()]
        return "{\n" + ",\n".join(lines) + f"\n{indent}}}"
    return "[\n" + ",\n".join(inner + text(v, inner) for v in value) + f"\n{indent}]"
