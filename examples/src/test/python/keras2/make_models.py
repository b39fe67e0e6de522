"""Saves a Keras 2 model for every layer that both it and GanForge have, with an input and its output.

usage: make_models.py FOLDER

For each model: NAME.h5.tree (h5_tree.py converts it to NAME.h5), NAME.json, NAME.input.npy and NAME.output.npy.
"""
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "h5py2"))

import numpy as np
import tensorflow as tf

tf.compat.v1.enable_v2_behavior()
L = tf.keras.layers
IMAGE = (8, 8, 3)

MODELS = {
    "activation": ((6,), [L.Dense(4), L.Activation("softmax")]),
    "average_pooling2d": (IMAGE, [L.AveragePooling2D(2), L.AveragePooling2D(3, strides=1, padding="same")]),
    "batch_normalization": (IMAGE, [L.BatchNormalization(momentum=0.9)]),
    "batch_normalization_rank2": ((6,), [L.Dense(5), L.BatchNormalization(scale=False)]),
    "conv2d": (IMAGE, [L.Conv2D(4, 3, padding="same", strides=2, activation="relu"), L.Conv2D(2, 2, use_bias=False)]),
    "conv2d_transpose": (IMAGE, [L.Conv2DTranspose(3, 4, strides=2, padding="same")]),
    "cropping2d": (IMAGE, [L.Cropping2D(((1, 2), (0, 3))), L.Cropping2D(1)]),
    "dense": ((6,), [L.Dense(12, activation="tanh"), L.Dense(3, name="own_name")]),
    "depthwise_conv2d": (IMAGE, [L.DepthwiseConv2D(3, depth_multiplier=2, activation="relu"),
                                 L.DepthwiseConv2D(2, strides=2, padding="same", use_bias=False)]),
    "dropout": ((6,), [L.Dropout(0.3), L.Dense(2)]),
    "elu": (IMAGE, [L.ELU(0.5)]),
    "embedding": ((3,), [L.Embedding(5, 2, input_length=3)]),
    "flatten": (IMAGE, [L.Flatten()]),
    "gaussian_noise": (IMAGE, [L.GaussianNoise(0.1)]),
    "global_average_pooling2d": (IMAGE, [L.GlobalAveragePooling2D()]),
    "global_max_pooling2d": (IMAGE, [L.GlobalMaxPooling2D()]),
    "layer_normalization": (IMAGE, [L.LayerNormalization()]),
    "leaky_re_lu": (IMAGE, [L.LeakyReLU(0.2), L.LeakyReLU()]),
    "max_pooling2d": (IMAGE, [L.MaxPooling2D(3, strides=2, padding="same")]),
    "p_re_lu": (IMAGE, [L.PReLU(shared_axes=[1, 2]), L.PReLU()]),
    "re_lu": (IMAGE, [L.ReLU(1.0, negative_slope=0.1), L.ReLU()]),
    "reshape": ((12,), [L.Reshape((2, 2, 3)), L.Reshape((-1,))]),
    "separable_conv2d": (IMAGE, [L.SeparableConv2D(4, 3, padding="same", depth_multiplier=2),
                                 L.SeparableConv2D(2, 2, strides=2, use_bias=False, activation="tanh")]),
    "up_sampling2d": (IMAGE, [L.UpSampling2D((2, 3)), L.UpSampling2D(2)]),
    "zero_padding2d": (IMAGE, [L.ZeroPadding2D(((1, 2), (0, 3)))]),
}


def main():
    folder = sys.argv[1]
    os.makedirs(folder)
    random = np.random.RandomState(1)
    for name, (shape, layers) in MODELS.items():
        # As people wrote it then: the first layer has the shape of the input.
        model = tf.keras.Sequential([L.InputLayer(shape)] + layers, name=name)
        model.set_weights([
            random.uniform(0.5, 2, weight.shape) if "variance" in weight.name else random.normal(0, 0.5, weight.shape)
            for weight in model.weights
        ])
        batch = random.randint(0, 5, (3,) + shape) if name == "embedding" else random.normal(size=(3,) + shape)
        batch = batch.astype("float32")
        np.save(os.path.join(folder, name + ".input.npy"), batch)
        np.save(os.path.join(folder, name + ".output.npy"), model.predict(batch))
        model.save(os.path.join(folder, name + ".h5"), save_format="h5")
        with open(os.path.join(folder, name + ".json"), "w") as file:
            file.write(model.to_json())
    print("saved", len(MODELS), "models")


main()
