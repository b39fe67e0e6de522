"""The part of h5py 2 that Keras 2 uses, on trees that h5_tree.py made from real HDF5 files.

There is no h5py for the Python that real Keras 2 comes with. So real h5py reads and writes the files, in
another process, and this module hands their content over: FILE.h5 stands for FILE.h5.tree beside it.
"""
import os
import pickle

import numpy as np


class Dataset:
    def __init__(self, array):
        self.array = array
        self.shape = array.shape
        self.dtype = array.dtype

    def __array__(self, dtype=None):
        return self.array if dtype is None else self.array.astype(dtype)

    def __setitem__(self, key, value):
        self.array[key] = value


class Group:
    def __init__(self):
        self.attrs = {}
        self.children = {}

    def keys(self):
        return self.children.keys()

    def __contains__(self, name):
        return name in self.children

    def __getitem__(self, path):
        node = self
        for name in path.split("/"):
            node = node.children[name]
        return node

    def create_group(self, path):
        group = self
        for name in path.split("/"):
            group = group.children.setdefault(name, Group())
        return group

    def create_dataset(self, path, shape, dtype):
        path = path.decode() if isinstance(path, bytes) else path
        folder, _, name = path.rpartition("/")
        group = self.create_group(folder) if folder else self
        group.children[name] = Dataset(np.zeros(shape, dtype))
        return group.children[name]


class File(Group):
    def __init__(self, path, mode="r"):
        super().__init__()
        self.path = path
        self.mode = mode
        if mode == "r":
            with open(path + ".tree", "rb") as file:
                _fill(self, pickle.load(file))

    def flush(self):
        pass

    def close(self):
        if self.mode == "w":
            with open(self.path + ".tree", "wb") as file:
                pickle.dump(_tree(self), file, protocol=2)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def is_hdf5(path):
    return os.path.exists(path + ".tree")


def _fill(group, tree):
    attributes, children = tree
    for name, value in attributes.items():
        group.attrs[name] = np.array(value) if isinstance(value, list) else value
    for name, child in children.items():
        if len(child) == 3:
            dtype, shape, numbers = child
            group.children[name] = Dataset(np.frombuffer(numbers, dtype).reshape(shape))
        else:
            group.children[name] = Group()
            _fill(group.children[name], child)


def _tree(group):
    attributes = {}
    for name, value in group.attrs.items():
        attributes[name] = value if isinstance(value, (bytes, str)) else [bytes(word) for word in np.asarray(value)]
    children = {}
    for name, child in group.children.items():
        if isinstance(child, Dataset):
            children[name] = (child.array.dtype.str, child.array.shape, child.array.tobytes())
        else:
            children[name] = _tree(child)
    return attributes, children
