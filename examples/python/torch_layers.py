"""A spec's layers as modules of PyTorch.

Images are [batch, channels, rows, columns] here and [batch, rows, columns, channels] in a spec; everything else is
alike in both. A module with weights has `load`, which takes Keras' by name.
"""
import math

import torch
from torch import nn
from torch.nn import functional as F

import gan_spec

IMAGE_RANK = 3  # without the batch


def channels_last(x, shape):
    """Returns x in the spec's order; shape is the spec's."""
    return x.movedim(1, -1) if len(shape) == IMAGE_RANK else x


def channels_first(x, shape):
    return x.movedim(-1, 1) if len(shape) == IMAGE_RANK else x


def parameter(*shape, value=0.0):
    return nn.Parameter(torch.full(shape, value))


def assign(target, value):
    with torch.no_grad():
        target.copy_(torch.as_tensor(value))


class Dense(nn.Linear):
    def load(self, kernel, bias=None):
        assign(self.weight, kernel.T)
        if bias is not None:
            assign(self.bias, bias)


class Convolution(nn.Conv2d):
    """A convolution; with `turned` a transposed one of stride 1, which is one with its kernel rotated by 180 degrees."""

    turned = False

    def load(self, kernel, bias=None):
        if kernel.ndim == 2:  # Dense on images
            kernel = kernel[None, None]
        assign(self.weight, kernel[::-1, ::-1].transpose(2, 3, 0, 1).copy() if self.turned
               else kernel.transpose(3, 2, 0, 1))
        if bias is not None:
            assign(self.bias, bias)


class DepthwiseConvolution(Convolution):
    """A convolution with one group per channel."""

    def load(self, kernel, bias=None):
        super().load(kernel.reshape(*kernel.shape[:2], 1, -1), bias)


class SeparableConvolution(nn.Module):
    """A depthwise convolution followed by a 1 x 1 convolution."""

    def __init__(self, layer, padding):
        super().__init__()
        channels = layer.input_shape[-1]
        depth = channels * layer.depth_multiplier
        self.each = DepthwiseConvolution(channels, depth, layer.kernel_size, layer.strides, padding,
                                         layer.dilation_rate, channels, False)
        self.joint = Convolution(depth, layer.filters, 1, bias=layer.use_bias)

    def forward(self, x):
        return self.joint(self.each(x))

    def load(self, depthwise_kernel, pointwise_kernel, bias=None):
        self.each.load(depthwise_kernel)
        self.joint.load(pointwise_kernel, bias)


class TransposedConvolution(nn.ConvTranspose2d):
    def load(self, kernel, bias=None):
        assign(self.weight, kernel.transpose(3, 2, 0, 1))
        if bias is not None:
            assign(self.bias, bias)


class Crop(nn.Module):
    """Takes the first rows and columns."""

    def __init__(self, rows, columns):
        super().__init__()
        self.rows, self.columns = rows, columns

    def forward(self, x):
        return x[:, :, :self.rows, :self.columns]


class BatchNorm(nn.Module):
    """Batch normalization of the spec's last axis. If frozen, it leaves its averages alone even in training."""

    def __init__(self, layer, keras):
        super().__init__()
        channels, self.rows = layer.input_shape[-1], len(layer.input_shape) not in (1, IMAGE_RANK)
        kind = nn.BatchNorm2d if len(layer.input_shape) == IMAGE_RANK else nn.BatchNorm1d
        self.norm = kind(channels, layer.epsilon, 1 - layer.momentum, affine=layer.scale or layer.center)
        if layer.scale or layer.center:
            self.norm.weight.requires_grad_(layer.scale)
            self.norm.bias.requires_grad_(layer.center)
        self.momentum, self.keras, self.fixed = self.norm.momentum, keras, not layer.trainable
        self.freeze(False)

    def freeze(self, frozen):
        """Keras 3 then normalizes by the averages, Keras 2 by the batch."""
        self.frozen = frozen or self.fixed
        self.norm.momentum = 0.0 if self.frozen else self.momentum
        self.train(self.training)

    def train(self, mode=True):
        super().train(mode)
        if self.frozen and self.keras == 3:
            self.norm.train(False)
        return self

    def forward(self, x):
        return self.norm(x.flatten(0, -2)).view_as(x) if self.rows else self.norm(x)

    def load(self, moving_mean, moving_variance, gamma=None, beta=None):
        assign(self.norm.running_mean, moving_mean)
        assign(self.norm.running_var, moving_variance)
        if gamma is not None:
            assign(self.norm.weight, gamma)
        if beta is not None:
            assign(self.norm.bias, beta)


class LayerNorm(nn.Module):
    def __init__(self, layer):
        super().__init__()
        self.shape, self.epsilon = layer.input_shape, layer.epsilon
        self.weight = parameter(self.shape[-1], value=1.0) if layer.scale else None
        self.bias = parameter(self.shape[-1]) if layer.center else None

    def forward(self, x):
        x = channels_last(x, self.shape)
        return channels_first(F.layer_norm(x, x.shape[-1:], self.weight, self.bias, self.epsilon), self.shape)

    def load(self, gamma=None, beta=None):
        if gamma is not None:
            assign(self.weight, gamma)
        if beta is not None:
            assign(self.bias, beta)


class GroupNorm(nn.Module):
    def __init__(self, layer):
        super().__init__()
        self.shape, self.epsilon = layer.input_shape, layer.epsilon
        self.groups = self.shape[-1] if layer.groups == -1 else layer.groups
        self.weight = parameter(self.shape[-1], value=1.0) if layer.scale else None
        self.bias = parameter(self.shape[-1]) if layer.center else None

    def forward(self, x):
        x = channels_last(x, self.shape).movedim(-1, 1)
        x = F.group_norm(x, self.groups, eps=self.epsilon).movedim(1, -1)
        # PyTorch's own factor and offset have no gradient if one of the two is left out.
        x = x if self.weight is None else x * self.weight
        return channels_first(x if self.bias is None else x + self.bias, self.shape)

    def load(self, gamma=None, beta=None):
        if gamma is not None:
            assign(self.weight, gamma)
        if beta is not None:
            assign(self.bias, beta)


class SpectralNormalization(nn.Module):
    """Divides a layer's kernel by its largest singular value in every training pass, as Keras does, and keeps that."""

    def __init__(self, inner, layer):
        super().__init__()
        self.inner, self.iterations = inner, layer.spectral
        self.table = inner.table if isinstance(inner, Embedding) else inner
        self.columns = gan_spec.weight_shapes(layer)["vector_u"][-1]
        # A transposed convolution's kernel has its inputs last, in the spec and in the matrix.
        self.inputs_last = isinstance(inner, TransposedConvolution) or getattr(inner, "turned", False)
        self.register_buffer("vector_u", torch.randn(1, self.columns))

    def matrix(self):
        """Returns the kernel with Keras' last axis as columns; the order of rows does not matter."""
        weight = self.table.weight
        if isinstance(self.inner, Embedding):
            return weight
        if isinstance(self.inner, DepthwiseConvolution):
            return weight.flatten(1).T.reshape(-1, self.columns)
        # ConvTranspose2d has the inputs first, all others the outputs; a turned one is a convolution.
        first = not self.inputs_last or isinstance(self.inner, TransposedConvolution)
        return (weight.flatten(1).T if first else weight.transpose(0, 1).flatten(1).T)

    @torch.no_grad()
    def divide(self):
        with torch.autocast(self.vector_u.device.type, enabled=False):
            matrix, u = self.matrix(), self.vector_u
            for _ in range(self.iterations):
                v = F.normalize(u @ matrix.T)
                u = F.normalize(v @ matrix)
            self.table.weight.div_(v @ matrix @ u.T)
            self.vector_u.copy_(u)

    def forward(self, x):
        if self.training:
            self.divide()
        return self.inner(x)

    def load(self, vector_u, **weights):
        assign(self.vector_u, vector_u)
        self.inner.load(**weights)


class SharedPReLU(nn.PReLU):
    """PReLU with a slope per channel."""

    def load(self, alpha):
        assign(self.weight, alpha.ravel())


class PReLU(nn.Module):
    """PReLU with slopes of any shape."""

    def __init__(self, layer):
        super().__init__()
        self.shape = layer.input_shape
        alpha = torch.zeros((1,) + gan_spec.weight_shapes(layer)["alpha"])
        self.alpha = nn.Parameter(channels_first(alpha, self.shape)[0].contiguous())

    def forward(self, x):
        return torch.where(x > 0, x, self.alpha * x)

    def load(self, alpha):
        assign(self.alpha, channels_first(torch.as_tensor(alpha)[None], self.shape)[0])


class Embedding(nn.Module):
    def __init__(self, layer):
        super().__init__()
        self.layer, self.table = layer, nn.Embedding(layer.input_dim, layer.output_dim)

    def forward(self, x):
        found = self.table(channels_last(x, self.layer.input_shape).long())
        return channels_first(found, self.layer.output_shape)

    def load(self, embeddings):
        assign(self.table.weight, embeddings)


class Reshape(nn.Module):
    """Numbers keep the spec's order, so images are in the memory format channels_last afterwards, unless packed."""

    def __init__(self, layer, packed):
        super().__init__()
        self.input_shape, self.output_shape, self.packed = layer.input_shape, layer.output_shape, packed

    def forward(self, x):
        x = channels_last(x, self.input_shape).reshape((-1,) + self.output_shape)
        x = channels_first(x, self.output_shape)
        return x.contiguous() if self.packed else x


class Pool(nn.Module):
    """A pool with pads that PyTorch's own pools do not support; padding does not count in a mean."""

    def __init__(self, layer, pads):
        super().__init__()
        self.largest = layer.type == "MaxPooling2D"
        (top, bottom), (left, right) = pads
        self.pads, self.window, self.strides = (left, right, top, bottom), layer.pool_size, layer.strides
        if not self.largest:
            inside = F.pad(torch.ones((1, 1) + layer.input_shape[:2]), self.pads)
            self.register_buffer("share", F.avg_pool2d(inside, self.window, self.strides), persistent=False)

    def forward(self, x):
        if self.largest:
            return F.max_pool2d(F.pad(x, self.pads, value=-math.inf), self.window, self.strides)
        return F.avg_pool2d(F.pad(x, self.pads), self.window, self.strides) / self.share


class GlobalPool(nn.Module):
    def __init__(self, layer):
        super().__init__()
        self.keepdims, self.largest = layer.keepdims, layer.type == "GlobalMaxPooling2D"

    def forward(self, x):
        return x.amax((2, 3), keepdim=self.keepdims) if self.largest else x.mean((2, 3), keepdim=self.keepdims)


class GaussianNoise(nn.Module):
    def __init__(self, stddev):
        super().__init__()
        self.stddev = stddev

    def forward(self, x):
        return x + self.stddev * torch.randn_like(x) if self.training else x


class ReLU(nn.Module):
    """Keras' ReLU with any of its arguments."""

    def __init__(self, layer):
        super().__init__()
        self.most, self.slope, self.threshold = layer.max_value, layer.negative_slope, layer.threshold

    def forward(self, x):
        above = x if self.most is None else x.clamp(max=self.most)
        return torch.where(x > self.threshold, above, self.slope * (x - self.threshold))


class Exponential(nn.Module):
    def forward(self, x):
        return x.exp()


ACTIVATIONS = {"relu": nn.ReLU, "sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "softplus": nn.Softplus,
               "softsign": nn.Softsign, "elu": nn.ELU, "selu": nn.SELU, "gelu": nn.GELU, "silu": nn.SiLU,
               "exponential": Exponential}


def activation(name, shape):
    if name == "softmax":
        return nn.Softmax(1 if len(shape) == IMAGE_RANK else -1)
    return ACTIVATIONS[gan_spec.choice("activation", name, ACTIVATIONS)]()


def zero_pads(pads):
    (top, bottom), (left, right) = pads
    return nn.ZeroPad2d((left, right, top, bottom))


def symmetric(pads):
    """Returns the padding of rows and columns if it is the same on both sides, otherwise None."""
    (top, bottom), (left, right) = pads
    return (top, left) if top == bottom and left == right else None


def convolution(layer, pads, groups=1, kind=Convolution):
    """Yields a convolution, preceded by a padding layer if PyTorch's own padding does not suffice."""
    padding = symmetric(pads)
    if padding is None:
        yield zero_pads(pads)
    if layer.type == "SeparableConv2D":
        yield SeparableConvolution(layer, padding or 0)
    else:
        yield kind(layer.input_shape[-1], gan_spec.filters(layer, layer.input_shape[-1]), layer.kernel_size, layer.strides, padding or 0,
                   layer.dilation_rate, groups, layer.use_bias)


def transposed_convolution(layer):
    """Yields a transposed convolution whose output starts and ends where TensorFlow's does."""
    axes = list(zip(gan_spec.transposed(layer, layer.input_shape), layer.input_shape, gan_spec.reaches(layer)))
    if layer.strides == (1, 1):
        pads = [(reach - 1 - first, length - size + first) for (first, length), size, reach in axes]
        for module in convolution(layer, pads):
            module.turned = True
            yield module
        return
    first = tuple(first for (first, _), _, _ in axes)
    # By how much PyTorch's output, cropped equally at both ends, is too short.
    missing = [length + 2 * first - (size - 1) * stride - reach
               for ((first, length), size, reach), stride in zip(axes, layer.strides)]
    yield TransposedConvolution(layer.input_shape[-1], layer.filters, layer.kernel_size, layer.strides, first,
                                tuple(max(0, few) for few in missing), bias=layer.use_bias)
    if min(missing) < 0:
        yield Crop(*layer.output_shape[:2])


def pool(layer):
    pads = gan_spec.window_pads(layer, layer.input_shape)
    padding = symmetric(pads)
    if padding is None or any(2 * pad > size for pad, size in zip(padding, layer.pool_size)):
        return Pool(layer, pads)
    if layer.type == "MaxPooling2D":
        return nn.MaxPool2d(layer.pool_size, layer.strides, padding)
    return nn.AvgPool2d(layer.pool_size, layer.strides, padding, count_include_pad=False)


def dense(layer):
    if len(layer.input_shape) == IMAGE_RANK:
        return Convolution(layer.input_shape[-1], layer.units, 1, bias=layer.use_bias)
    return Dense(layer.input_shape[-1], layer.units, layer.use_bias)


def relu(layer):
    if layer.max_value is None and layer.threshold == 0:
        return nn.LeakyReLU(layer.negative_slope) if layer.negative_slope else nn.ReLU()
    return ReLU(layer)


def prelu(layer):
    shape = gan_spec.weight_shapes(layer)["alpha"]
    if len(shape) in (1, IMAGE_RANK) and math.prod(shape) == shape[-1]:
        return SharedPReLU(shape[-1])
    return PReLU(layer)


def modules(layer, keras, packed):
    """Yields the modules of one layer; images stay packed where the networks are not in channels_last."""
    for module in plain_modules(layer, keras, packed):
        yield SpectralNormalization(module, layer) if layer.spectral and hasattr(module, "load") else module


def plain_modules(layer, keras, packed):
    """Yields the same without a SpectralNormalization around it."""
    kind = layer.type
    if kind == "Dense":
        yield dense(layer)
    elif kind == "Conv2D":
        yield from convolution(layer, gan_spec.window_pads(layer, layer.input_shape), layer.groups)
    elif kind == "DepthwiseConv2D":
        pads = gan_spec.window_pads(layer, layer.input_shape)
        yield from convolution(layer, pads, layer.input_shape[-1], DepthwiseConvolution)
    elif kind == "SeparableConv2D":
        yield from convolution(layer, gan_spec.window_pads(layer, layer.input_shape))
    elif kind == "Conv2DTranspose":
        yield from transposed_convolution(layer)
    elif kind == "BatchNormalization":
        yield BatchNorm(layer, keras)
    elif kind == "GroupNormalization":
        yield GroupNorm(layer)
    elif kind == "LayerNormalization":
        yield LayerNorm(layer)
    elif kind == "Activation":
        yield activation(layer.activation, layer.input_shape)
    elif kind == "ReLU":
        yield relu(layer)
    elif kind == "LeakyReLU":
        yield nn.LeakyReLU(layer.negative_slope)
    elif kind == "ELU":
        yield nn.ELU(layer.alpha)
    elif kind == "PReLU":
        yield prelu(layer)
    elif kind == "Dropout":
        yield nn.Dropout(layer.rate)
    elif kind == "GaussianNoise":
        yield GaussianNoise(layer.stddev)
    elif kind in ("Reshape", "Flatten"):
        yield Reshape(layer, packed)
    elif kind in ("MaxPooling2D", "AveragePooling2D"):
        yield pool(layer)
    elif kind in ("GlobalAveragePooling2D", "GlobalMaxPooling2D"):
        yield GlobalPool(layer)
    elif kind == "UpSampling2D":
        yield nn.Upsample(scale_factor=layer.size, mode=layer.interpolation)
    elif kind == "Cropping2D":
        yield zero_pads(tuple((-first, -last) for first, last in layer.cropping))
    elif kind == "ZeroPadding2D":
        yield zero_pads(layer.padding)
    elif kind == "Embedding":
        yield Embedding(layer)
    else:
        gan_spec.fail(f"{kind} is not implemented for PyTorch")
