"""Makes keras-cases.zip: small files from real Keras, each of which has once tripped up the reader.

    KERAS_BACKEND=tensorflow python keras_cases.py ../resources/keras-cases.zip

Weights come from a seeded generator. `expected.json` has Keras' own output for `input` for each file that is to be read. The files in `hostile` were changed with h5py or by hand. Made with
Keras 3.15.1 and h5py; the same versions give the same numbers.
"""

import io
import json
import os
import pathlib
import sys
import tempfile
import zipfile

os.environ.setdefault("KERAS_BACKEND", "tensorflow")

import h5py
import keras
import numpy
from keras import layers
from keras.src.legacy.saving import legacy_h5_format

INPUT = numpy.array([[0.5, -1.25, 2.0], [-0.75, 0.1, 1.5]], "float32")


@keras.saving.register_keras_serializable("other", "Dense")
class TripledDense(layers.Dense):
    """A layer under the name of Keras' own that computes something else."""

    def call(self, inputs):
        return 3 * super().call(inputs)


@keras.saving.register_keras_serializable("other", "Sequential")
class TripledSequential(keras.Sequential):
    """A network under the name of Keras' own that computes something else."""

    def call(self, *args, **kwargs):
        return 3 * super().call(*args, **kwargs)


TripledDense.__name__ = "Dense"
TripledSequential.__name__ = "Sequential"


def chain(middle=(), first=layers.Dense, network=keras.Sequential, last=None, **options):
    """Returns a generator of 2 x 2 images."""
    keras.utils.set_random_seed(7)
    return seeded(network(
        [keras.Input((3,), name="noise"), first(5, name="first", **options), *middle,
         layers.Dense(4, activation="tanh", name="last", **(last or {})),
         layers.Reshape((2, 2, 1), name="image")], name="generator"))


def seeded(model):
    random = numpy.random.default_rng(3)
    for weight in model.weights:
        values = random.normal(0, 0.6, weight.shape)
        weight.assign(numpy.abs(values) + 0.1 if "variance" in weight.name else values)
    return model


def functional(inner=False):
    z = keras.Input((3,), name="noise")
    if inner:
        return keras.Model(z, chain()(z), name="wrapped")
    x = layers.Dense(5, name="first")(z)
    x = layers.LeakyReLU(negative_slope=0.2, name="leaky")(x)
    x = layers.Dense(4, activation="tanh", name="last")(x)
    return seeded(keras.Model(z, layers.Reshape((2, 2, 1), name="image")(x), name="chain"))


def graph():
    z = keras.Input((3,), name="noise")
    a, b = layers.Dense(4, name="left")(z), layers.Dense(4, name="right")(z)
    image = layers.Reshape((2, 2, 1), name="image")(layers.Add(name="sum")([a, b]))
    return seeded(keras.Model(z, image, name="graph"))


def with_policy(name):
    keras.config.set_dtype_policy(name)
    try:
        return chain([layers.BatchNormalization(name="norm")])
    finally:
        keras.config.set_dtype_policy("float32")


def long_lists():
    """A nested network, so that both kinds of lists are split."""
    inner = keras.Sequential(
        [keras.Input((3,)), *(layers.Dense(3, name=f"inner_{i}") for i in range(6))], name="inner")
    return seeded(keras.Sequential(
        [keras.Input((3,), name="noise"), inner, layers.Dense(4, activation="tanh", name="last"),
         layers.Reshape((2, 2, 1), name="image")], name="generator"))


def models():
    frozen = chain([layers.BatchNormalization(name="norm")])
    frozen.trainable = False
    l2, norm = keras.regularizers.L2(1e-4), keras.constraints.MaxNorm(2)
    return {
        "custom_layer": chain(first=TripledDense),
        "custom_network": chain(network=TripledSequential),
        "leaky_layer": chain(activation=layers.LeakyReLU(negative_slope=0.2)),
        "leaky_name": chain(activation="leaky_relu"),
        "leaky_activation": chain([layers.Activation("leaky_relu", name="leaky")]),
        "silu": chain(activation="silu"),
        "regularizer": chain(kernel_regularizer=l2),
        "constraint": chain(kernel_constraint=norm),
        "initializer": chain(kernel_initializer="lecun_normal"),
        "synchronized": chain([layers.BatchNormalization(synchronized=True, name="norm")]),
        "frozen": frozen,
        "chain": functional(),
        "wrapped": functional(inner=True),
        "graph": graph(),
        **{p: with_policy(p) for p in
           ("mixed_float16", "mixed_bfloat16", "float16", "bfloat16", "float64")},
    }


def float32_copy(model):
    twin = chain([layers.BatchNormalization(name="norm")])
    for here, there in zip(twin.weights, model.weights):
        here.assign(numpy.array(there, "float32"))
    return twin


def save(model, path):
    model.save(path)
    if path.suffix == ".keras":  # smaller, and equivalent for every reader
        with zipfile.ZipFile(path) as packed:
            parts = {name: packed.read(name) for name in packed.namelist()}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, data in parts.items():
                if name == "metadata.json":  # it contains the time
                    data = b'{"keras_version": "%s", "date_saved": ""}' % keras.__version__.encode()
                packed.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)


def split_lists(model, path):
    """As Keras splits lists of more than 64 KiB, but of far less."""
    limit = legacy_h5_format.HDF5_OBJECT_HEADER_LIMIT
    legacy_h5_format.HDF5_OBJECT_HEADER_LIMIT = 60
    try:
        model.save(path)
    finally:
        legacy_h5_format.HDF5_OBJECT_HEADER_LIMIT = limit


KERNEL = "model_weights/first/generator/first/kernel"


def changed(base, path, change):
    path.write_bytes(base.read_bytes())
    with h5py.File(path, "r+") as file:
        kernel = next(k for k in (KERNEL, "model_weights/first/first/kernel") if k in file)
        values, parent = file[kernel][()], file[kernel].parent
        del file[kernel]
        change(file, parent, values)


def hostile(base, folder):
    folder.mkdir()
    chunked = {"chunks": (2, 5), "compression": "gzip", "fletcher32": True}

    def virtual(file, parent, values):
        layout = h5py.VirtualLayout(values.shape, values.dtype)
        layout[:] = h5py.VirtualSource("other.h5", "secret", values.shape)
        parent.create_virtual_dataset("kernel", layout)

    def link(to):
        def change(file, parent, values):
            parent["kernel"] = to
        return change

    def partly(file, parent, values):
        kernel = parent.create_dataset("kernel", values.shape, "f4", chunks=(2, 5), fillvalue=0.5)
        kernel[:2] = values[:2]

    def array(data=True, **options):
        def change(file, parent, values):
            given = {"data": values} if data else {}
            parent.create_dataset("kernel", values.shape, "f4", **given, **options)
        return change

    changed(base, folder / "virtual.h5", virtual)
    changed(base, folder / "external_link.h5", link(h5py.ExternalLink("other.h5", "/secret")))
    changed(base, folder / "soft_link.h5", link(h5py.SoftLink("/model_weights/last")))
    changed(base, folder / "external_storage.h5",
            array(data=False, external=[("secret.bin", 0, h5py.h5f.UNLIMITED)]))
    changed(base, folder / "empty_chunks.h5", array(data=False, chunks=(3, 5), compression="gzip"))
    changed(base, folder / "never_written.h5", array(data=False))
    changed(base, folder / "missing_chunk.h5", partly)
    changed(base, folder / "checksum.h5", array(**chunked))
    data = bytearray((folder / "checksum.h5").read_bytes())
    with h5py.File(folder / "checksum.h5") as file:
        kernel = next(k for k in (KERNEL, "model_weights/first/first/kernel") if k in file)
        chunk = file[kernel].id.get_chunk_info(0)
    # A byte of the checksum itself, so that the data can be unpacked and nothing else reveals the damage.
    data[chunk.byte_offset + chunk.size - 1] ^= 0x55
    (folder / "wrong_checksum.h5").write_bytes(bytes(data))
    changed(base, folder / "link_group.h5", lambda file, parent, values: None)
    with h5py.File(folder / "link_group.h5", "r+") as file:
        del file["model_weights/last"]
        file["model_weights/last"] = h5py.ExternalLink("other.h5", "/last")
    changed(base, folder / "no_list.h5", array())
    with h5py.File(folder / "no_list.h5", "r+") as file:
        del file["model_weights/first"].attrs["weight_names"]
    changed(base, folder / "no_layers.h5", array())
    with h5py.File(folder / "no_layers.h5", "r+") as file:
        del file["model_weights"].attrs["layer_names"]


def beside(folder):
    """A model's JSON with its weights in a separate file, in either form."""
    model = chain()
    (folder / "beside.json").write_text(model.to_json())
    model.save_weights(folder / "beside.weights.h5")
    (folder / "older.json").write_text(model.to_json())
    whole = folder / "whole.h5"
    model.save(whole)
    with h5py.File(whole) as source, h5py.File(folder / "older.h5", "w") as target:
        for name, value in source["model_weights"].attrs.items():
            target.attrs[name] = value
        for name in source["model_weights"]:
            source.copy(source["model_weights"][name], target, name)
    whole.unlink()
    (folder / "alone.json").write_text(model.to_json())
    model.save_weights(folder / "shards.weights.json", max_shard_size=1e-7)
    return {name: numpy.array(model(INPUT)) for name in ("beside.json", "older.json")}


def main():
    keras.utils.set_random_seed(1)
    expected = {}
    with tempfile.TemporaryDirectory() as made:
        folder = pathlib.Path(made)
        for name, model in models().items():
            for ending in (".keras", ".h5"):
                if name + ending == "custom_network.h5":
                    continue  # the older form does not say whose Sequential it is
                save(model, folder / (name + ending))
                twin = float32_copy(model) if "float" in name else model
                expected[name + ending] = numpy.array(twin(INPUT))
        expected.update(beside(folder))
        lists = long_lists()
        split_lists(lists, folder / "split_lists.h5")
        expected["split_lists.h5"] = numpy.array(lists(INPUT))
        hostile(folder / "silu.h5", folder / "hostile")
        expected["hostile/checksum.h5"] = expected["silu.h5"]
        texts = {k: [float(v) for v in numpy.ravel(e)] for k, e in sorted(expected.items())}
        (folder / "expected.json").write_text(json.dumps(
            {"input": [float(v) for v in INPUT.ravel()], "outputs": texts}, indent=1))
        pack(folder, pathlib.Path(sys.argv[1]))


def pack(folder, target):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            info = zipfile.ZipInfo(path.relative_to(folder).as_posix())
            packed.writestr(info, path.read_bytes(), zipfile.ZIP_DEFLATED, 9)
    target.write_bytes(buffer.getvalue())


if __name__ == "__main__":
    main()
