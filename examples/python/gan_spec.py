"""Reads a GAN's spec for the benchmarks beside this file.

`read` takes a spec's JSON file or an export's folder and returns the GAN with every default filled in. Its networks
are flat: a nested network's layers stand in its place, and a layer's activation is an Activation layer after it. A
layer inside a SpectralNormalization stands in its place, with the power iterations of each training pass as `spectral`.
Anything that this module does not know ends the program with one line. It needs nothing but Python.
"""
import json
import math
import pathlib
import sys
from types import SimpleNamespace

REQUIRED = object()
ACTIVATIONS = ("linear", "relu", "sigmoid", "tanh", "softmax", "softplus", "softsign", "elu", "selu", "gelu", "silu",
               "exponential")
CONVOLUTION = {"filters": REQUIRED, "kernel_size": REQUIRED, "strides": 1, "padding": "valid", "dilation_rate": 1,
               "activation": "linear", "use_bias": True, "kernel_initializer": None, "bias_initializer": None,
               "trainable": True}
DEPTHWISE = {"kernel_size": REQUIRED, "strides": 1, "padding": "valid", "depth_multiplier": 1, "dilation_rate": 1,
             "activation": "linear", "use_bias": True, "depthwise_initializer": None, "bias_initializer": None,
             "trainable": True}
POOL = {"pool_size": 2, "strides": None, "padding": "valid"}
NORMALIZATION = {"axis": -1, "epsilon": 1e-3, "center": True, "scale": True, "beta_initializer": None,
                 "gamma_initializer": None, "trainable": True}
LAYERS = {
    "Activation": {"activation": REQUIRED},
    "AveragePooling2D": POOL,
    "BatchNormalization": NORMALIZATION | {"momentum": 0.99, "moving_mean_initializer": None,
                                           "moving_variance_initializer": None},
    "Conv2D": CONVOLUTION | {"groups": 1},
    "Conv2DTranspose": CONVOLUTION | {"output_padding": None},
    "Cropping2D": {"cropping": 0},
    "Dense": {"units": REQUIRED, "activation": "linear", "use_bias": True, "kernel_initializer": None,
              "bias_initializer": None, "trainable": True},
    "DepthwiseConv2D": DEPTHWISE,
    "Dropout": {"rate": REQUIRED},
    "ELU": {"alpha": 1.0},
    "Embedding": {"input_dim": REQUIRED, "output_dim": REQUIRED, "embeddings_initializer": None, "trainable": True},
    "Flatten": {},
    "GaussianNoise": {"stddev": REQUIRED},
    "GlobalAveragePooling2D": {"keepdims": False},
    "GlobalMaxPooling2D": {"keepdims": False},
    "GroupNormalization": NORMALIZATION | {"groups": 32},
    "LayerNormalization": NORMALIZATION,
    "LeakyReLU": {"negative_slope": 0.3},
    "MaxPooling2D": POOL,
    "PReLU": {"alpha_initializer": None, "shared_axes": [], "trainable": True},
    "ReLU": {"max_value": None, "negative_slope": 0.0, "threshold": 0.0},
    "Reshape": {"target_shape": REQUIRED},
    "SeparableConv2D": DEPTHWISE | {"filters": REQUIRED, "pointwise_initializer": None},
    "SpectralNormalization": {"layer": REQUIRED, "power_iterations": 1, "trainable": True},
    "UpSampling2D": {"size": 2, "interpolation": "nearest"},
    "ZeroPadding2D": {"padding": 1},
}
PAIRS = ("kernel_size", "strides", "dilation_rate", "output_padding", "pool_size", "size")
NOISES = {"normal": {"mean": 0.0, "stddev": 1.0}, "uniform": {"minval": -1.0, "maxval": 1.0},
          "semicircle": {"radius": 1.0}}
LOSSES = {"binary_crossentropy": {"from_logits": False, "label_smoothing": 0.0}, "hinge": {}, "least_squares": {},
          "mean_squared_error": {}, "wasserstein": {}}
CLIPPING = {"decay": 0.0, "clipvalue": None, "clipnorm": None, "global_clipnorm": None}
OPTIMIZERS = {
    "adam": {"learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7, "amsgrad": False} | CLIPPING,
    "rmsprop": {"learning_rate": 0.001, "rho": 0.9, "momentum": 0.0, "epsilon": 1e-7, "centered": False} | CLIPPING,
    "sgd": {"learning_rate": 0.01, "momentum": 0.0, "nesterov": False} | CLIPPING,
}
DEFAULT_OPTIMIZER = {"type": "Adam", "learning_rate": 0.0002, "beta_1": 0.5}
FAKES = ("training", "inference")
COMPOSITIONS = ("mixed", "mixed_halves", "separate", "separate_halves")


def fail(message):
    sys.exit(f"{pathlib.Path(sys.argv[0]).name}: {message}")


def choice(where, value, known):
    if value not in known:
        fail(f"{where}: expected one of {', '.join(known)} but found {json.dumps(value)}")
    return value


def record(where, given, kinds, required_type=True):
    """Returns an object's fields with defaults filled in; a string means a type with only defaults."""
    given = {"type": given} if isinstance(given, str) else dict(given)
    kind = given.pop("type", None)
    if kind not in kinds:
        kind = choice(f"{where} type", kind if required_type else str(kind).lower(), kinds)
    fields = {"type": kind} | kinds[kind]
    for name, value in given.items():
        if name not in fields and name != "name":
            fail(f"{where}: {kind} has no {name}")
        fields[name] = value
    missing = [name for name, value in fields.items() if value is REQUIRED]
    if missing:
        fail(f"{where}: {kind} needs {missing[0]}")
    return SimpleNamespace(**fields)


def pair(value):
    return (value, value) if isinstance(value, int) else tuple(value)


def read(place):
    """Returns the GAN of a spec's JSON file, or of an export's folder."""
    file = pathlib.Path(place)
    is_export = file.is_dir()
    if is_export:
        file = file / "generator" / "gan.json"
    try:
        spec = json.loads(file.read_text())
    except (OSError, ValueError) as error:
        fail(f"expected a spec's JSON file or an export's folder but found {place}: {error}")
    for role in ("generator", "discriminator"):
        if role not in spec:
            fail(f"{file}: expected a whole spec but found no {role}")
    for field in ("penalties", "regularization"):
        if spec.get(field):
            fail(f"{file}: expected a spec without {field}, which this script does not know")
    # Format 1 had a loss with its labels beside it.
    objective, labels = spec.get("objective", spec.get("loss", "binary_crossentropy")), spec.get("labels", {})
    if isinstance(objective, dict):
        labels = objective.get("labels", labels)
        objective = {name: value for name, value in objective.items() if name != "labels"}
    plan = spec.get("plan", {})
    return SimpleNamespace(
        name=spec.get("name", file.stem),
        keras=spec.get("keras", 3),
        generator=network("generator", spec["generator"]),
        discriminator=network("discriminator", spec["discriminator"]),
        noise=record("noise", spec.get("noise", "normal"), NOISES),
        loss=record("objective", objective, LOSSES),
        labels=SimpleNamespace(**{"real": 1.0, "fake": 0.0, "adversarial": 1.0} | labels),
        generator_optimizer=optimizer("generator_optimizer", spec),
        discriminator_optimizer=optimizer("discriminator_optimizer", spec),
        range=spec.get("data", {}).get("range", [-1, 1]),
        composition=choice("plan.composition", plan.get("composition", "mixed"), COMPOSITIONS),
        # An export without the field is older than the choice.
        fakes=choice("plan.fakes", plan.get("fakes", "inference" if is_export else "training"), FAKES),
    )


def optimizer(field, spec):
    return record(field, spec.get(field, DEFAULT_OPTIMIZER), OPTIMIZERS, required_type=False)


def real_count(gan, batch):
    """Returns how many real images a turn of the discriminator takes; it takes as many generated ones."""
    if not gan.composition.endswith("halves"):
        return batch
    if batch % 2:
        fail(f"expected an even batch size for {gan.composition} but found {batch}")
    return batch // 2


def network(where, spec):
    shape = tuple(spec["input_shape"])
    layers, output_shape = flat(where, spec, shape, True)
    return SimpleNamespace(input_shape=shape, output_shape=output_shape, layers=layers)


def flat(where, spec, shape, trainable):
    """Returns the layers of a network, including nested ones, and the shape of its output."""
    trainable = trainable and spec.get("trainable", True)
    layers = []
    for number, given in enumerate(spec["layers"]):
        place = f"{where}.layers[{number}]"
        if given.get("type") == "Sequential":
            inner, shape = flat(place, given, shape, trainable)
            layers.extend(inner)
            continue
        layer = wrapped(place, record(place, given, LAYERS))
        layer.trainable = trainable and getattr(layer, "trainable", True)
        activation = choice(f"{place}.activation", getattr(layer, "activation", "linear"), ACTIVATIONS)
        if layer.type != "Activation":
            shape = place_layer(place, layer, shape)
            layers.append(layer)
        if activation != "linear":
            layers.append(SimpleNamespace(type="Activation", activation=activation, trainable=trainable, spectral=0,
                                          input_shape=shape, output_shape=shape))
    return layers, shape


def wrapped(where, layer):
    """Returns the layer inside a SpectralNormalization in its place; any other layer itself."""
    if layer.type != "SpectralNormalization":
        layer.spectral = 0
        return layer
    inner = record(f"{where}.layer", layer.layer, LAYERS)
    inner.spectral, inner.trainable = layer.power_iterations, layer.trainable and inner.trainable
    return inner


def place_layer(where, layer, shape):
    """Sets a layer's shapes, and its sizes as pairs, and returns the shape of its output."""
    layer.activation = "linear"
    for name in PAIRS:
        if getattr(layer, name, None) is not None:
            setattr(layer, name, pair(getattr(layer, name)))
    if "Pooling2D" in layer.type and not layer.type.startswith("Global"):
        layer.strides = layer.strides or layer.pool_size
    if layer.type == "Cropping2D":
        layer.cropping = tuple(pair(side) for side in pair(layer.cropping))
    if layer.type == "ZeroPadding2D":
        layer.padding = tuple(pair(side) for side in pair(layer.padding))
    elif hasattr(layer, "padding"):
        choice(f"{where}.padding", layer.padding, ("valid", "same"))
    if getattr(layer, "interpolation", "nearest") not in ("nearest", "bilinear"):
        choice(f"{where}.interpolation", layer.interpolation, ("nearest", "bilinear"))
    layer.input_shape, layer.output_shape = shape, output_shape(layer, shape)
    return layer.output_shape


def output_shape(layer, shape):
    kind = layer.type
    if kind == "Dense":
        return shape[:-1] + (layer.units,)
    if kind == "Embedding":
        return shape + (layer.output_dim,)
    if kind == "Flatten":
        return (math.prod(shape),)
    if kind == "Reshape":
        known = math.prod(size for size in layer.target_shape if size != -1)
        return tuple(math.prod(shape) // known if size == -1 else size for size in layer.target_shape)
    if kind.startswith("Global"):
        return (1, 1, shape[-1]) if layer.keepdims else (shape[-1],)
    if kind == "UpSampling2D":
        return shape[0] * layer.size[0], shape[1] * layer.size[1], shape[2]
    if kind == "Cropping2D":
        return shape[0] - sum(layer.cropping[0]), shape[1] - sum(layer.cropping[1]), shape[2]
    if kind == "ZeroPadding2D":
        return shape[0] + sum(layer.padding[0]), shape[1] + sum(layer.padding[1]), shape[2]
    if kind == "Conv2DTranspose":
        return tuple(length for _, length in transposed(layer, shape)) + (layer.filters,)
    if kind.endswith("Conv2D") or "Pooling2D" in kind:
        rows, columns = ((size + sum(pads) - reach) // stride + 1 for size, pads, reach, stride
                         in zip(shape, window_pads(layer, shape), reaches(layer), layer.strides))
        return rows, columns, filters(layer, shape[-1])
    return shape


def filters(layer, channels):
    """Returns the number of output channels of a layer with a window."""
    return getattr(layer, "filters", channels * getattr(layer, "depth_multiplier", 1))


def reaches(layer):
    """Returns how many rows and columns a window spans, with its taps dilation_rate apart."""
    window = layer.kernel_size if hasattr(layer, "kernel_size") else layer.pool_size
    return tuple((size - 1) * rate + 1 for size, rate in zip(window, getattr(layer, "dilation_rate", (1, 1))))


def window_pads(layer, shape):
    """Returns the (top, bottom) and (left, right) pads of a convolution or a pool, as in TensorFlow."""
    if layer.padding == "valid":
        return (0, 0), (0, 0)
    pads = []
    for size, reach, stride in zip(shape, reaches(layer), layer.strides):
        total = max((-(-size // stride) - 1) * stride + reach - size, 0)
        pads.append((total // 2, total - total // 2))
    return tuple(pads)


def transposed(layer, shape):
    """Returns, for rows and columns, where a transposed convolution's output starts in the full one, and its length.

    The full output takes every tap of every position: (positions - 1) * stride + reach.
    """
    axes = []
    for axis, reach in enumerate(reaches(layer)):
        stride, same = layer.strides[axis], layer.padding == "same"
        full = (shape[axis] - 1) * stride + reach
        if layer.output_padding is None:
            length = shape[axis] * stride + (0 if same else max(reach - stride, 0))
        else:
            length = full - (2 * (reach // 2) if same else 0) + layer.output_padding[axis]
        axes.append((max(full - length, 0) // 2 if same else 0, length))
    return axes


def weight_shapes(layer):
    """Returns the shapes of a layer's weights by name, in Keras' order."""
    shapes = weights_without_vector(layer)
    if layer.spectral:
        kernel = "embeddings" if layer.type == "Embedding" else "kernel"
        first = {kernel: shapes.pop(kernel)}
        return first | {"vector_u": (1, first[kernel][-1])} | shapes
    return shapes


def weights_without_vector(layer):
    kind, channels, shapes = layer.type, layer.input_shape[-1], {}
    if kind == "Dense":
        shapes["kernel"] = (channels, layer.units)
    elif kind == "Conv2D":
        shapes["kernel"] = layer.kernel_size + (channels // layer.groups, layer.filters)
    elif kind == "DepthwiseConv2D":
        shapes["kernel"] = layer.kernel_size + (channels, layer.depth_multiplier)
    elif kind == "SeparableConv2D":
        shapes["depthwise_kernel"] = layer.kernel_size + (channels, layer.depth_multiplier)
        shapes["pointwise_kernel"] = (1, 1, channels * layer.depth_multiplier, layer.filters)
    elif kind == "Conv2DTranspose":
        shapes["kernel"] = layer.kernel_size + (layer.filters, channels)
    elif kind == "Embedding":
        shapes["embeddings"] = (layer.input_dim, layer.output_dim)
    elif kind == "PReLU":
        shapes["alpha"] = tuple(1 if axis in layer.shared_axes else size
                                for axis, size in enumerate(layer.input_shape, 1))
    if getattr(layer, "use_bias", False):
        shapes["bias"] = (layer.output_shape[-1],)
    if getattr(layer, "scale", False):
        shapes["gamma"] = (channels,)
    if getattr(layer, "center", False):
        shapes["beta"] = (channels,)
    if kind == "BatchNormalization":
        shapes |= {"moving_mean": (channels,), "moving_variance": (channels,)}
    return shapes


def averages(layer):
    """Returns the names of the weights that no optimizer changes."""
    return ("moving_mean", "moving_variance", "vector_u") if layer.trainable else tuple(weight_shapes(layer))


def takes_logits(gan):
    """Returns whether the loss can take the scores before the discriminator's last sigmoid, which is more exact."""
    last = gan.discriminator.layers[-1]
    return (gan.loss.type == "binary_crossentropy" and not gan.loss.from_logits
            and last.type == "Activation" and last.activation == "sigmoid")


class Loss:
    """A GAN's loss in the functions of one library.

    `library` has mean, relu, softplus, log and clip(values, low, high).
    """

    def __init__(self, gan, library):
        self.kind, self.labels, self.library = gan.loss.type, gan.labels, library
        self.smoothing = getattr(gan.loss, "label_smoothing", 0.0)
        self.logits = takes_logits(gan) or getattr(gan.loss, "from_logits", False)
        if self.kind == "least_squares":
            self.labels = SimpleNamespace(real=1.0, fake=0.0, adversarial=1.0)

    def discriminator(self, real, fake):
        """Returns the loss for the scores of equally many real and generated images; one of the two may be None."""
        terms = []
        if real is not None:
            terms.append(self.term(real, self.labels.real, -1))
        if fake is not None:
            terms.append(self.term(fake, self.labels.fake, 1))
        return sum(terms) if self.kind in ("hinge", "wasserstein") else sum(terms) / len(terms)

    def generator(self, fake):
        if self.kind in ("hinge", "wasserstein"):
            return -self.library.mean(fake)
        return self.term(fake, self.labels.adversarial, 0)

    def term(self, scores, label, sign):
        do = self.library
        if self.kind == "hinge":
            return do.mean(do.relu(1 + sign * scores))
        if self.kind == "wasserstein":
            return sign * do.mean(scores)
        if self.kind != "binary_crossentropy":
            return do.mean((scores - label) ** 2)
        label = label * (1 - self.smoothing) + self.smoothing / 2
        if self.logits:
            return do.mean(do.softplus(scores) - label * scores)
        likely = do.clip(scores, 1e-7, 1 - 1e-7)
        return -do.mean(label * do.log(likely) + (1 - label) * do.log(1 - likely))
