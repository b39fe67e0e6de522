"""Converts HDF5 files to trees and trees to files, with real h5py, for the module h5py2/h5py.py.

usage: h5_tree.py FILE.h5 [FILE.h5 ...]

FILE.h5 becomes FILE.h5.tree; where there is no FILE.h5, FILE.h5.tree becomes one.
"""
import pathlib
import pickle
import sys

import h5py
import numpy as np


def attribute(group, name):
    """An attribute as h5py 2 returns it: text only if it is UTF-8 of variable length, otherwise bytes."""
    kind = h5py.check_string_dtype(group.attrs.get_id(name).dtype)
    value = group.attrs[name]
    if isinstance(value, np.ndarray):
        return [bytes(word) if isinstance(word, bytes) else word.encode() for word in value]
    is_text = kind.length is None and kind.encoding == "utf-8"
    data = value.encode() if isinstance(value, str) else bytes(value)
    return data.decode() if is_text else data


def read(group):
    children = {}
    for name, child in group.items():
        if isinstance(child, h5py.Dataset):
            array = child[()]
            children[name] = (array.dtype.str, array.shape, array.tobytes())
        else:
            children[name] = read(child)
    return {name: attribute(group, name) for name in group.attrs}, children


def write(group, tree):
    """As h5py 2 writes: a single word with variable length, several with a fixed one."""
    attributes, children = tree
    for name, value in attributes.items():
        if isinstance(value, list):
            group.attrs[name] = np.array(value)
        else:
            kind = "utf-8" if isinstance(value, str) else "ascii"
            group.attrs.create(name, value, dtype=h5py.string_dtype(kind))
    for name, child in children.items():
        if len(child) == 3:
            dtype, shape, numbers = child
            group.create_dataset(name, data=np.frombuffer(numbers, dtype).reshape(shape))
        else:
            write(group.create_group(name), child)


for argument in sys.argv[1:]:
    tree = pathlib.Path(argument + ".tree")
    if pathlib.Path(argument).exists():
        with h5py.File(argument, "r") as file:
            tree.write_bytes(pickle.dumps(read(file), protocol=2))
    else:
        with h5py.File(argument, "w") as file:
            write(file, pickle.loads(tree.read_bytes()))
print("passed on", len(sys.argv) - 1, "files")
