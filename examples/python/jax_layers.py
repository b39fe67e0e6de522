"""A spec's layers as functions of JAX, on arrays in the spec's own order."""
import jax
import jax.numpy as jnp
from jax import lax

import gan_spec

TRAINING, FROZEN, INFERENCE = "training", "frozen", "inference"
ACTIVATIONS = {
    "relu": jax.nn.relu, "sigmoid": jax.nn.sigmoid, "tanh": jnp.tanh, "softmax": jax.nn.softmax,
    "softplus": jax.nn.softplus, "softsign": jax.nn.soft_sign, "elu": jax.nn.elu, "selu": jax.nn.selu,
    "gelu": lambda x: jax.nn.gelu(x, approximate=False), "silu": jax.nn.silu, "exponential": jnp.exp,
}


def initial(layer, key):
    """Returns a layer's initial weights by name, each a separate array, since a step takes over its memory."""
    made = {}
    for name, shape in gan_spec.weight_shapes(layer).items():
        if name.endswith("kernel") or name == "embeddings":
            made[name] = jax.nn.initializers.glorot_uniform()(key, shape)
        elif name == "vector_u":
            made[name] = jax.random.normal(key, shape)
        else:
            made[name] = jnp.full(shape, 1.0 if name in ("gamma", "moving_variance") else 0.0)
    return made


def divided(layer, kernel, u):
    """Returns a kernel divided by its largest singular value, and the new vector, as a training pass of Keras does."""
    matrix = kernel.reshape(-1, kernel.shape[-1])
    unit = lambda x: x * lax.rsqrt(jnp.maximum((x * x).sum(), 1e-12))
    for _ in range(layer.spectral):
        v = unit(u @ matrix.T)
        u = unit(v @ matrix)
    return kernel / (v @ matrix @ u.T)[0, 0], u


def convolution(layer, kernel, x, groups):
    return lax.conv_general_dilated(
        x, kernel.astype(x.dtype), layer.strides, gan_spec.window_pads(layer, layer.input_shape),
        rhs_dilation=layer.dilation_rate, dimension_numbers=("NHWC", "HWIO", "NHWC"),
        feature_group_count=groups)


def depthwise_convolution(layer, kernel, x):
    """A convolution with one group per channel."""
    rows, columns, channels, filters = kernel.shape
    return convolution(layer, kernel.reshape(rows, columns, 1, channels * filters), x, channels)


def transposed_convolution(layer, weights, x):
    """A convolution of the image, with its pixels spread by the strides, and the kernel rotated by 180 degrees."""
    pads = []
    for (first, length), size, reach, stride in zip(gan_spec.transposed(layer, layer.input_shape), layer.input_shape,
                                                    gan_spec.reaches(layer), layer.strides):
        pads.append((reach - 1 - first, length - (size - 1) * stride - 1 + first))
    return lax.conv_general_dilated(
        x, weights["kernel"][::-1, ::-1].astype(x.dtype), (1, 1), pads, lhs_dilation=layer.strides,
        rhs_dilation=layer.dilation_rate, dimension_numbers=("NHWC", "HWOI", "NHWC"))


def scaled(layer, weights, x, mean, variance):
    x = (x - mean) * lax.rsqrt(variance + layer.epsilon)
    if layer.scale:
        x = x * weights["gamma"]
    return x + weights["beta"] if layer.center else x


def batch_normalization(layer, weights, x, mode, keras):
    """Returns the normalized batch and the new averages; if frozen, Keras 3 normalizes by the averages, unlike Keras 2."""
    wide, averages = x.astype(jnp.float32), {}
    mean, variance = weights["moving_mean"], weights["moving_variance"]
    if mode == TRAINING or mode == FROZEN and keras == 2:
        axes = tuple(range(x.ndim - 1))
        mean, variance = wide.mean(axes), wide.var(axes)
    if mode == TRAINING:
        keep, count = layer.momentum, x.size // x.shape[-1]
        sample = count / max(1, count - 1) if keras == 2 and x.ndim == 4 else 1
        averages = {"moving_mean": keep * weights["moving_mean"] + (1 - keep) * mean,
                    "moving_variance": keep * weights["moving_variance"] + (1 - keep) * sample * variance}
    return scaled(layer, weights, wide, mean, variance).astype(x.dtype), averages


def group_normalization(layer, weights, x):
    """Groups of an example's channels, each normalized over all pixels."""
    groups = x.shape[-1] if layer.groups == -1 else layer.groups
    wide = x.astype(jnp.float32).reshape(x.shape[0], -1, groups, x.shape[-1] // groups)
    mean, variance = wide.mean((1, 3), keepdims=True), wide.var((1, 3), keepdims=True)
    normal = ((wide - mean) * lax.rsqrt(variance + layer.epsilon)).reshape(x.shape)
    if layer.scale:
        normal = normal * weights["gamma"]
    return (normal + weights["beta"] if layer.center else normal).astype(x.dtype)


def layer_normalization(layer, weights, x):
    wide = x.astype(jnp.float32)
    return scaled(layer, weights, wide, wide.mean(-1, keepdims=True), wide.var(-1, keepdims=True)).astype(x.dtype)


def pool(layer, x):
    """The largest or the mean value under a window; padding does not count in a mean."""
    pads = ((0, 0),) + gan_spec.window_pads(layer, layer.input_shape) + ((0, 0),)
    window, strides = (1,) + layer.pool_size + (1,), (1,) + layer.strides + (1,)
    if layer.type == "MaxPooling2D":
        return lax.reduce_window(x, -jnp.inf, lax.max, window, strides, pads)
    counts = lax.reduce_window(jnp.ones((1,) + x.shape[1:3] + (1,), x.dtype), 0.0, lax.add, window, strides, pads)
    return lax.reduce_window(x, 0.0, lax.add, window, strides, pads) / counts


def relu(layer, x):
    above = x if layer.max_value is None else jnp.minimum(x, layer.max_value)
    return jnp.where(x > layer.threshold, above, layer.negative_slope * (x - layer.threshold))


def up_sampling(layer, x):
    if layer.interpolation == "nearest":
        return x.repeat(layer.size[0], 1).repeat(layer.size[1], 2)
    return jax.image.resize(x, (x.shape[0],) + layer.output_shape, "bilinear")


def apply(layer, weights, x, mode, key, keras):
    """Returns a layer's output for x, and its new averages by name."""
    kind = layer.type
    if kind == "BatchNormalization":
        return batch_normalization(layer, weights, x, mode, keras)
    if kind == "Dense":
        x = x @ weights["kernel"].astype(x.dtype)
    elif kind == "Conv2D":
        x = convolution(layer, weights["kernel"], x, layer.groups)
    elif kind == "DepthwiseConv2D":
        x = depthwise_convolution(layer, weights["kernel"], x)
    elif kind == "SeparableConv2D":
        x = depthwise_convolution(layer, weights["depthwise_kernel"], x)
        x = x @ weights["pointwise_kernel"][0, 0].astype(x.dtype)
    elif kind == "Conv2DTranspose":
        x = transposed_convolution(layer, weights, x)
    elif kind == "Embedding":
        x = weights["embeddings"].astype(x.dtype)[x.astype(jnp.int32)]
    elif kind == "GroupNormalization":
        x = group_normalization(layer, weights, x)
    elif kind == "LayerNormalization":
        x = layer_normalization(layer, weights, x)
    elif kind == "Activation":
        x = ACTIVATIONS[gan_spec.choice("activation", layer.activation, ACTIVATIONS)](x)
    elif kind == "ReLU":
        x = relu(layer, x)
    elif kind == "LeakyReLU":
        x = jax.nn.leaky_relu(x, layer.negative_slope)
    elif kind == "ELU":
        x = jax.nn.elu(x, layer.alpha)
    elif kind == "PReLU":
        x = jnp.where(x > 0, x, weights["alpha"].astype(x.dtype) * x)
    elif kind == "Dropout":
        if mode != INFERENCE:
            kept = 1 - layer.rate
            x = jnp.where(jax.random.bernoulli(key, kept, x.shape), x / kept, 0).astype(x.dtype)
    elif kind == "GaussianNoise":
        if mode != INFERENCE:
            x = x + layer.stddev * jax.random.normal(key, x.shape, x.dtype)
    elif kind in ("Reshape", "Flatten"):
        x = x.reshape((x.shape[0],) + layer.output_shape)
    elif kind in ("MaxPooling2D", "AveragePooling2D"):
        x = pool(layer, x)
    elif kind == "GlobalAveragePooling2D":
        x = x.mean((1, 2), keepdims=layer.keepdims)
    elif kind == "GlobalMaxPooling2D":
        x = x.max((1, 2), keepdims=layer.keepdims)
    elif kind == "UpSampling2D":
        x = up_sampling(layer, x)
    elif kind == "Cropping2D":
        (top, bottom), (left, right) = layer.cropping
        x = x[:, top:x.shape[1] - bottom, left:x.shape[2] - right]
    elif kind == "ZeroPadding2D":
        x = jnp.pad(x, ((0, 0),) + layer.padding + ((0, 0),))
    else:
        gan_spec.fail(f"{kind} is not implemented for JAX")
    return x + weights["bias"].astype(x.dtype) if "bias" in weights else x, {}
