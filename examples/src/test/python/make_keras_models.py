"""Saves a Keras model for every layer that GanForge has, with weights, an input and its output.

usage: make_keras_models.py FOLDER
"""
import os
import pathlib
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np

L = keras.layers
IMAGE = (8, 8, 3)
small = keras.initializers.RandomNormal(stddev=0.02)

MODELS = {
    "activation": ((6,), [L.Dense(4), L.Activation("softmax")]),
    "average_pooling2d": (IMAGE, [L.AveragePooling2D(2), L.AveragePooling2D(3, strides=1, padding="same")]),
    "batch_normalization": (IMAGE, [L.BatchNormalization(momentum=0.9)]),
    "batch_normalization_rank2": ((6,), [L.Dense(5), L.BatchNormalization(scale=False)]),
    "conv2d": (IMAGE, [L.Conv2D(4, 3, padding="same", strides=2, activation="relu"), L.Conv2D(2, 2, use_bias=False)]),
    "conv2d_groups": (IMAGE, [L.Conv2D(6, 3, groups=3, activation="tanh"), L.Conv2D(4, 2, groups=2, padding="same")]),
    "conv2d_transpose": (IMAGE, [L.Conv2DTranspose(3, 4, strides=2, padding="same", kernel_initializer=small)]),
    "cropping2d": (IMAGE, [L.Cropping2D(((1, 2), (0, 3))), L.Cropping2D(1)]),
    "dense": ((6,), [L.Dense(12, activation="tanh"), L.Dense(3, name="own_name")]),
    "depthwise_conv2d": (IMAGE, [L.DepthwiseConv2D(3, depth_multiplier=2, activation="relu"),
                                 L.DepthwiseConv2D(2, strides=2, padding="same", use_bias=False)]),
    "dropout": ((6,), [L.Dropout(0.3), L.Dense(2)]),
    "elu": (IMAGE, [L.ELU(0.5)]),
    "embedding": ((3,), [L.Embedding(5, 2)]),
    "flatten": (IMAGE, [L.Flatten()]),
    "gaussian_noise": (IMAGE, [L.GaussianNoise(0.1)]),
    "global_average_pooling2d": (IMAGE, [L.GlobalAveragePooling2D()]),
    "global_max_pooling2d": (IMAGE, [L.GlobalMaxPooling2D()]),
    "group_normalization": (IMAGE, [L.Conv2D(6, 2), L.GroupNormalization(3), L.GroupNormalization(-1, scale=False)]),
    "layer_normalization": (IMAGE, [L.LayerNormalization()]),
    "leaky_re_lu": (IMAGE, [L.LeakyReLU(0.2), L.LeakyReLU()]),
    "max_pooling2d": (IMAGE, [L.MaxPooling2D(3, strides=2, padding="same")]),
    "p_re_lu": (IMAGE, [L.PReLU(shared_axes=[1, 2]), L.PReLU()]),
    "re_lu": (IMAGE, [L.ReLU(1.0, negative_slope=0.1), L.ReLU()]),
    "reshape": ((12,), [L.Reshape((2, 2, 3)), L.Reshape((-1,))]),
    "separable_conv2d": (IMAGE, [L.SeparableConv2D(4, 3, padding="same", depth_multiplier=2),
                                 L.SeparableConv2D(2, 2, strides=2, use_bias=False, activation="tanh")]),
    "up_sampling2d": (IMAGE, [L.UpSampling2D((2, 3)), L.UpSampling2D(2, interpolation="bilinear")]),
    "zero_padding2d": (IMAGE, [L.ZeroPadding2D(((1, 2), (0, 3)))]),
    "nested": ((6,), [keras.Sequential([keras.Input((6,)), L.Dense(5), L.BatchNormalization(), L.Dense(4)],
                                       name="inner"), L.Dense(2, name="last")]),
}


frozen = keras.Sequential([keras.Input((6,)), L.BatchNormalization(), L.Dense(4), L.BatchNormalization()],
                          name="inner")
frozen.trainable = False
MODELS["frozen"] = ((6,), [frozen, L.BatchNormalization(center=False), L.Dense(2)])


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(1)
    for name, (shape, layers) in MODELS.items():
        model = keras.Sequential([keras.Input(shape)] + layers, name=name)
        for weight in model.weights:
            positive = "variance" in weight.path
            weight.assign(random.uniform(0.5, 2, weight.shape) if positive else random.normal(0, 0.5, weight.shape))
        batch = random.integers(0, 5, (3,) + shape) if name == "embedding" else random.normal(size=(3,) + shape)
        batch = batch.astype("float32")
        np.save(folder / (name + ".input.npy"), batch)
        np.save(folder / (name + ".output.npy"), np.asarray(model(batch, training=False), dtype="float32"))
        model.save(folder / (name + ".keras"))
        model.save(folder / (name + ".h5"))
        (folder / (name + ".json")).write_text(model.to_json())
    print("saved", len(MODELS), "models")


main()
