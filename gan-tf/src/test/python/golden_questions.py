"""The questions of golden_cases.py: sizes, channels, variables and steps that the first golden numbers lack."""
import math

ACTIVATIONS = [
    ("elu", [3, 5]),
    ("exponential", [1, 7]),
    ("gelu", [5, 3]),
    ("linear", [2, 1]),
    ("relu", [4, 2, 3]),
    ("selu", [1, 1, 2, 5]),
    ("sigmoid", [9, 1]),
    ("silu", [2, 11]),
    ("softmax", [2, 3, 4]),
    ("softplus", [7, 2]),
    ("softsign", [13]),
    ("tanh", [3, 2, 2]),
]

LABELLED_LOSSES = [
    ("probabilities-5x3", {"type": "binary_crossentropy", "from_logits": False, "label_smoothing": 0.0}, [5, 3]),
    ("logits-9", {"type": "binary_crossentropy", "from_logits": True, "label_smoothing": 0.0}, [9, 1]),
    ("smoothed-logits-1", {"type": "binary_crossentropy", "from_logits": True, "label_smoothing": 0.1}, [1, 1]),
    ("mean-squared-error-4x2", {"type": "mean_squared_error"}, [4, 2]),
]

SCORE_LOSSES = [
    ("hinge-1", {"type": "hinge"}, 1),
    ("least-squares-11", {"type": "least_squares"}, 11),
    ("wasserstein-3", {"type": "wasserstein"}, 3),
    ("saturating-5", {"type": "binary_crossentropy", "from_logits": True, "saturating": True}, 5),
    ("relativistic-average-7", {"type": "relativistic_average"}, 7),
    ("relativistic-pairing-6", {"type": "relativistic_pairing"}, 6),
]


def dense(units, activation="linear", **others):
    return {"type": "Dense", "units": units, "activation": activation, "use_bias": True} | others


def conv(filters, kernel, strides, padding="same", activation="linear", kind="Conv2D", **others):
    sizes = {"filters": filters, "kernel_size": kernel, "strides": strides}
    return {"type": kind} | sizes | {"padding": padding, "activation": activation, "use_bias": True} | others


def depthwise(kernel, strides, padding="same", activation="linear", **others):
    sizes = {"kernel_size": kernel, "strides": strides}
    return {"type": "DepthwiseConv2D"} | sizes | {"padding": padding, "activation": activation, "use_bias": True} | others


def transpose(filters, kernel, strides, padding="same", activation="linear", **others):
    return conv(filters, kernel, strides, padding, activation, "Conv2DTranspose", **others)


def batch_norm(momentum, **others):
    return {"type": "BatchNormalization", "momentum": momentum, "epsilon": 0.001} | others


def pool(kind, size, strides, padding="valid"):
    return {"type": kind, "pool_size": size, "strides": strides, "padding": padding}


# A name, the layer, the shape of one input, the batch size.
LAYERS = [
    ("conv2d-33-channels-strides-2", conv(2, [3, 2], [2, 2]), [3, 4, 33], 1),
    ("conv2d-40-filters-strides-2x1-valid", conv(40, [2, 3], [2, 1], "valid"), [4, 4, 1], 1),
    ("conv2d-48-channels-strides-3", conv(1, [2, 2], [3, 3]), [4, 4, 48], 1),
    ("conv2d-72-filters-strides-2", conv(72, [3, 2], [2, 2], use_bias=False), [3, 2, 1], 1),
    ("conv2d-100-channels", conv(1, [2, 1], [1, 1], "valid", "tanh"), [3, 1, 100], 1),
    ("conv2d-dilated-3x2", conv(3, [2, 3], [1, 1], dilation_rate=[3, 2]), [6, 7, 2], 1),
    ("conv2d-2-groups", conv(6, [3, 2], [1, 1], groups=2), [4, 5, 4], 2),
    ("conv2d-3-groups-strides-2-tanh", conv(3, [3, 3], [2, 2], "valid", "tanh", groups=3), [5, 6, 6], 1),
    ("conv2d-5-groups-dilated", conv(10, [2, 3], [1, 1], dilation_rate=[2, 1], groups=5), [5, 4, 5], 1),
    ("depthwise-conv2d-3x2", depthwise([3, 2], [1, 1]), [5, 4, 3], 2),
    ("depthwise-conv2d-2-each-strides-2", depthwise([3, 3], [2, 2], "valid", "elu", depth_multiplier=2), [6, 5, 4], 1),
    ("depthwise-conv2d-dilated-2x3", depthwise([2, 3], [1, 1], use_bias=False, dilation_rate=[2, 3]), [5, 7, 2], 1),
    ("depthwise-conv2d-1-channel", depthwise([2, 2], [1, 1], depth_multiplier=3), [3, 4, 1], 2),
    ("depthwise-conv2d-33-channels-strides-2", depthwise([3, 3], [2, 2]), [4, 3, 33], 1),
    ("separable-conv2d-valid", conv(5, [2, 3], [1, 1], "valid", kind="SeparableConv2D"), [4, 5, 3], 2),
    (
        "separable-conv2d-2-each-strides-2-sigmoid",
        conv(3, [3, 3], [2, 2], activation="sigmoid", kind="SeparableConv2D", depth_multiplier=2),
        [5, 4, 4],
        1,
    ),
    (
        "separable-conv2d-dilated-2",
        conv(4, [2, 2], [1, 1], kind="SeparableConv2D", dilation_rate=[2, 2], use_bias=False),
        [5, 5, 2],
        1,
    ),
    ("conv2d-transpose-33-channels-strides-2", transpose(2, [3, 3], [2, 2]), [2, 1, 33], 1),
    ("conv2d-transpose-40-filters-strides-2", transpose(40, [2, 2], [2, 2], "valid"), [1, 2, 1], 1),
    ("conv2d-transpose-48-channels-strides-3x2", transpose(1, [4, 3], [3, 2]), [2, 2, 48], 1),
    ("conv2d-transpose-72-filters-strides-2", transpose(72, [2, 2], [2, 1], use_bias=False), [1, 2, 1], 1),
    ("conv2d-transpose-100-channels-valid", transpose(1, [2, 2], [3, 3], "valid", "sigmoid"), [2, 1, 100], 1),
    ("dense-33x7", dense(7, "selu"), [33], 1),
    ("dense-1x1", dense(1, use_bias=False), [1], 9),
    ("batch-normalization-33", batch_norm(0.8), [33], 3),
    ("batch-normalization-3x2x7", batch_norm(0.95), [3, 2, 7], 2),
    ("group-normalization-2x6", {"type": "GroupNormalization", "groups": 2, "epsilon": 0.001}, [3, 2, 6], 2),
    ("group-normalization-12", {"type": "GroupNormalization", "groups": 3, "epsilon": 0.01, "scale": False}, [12], 3),
    ("group-normalization-each-5", {"type": "GroupNormalization", "groups": -1, "epsilon": 0.001}, [3, 4, 5], 2),
    ("layer-normalization-40", {"type": "LayerNormalization", "axis": -1, "epsilon": 0.001}, [40], 2),
    ("leaky-relu-0.15", {"type": "LeakyReLU", "negative_slope": 0.15}, [2, 3, 5], 2),
    ("prelu-5", {"type": "PReLU", "shared_axes": [1]}, [3, 5], 2),
    ("elu-2", {"type": "ELU", "alpha": 2.0}, [9], 2),
    ("relu-leaky", {"type": "ReLU", "max_value": 0.5, "negative_slope": 0.25, "threshold": 0.125}, [13], 3),
    ("activation-softsign", {"type": "Activation", "activation": "softsign"}, [3, 1], 5),
    ("max-pooling-2d-3x2", pool("MaxPooling2D", [3, 2], [2, 3], "same"), [7, 5, 3], 1),
    ("average-pooling-2d-2x3", pool("AveragePooling2D", [2, 3], [1, 2]), [5, 6, 3], 1),
    ("global-average-pooling-2d-5x1", {"type": "GlobalAveragePooling2D"}, [5, 1, 3], 2),
    ("global-max-pooling-2d-4x3", {"type": "GlobalMaxPooling2D", "keepdims": True}, [4, 3, 2], 2),
    ("cropping-2d-1-3", {"type": "Cropping2D", "cropping": [[0, 2], [3, 1]]}, [4, 6, 2], 2),
    ("up-sampling-2d-bilinear-3x2", {"type": "UpSampling2D", "size": [3, 2], "interpolation": "bilinear"}, [2, 3, 1], 2),
    ("up-sampling-2d-nearest-1x4", {"type": "UpSampling2D", "size": [1, 4], "interpolation": "nearest"}, [3, 2, 2], 1),
    ("zero-padding-2d-0-3", {"type": "ZeroPadding2D", "padding": [[0, 3], [2, 0]]}, [2, 3, 2], 1),
    ("flatten-1x7", {"type": "Flatten"}, [1, 7], 2),
    ("reshape-6", {"type": "Reshape", "target_shape": [3, 1, 2]}, [6], 3),
    ("embedding-3x7", {"type": "Embedding", "input_dim": 3, "output_dim": 7}, [2], 5),
    ("dropout-0.25", {"type": "Dropout", "rate": 0.25}, [7, 60], 1),
]

WIDE = [
    (f"{name}-wide-{inputs}-{filters}", layer(filters, [3, 3], [2, 2]), [6, 5, inputs], 2)
    for inputs, filters in ((33, 40), (48, 33), (40, 72), (72, 100), (100, 48))
    for name, layer in (("conv2d", conv), ("conv2d-transpose", transpose))
]

INITIALIZERS = [
    ("zeros-1", {"type": "Zeros"}, [1]),
    ("ones-3x3x2x5", {"type": "Ones"}, [3, 3, 2, 5]),
    ("constant-0.1", {"type": "Constant", "value": 0.1}, [2]),
    ("random-normal-shifted", {"type": "RandomNormal", "mean": 0.5, "stddev": 0.1}, [333]),
    ("random-uniform-positive", {"type": "RandomUniform", "minval": 0.25, "maxval": 0.75}, [33, 40]),
    ("truncated-normal-shifted", {"type": "TruncatedNormal", "mean": -1.0, "stddev": 0.3}, [9, 100]),
    ("glorot-uniform-33x72", {"type": "GlorotUniform"}, [33, 72]),
    ("glorot-normal-conv-33x40", {"type": "GlorotNormal"}, [3, 3, 33, 40]),
    ("he-uniform-conv-48x1", {"type": "HeUniform"}, [5, 5, 48, 1]),
    ("he-normal-100x3", {"type": "HeNormal"}, [100, 3]),
    ("orthogonal-column", {"type": "Orthogonal", "gain": 1.0}, [7, 1]),
    ("orthogonal-33x40", {"type": "Orthogonal", "gain": 0.5}, [33, 40]),
]

TRUNCATED = 0.87962566103423978  # the standard deviation of a standard normal truncated at two deviations


def distribution(spec, shape):
    """Returns the expected statistics of an initializer's values."""
    fan_in = math.prod(shape[:-1])
    both = fan_in + math.prod(shape[:-2]) * shape[-1]
    kind = spec["type"]
    if kind in ("Zeros", "Ones", "Constant"):
        value = {"Zeros": 0.0, "Ones": 1.0}.get(kind, spec.get("value"))
        return {"minimum": value, "maximum": value}
    if kind == "Orthogonal":
        return {"gram_diagonal": spec["gain"] ** 2, "gram_off_diagonal": 0.0}
    if kind == "RandomNormal":
        return {"mean": spec["mean"], "standard_deviation": spec["stddev"]}
    if kind == "TruncatedNormal":
        return within(spec["mean"], 2 * spec["stddev"], TRUNCATED / 2)
    if kind == "RandomUniform":
        low, high = spec["minval"], spec["maxval"]
        return within((low + high) / 2, (high - low) / 2, 1 / math.sqrt(3))
    variance = 2 / both if kind.startswith("Glorot") else 2 / fan_in
    if kind.endswith("Uniform"):
        return within(0.0, math.sqrt(3 * variance), 1 / math.sqrt(3))
    return within(0.0, 2 * math.sqrt(variance) / TRUNCATED, TRUNCATED / 2)


def within(mean, limit, share):
    """Returns a distribution between mean - limit and mean + limit that deviates by a share of limit."""
    moments = {"mean": mean, "standard_deviation": float(f"{limit * share:.9g}")}
    return moments | {"minimum": float(f"{mean - limit:.9g}"), "maximum": float(f"{mean + limit:.9g}")}


def adam(rate, **others):
    return {"type": "Adam", "learning_rate": rate, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7, "amsgrad": False} | others


def rmsprop(rate, **others):
    plain = {"rho": 0.9, "momentum": 0.0, "epsilon": 1e-7, "centered": False}
    return {"type": "RMSprop", "learning_rate": rate} | plain | others


def sgd(rate, **others):
    return {"type": "SGD", "learning_rate": rate, "momentum": 0.0, "nesterov": False} | others


def schedule(kind, rate, steps, **others):
    return {"type": kind, "initial_learning_rate": rate, "decay_steps": steps} | others


ONE, FIVE = [[3]], [[2, 3], [1], [2, 1, 1, 3], [4], [1, 2]]

ACCUMULATED_ADAM = adam(schedule("ExponentialDecay", 0.05, 4, decay_rate=0.5), global_clipnorm=1.0, gradient_accumulation_steps=4)

# A name, the optimizer, the shapes of its variables, the number of steps.
OPTIMIZERS = [
    ("adam-1-variable-3-steps", adam(0.05), ONE, 3),
    ("adam-5-variables-9-steps", adam(0.01, beta_1=0.4, decay=0.3, global_clipnorm=1.5), FIVE, 9),
    ("adam-amsgrad-1-step", adam(0.02, amsgrad=True, clipvalue=0.75), FIVE, 1),
    ("rmsprop-1-variable-4-steps", rmsprop(0.03, rho=0.8), ONE, 4),
    ("rmsprop-5-variables-5-steps", rmsprop(0.01, centered=True, clipnorm=0.6), FIVE, 5),
    ("rmsprop-momentum-2-steps", rmsprop(0.02, momentum=0.7, decay=0.1), FIVE, 2),
    ("sgd-number-11-steps", sgd(0.1, momentum=0.5), [[]], 11),
    ("sgd-5-variables-5-steps", sgd(0.05, momentum=0.8, nesterov=True, clipnorm=1.0), FIVE, 5),
    ("sgd-1-variable-1-step", sgd(0.2, decay=0.5), ONE, 1),
    ("sgd-exponential-7-steps", sgd(schedule("ExponentialDecay", 0.5, 3, decay_rate=0.4)), ONE, 7),
    ("adam-warmup-9-steps", adam(schedule("CosineDecay", 0.0, 5, warmup_target=0.1, warmup_steps=3)), ONE, 9),
    ("sgd-accumulated-8-steps", sgd(0.1, momentum=0.5, decay=0.4, gradient_accumulation_steps=3), FIVE, 8),
    ("adam-accumulated-9-steps", ACCUMULATED_ADAM, FIVE, 9),
    ("rmsprop-accumulated-6-steps", rmsprop(0.02, clipvalue=0.3, gradient_accumulation_steps=2), FIVE, 6),
]

# A name, and the schedule.
LEARNING_RATES = [
    ("inverse-time", schedule("InverseTimeDecay", 0.02, 7, decay_rate=0.3)),
    ("inverse-time-staircase", schedule("InverseTimeDecay", 0.5, 40, decay_rate=1.5, staircase=True)),
    ("exponential", schedule("ExponentialDecay", 0.01, 100, decay_rate=0.96)),
    ("exponential-staircase", schedule("ExponentialDecay", 0.3, 5, decay_rate=0.5, staircase=True)),
    ("cosine", schedule("CosineDecay", 0.0004, 1000)),
    ("cosine-alpha", schedule("CosineDecay", 0.1, 90, alpha=0.25)),
    ("cosine-warmup", schedule("CosineDecay", 0.001, 500, alpha=0.1, warmup_target=0.02, warmup_steps=30)),
    ("cosine-target-without-steps", schedule("CosineDecay", 0.0, 64, warmup_target=0.2)),
]

# The numbers of updates after which a learning rate is asked for.
UPDATES = [0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 29, 30, 31, 40, 63, 64, 65, 90, 91, 99, 100, 250, 530, 999, 1000, 1001, 123456]

GENERATOR = [
    dense(18, use_bias=False, name="first"),
    batch_norm(0.7, name="norm"),
    {"type": "LeakyReLU", "negative_slope": 0.1, "name": "leaky"},
    {"type": "Reshape", "target_shape": [3, 3, 2], "name": "image"},
    transpose(3, [3, 3], [2, 2], name="up"),
    {"type": "ELU", "alpha": 1.0, "name": "elu"},
    conv(1, [3, 2], [1, 1], activation="tanh", name="last"),
]

# Every weight before a BatchNormalization has its effect on it; a bias directly before one would learn only from rounding.
NORMED_GENERATOR = [*GENERATOR[:-1], batch_norm(0.8, name="image_norm"), GENERATOR[-1]]

CRITIC = [
    conv(5, [3, 3], [2, 2], name="down"),
    {"type": "LeakyReLU", "negative_slope": 0.3, "name": "leaky"},
    {"type": "Dropout", "rate": 0.0, "name": "dropout"},
    {"type": "Flatten", "name": "flat"},
    dense(1, "sigmoid", name="score"),
]

NORMED = [conv(33, [2, 2], [2, 2], use_bias=False, name="down"), batch_norm(0.9, name="norm"), *CRITIC[1:]]

# The unknown preset's networks: a name, the input shape, the layers, the batch size or None for a summary alone.
NETWORKS = [
    ("unheard-of-generator", [5], GENERATOR, None),
    ("unheard-of-discriminator", [6, 6, 1], CRITIC, None),
    ("narrow-unheard-of-generator", [5], GENERATOR, 3),
    ("narrow-unheard-of-normed", [6, 6, 1], NORMED, 2),
]

COMBINED = [
    ("unheard-of-combined", [5], GENERATOR, [6, 6, 1], CRITIC, "discriminator"),
    ("unheard-of-generator-frozen", [5], GENERATOR, [6, 6, 1], CRITIC, "generator"),
]

SCORING = [
    conv(4, [3, 3], [2, 2], name="down"),
    {"type": "LeakyReLU", "negative_slope": 0.2, "name": "leaky"},
    conv(3, [2, 2], [1, 1], "valid", name="further"),
    {"type": "LeakyReLU", "negative_slope": 0.3, "name": "leakier"},
    transpose(2, [3, 2], [2, 1], name="up"),
    {"type": "Flatten", "name": "flat"},
    dense(1, name="score"),
]

DENSE_SCORING = [dense(7, name="hidden"), {"type": "LeakyReLU", "negative_slope": 0.2, "name": "leaky"}, dense(1, name="score")]


def gradient_penalty(weight, target, one_sided=False):
    return {"type": "gradient_penalty", "weight": weight, "target": target, "one_sided": one_sided}


# Layers whose gradients TensorFlow Java cannot differentiate. Left out are LayerNormalization, GroupNormalization and
# bilinear UpSampling2D: the second gradients of Keras 3.15.1 on TensorFlow 2.21 are not the differences of its first.
BENDING = [
    conv(3, [3, 2], [1, 1], activation="tanh", name="tanh"),
    {"type": "AveragePooling2D", "pool_size": [3, 2], "strides": [2, 2], "padding": "same", "name": "pool"},
    conv(4, [2, 2], [1, 1], activation="softplus", name="softplus"),
    {"type": "UpSampling2D", "size": [2, 2], "interpolation": "nearest", "name": "large"},
    {"type": "ReLU", "name": "relu"},
    {"type": "Cropping2D", "cropping": [[1, 0], [0, 2]], "name": "crop"},
    {"type": "PReLU", "shared_axes": [1, 2], "name": "prelu"},
    conv(2, [2, 2], [2, 2], activation="sigmoid", name="sigmoid"),
    {"type": "Flatten", "name": "flat"},
    dense(5, "elu", name="elu"),
    dense(1, name="score"),
]

MEANS = [
    conv(4, [3, 3], [1, 1], activation="gelu", name="gelu"),
    {"type": "UpSampling2D", "size": [1, 2], "interpolation": "nearest", "name": "wide"},
    conv(3, [3, 3], [2, 2], activation="silu", name="silu"),
    {"type": "GlobalAveragePooling2D", "name": "mean"},
    dense(6, "selu", name="selu"),
    dense(1, name="score"),
]

# A name, the penalty, the input shape, the critic's layers, the batch size.
PENALTIES = [
    ("r1-bending", {"type": "r1", "gamma": 8.0}, [6, 5, 2], BENDING, 3),
    ("r1-means", {"type": "r1", "gamma": 20.0}, [5, 4, 2], MEANS, 3),
    ("gradient-bending", gradient_penalty(2.0, 0.25), [6, 6, 1], BENDING, 2),
    ("gradient-dense", gradient_penalty(10.0, 1.0), [5], DENSE_SCORING, 4),
    ("gradient-convolutions", gradient_penalty(10.0, 1.0), [6, 6, 2], SCORING, 3),
    ("gradient-one-sided", gradient_penalty(3.0, 0.5, True), [6, 6, 1], SCORING, 4),
]

LABELS = {"real": 1.0, "fake": 0.0, "adversarial": 1.0}
SMOOTHED = {"real": 0.9, "fake": 0.1, "adversarial": 0.95}

MIXED = {"schedule": "mixed", "batch": 6}
SEPARATE = {"schedule": "separate", "batch": 10}
TRAINING = {"fakes": "training"}
ADAPTIVE = {"schedule": "adaptive", "batch": 6, "generator_until": 0.75, "discriminator_until": 0.7, "cap": 2, "validation": 4}
# Keras' fit of 20 images, 10 real ones first: the last fifth is generated images alone.
SPLIT = ADAPTIVE | {"batch": 8, "updates_per_check": 2, "real_share": 0.625, "validation_real_share": 0.0}

# A name, plan, labels, the two optimizers (discriminator's first), iterations, each network's updates in one of them.
GANS = [
    ("mixed-generator-twice", MIXED, SMOOTHED, rmsprop(0.002, momentum=0.5), adam(0.003), 3, 1, 2),
    ("separate-discriminator-twice", SEPARATE, LABELS, sgd(0.05, momentum=0.9), adam(0.002, decay=0.1), 2, 2, 1),
    ("training-mixed", MIXED | TRAINING, SMOOTHED, sgd(0.05, momentum=0.5), adam(0.003), 3, 1, 1),
    ("training-separate-twice-each", SEPARATE | TRAINING, LABELS, adam(0.002), sgd(0.02), 2, 2, 2),
    ("adaptive-3-iterations", ADAPTIVE, LABELS, adam(0.02), adam(0.02, clipnorm=0.5), 3, None, None),
    ("adaptive-validation-split", SPLIT, LABELS, adam(0.02), adam(0.02), 3, None, None),
]
