"""The definitions of layers, losses and optimizers in NumPy and float64: a second opinion on Keras' float32 numbers."""
import math

import numpy as np


def gradient(function, x, step=1e-6):
    """Returns the derivatives of a function with one number as its value, by central differences."""
    x = np.asarray(x, np.float64)
    slopes = np.empty_like(x)
    for place in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[place] += step
        down[place] -= step
        slopes[place] = (function(up) - function(down)) / (2 * step)
    return slopes


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def softmax(x):
    powers = np.exp(x - x.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)


def elu(x):
    return np.where(x > 0, x, np.expm1(x))


ACTIVATIONS = {
    "elu": elu,
    "exponential": np.exp,
    "gelu": lambda x: x * (1 + np.vectorize(math.erf)(x / math.sqrt(2))) / 2,
    "linear": lambda x: x,
    "relu": lambda x: np.maximum(x, 0),
    "selu": lambda x: 1.05070098735548 * np.where(x > 0, x, 1.67326324235437 * np.expm1(x)),
    "sigmoid": sigmoid,
    "silu": lambda x: x * sigmoid(x),
    "softmax": softmax,
    "softplus": lambda x: np.log1p(np.exp(x)),
    "softsign": lambda x: x / (1 + np.abs(x)),
    "tanh": np.tanh,
}


def slope(activation, x, step=1e-6):
    """Returns the derivative of an activation that works element by element."""
    function = ACTIVATIONS[activation]
    return (function(x + step) - function(x - step)) / (2 * step)


# --- layers: each returns the output, and the gradients of sum(output * cotangent) ---


def dense(layer, weights, x, cotangent):
    before = x @ weights["kernel"] + weights.get("bias", 0)
    back = cotangent * slope(layer["activation"], before)
    rows, backs = x.reshape(-1, x.shape[-1]), back.reshape(-1, back.shape[-1])
    gradients = {"kernel": rows.T @ backs, "bias": backs.sum(0)}
    return ACTIVATIONS[layer["activation"]](before), back @ weights["kernel"].T, gradients


class Correlation:
    """Conv2D without bias and activation, for images of given rows and columns."""

    def __init__(self, layer, sides):
        self.sides, self.kernel, self.strides = sides, layer["kernel_size"], layer["strides"]
        self.dilation = layer.get("dilation_rate", [1, 1])
        self.same = layer["padding"] == "same"
        lengths = [(k - 1) * d + 1 for k, d in zip(self.kernel, self.dilation)]
        if self.same:
            self.out = [-(-n // s) for n, s in zip(sides, self.strides)]
        else:
            self.out = [(n - k) // s + 1 for n, k, s in zip(sides, lengths, self.strides)]
        needed = [(o - 1) * s + k for o, s, k in zip(self.out, self.strides, lengths)]
        total = [max(need - n, 0) if self.same else 0 for need, n in zip(needed, sides)]
        self.pads = [(t // 2, t - t // 2) for t in total]

    def taps(self):
        """Yields each place in the kernel, with the part of the padded image that it sees."""
        for u, v in np.ndindex(*self.kernel):
            starts = u * self.dilation[0], v * self.dilation[1]
            rows, columns = (
                slice(start, start + (o - 1) * s + 1, s) for start, o, s in zip(starts, self.out, self.strides)
            )
            yield u, v, (slice(None), rows, columns)

    def padded(self, x):
        return np.pad(x, [(0, 0), *self.pads, (0, 0)])

    def forward(self, x, kernel):
        padded = self.padded(x)
        return sum(padded[part] @ kernel[u, v] for u, v, part in self.taps())

    def input_gradient(self, back, kernel):
        padded = self.padded(np.zeros([len(back), *self.sides, kernel.shape[2]]))
        for u, v, part in self.taps():
            padded[part] += back @ kernel[u, v].T
        (top, _), (left, _) = self.pads
        return padded[:, top : top + self.sides[0], left : left + self.sides[1]]

    def kernel_gradient(self, x, back):
        padded = self.padded(x)
        kernel = np.empty([*self.kernel, x.shape[-1], back.shape[-1]])
        for u, v, part in self.taps():
            kernel[u, v] = np.einsum("bijc,bijf->cf", padded[part], back)
        return kernel


def groups_of(channels, filters, groups):
    """Yields the channels and the filters of each group, which are connected only to each other."""
    depth, width = channels // groups, filters // groups
    for group in range(groups):
        yield slice(group * depth, (group + 1) * depth), slice(group * width, (group + 1) * width)


def whole(kernel, channels, groups):
    """Returns a kernel in groups as one without groups, zero where a filter does not see a channel."""
    full = np.zeros([*kernel.shape[:2], channels, kernel.shape[3]])
    for of_group, filters in groups_of(channels, kernel.shape[3], groups):
        full[:, :, of_group, filters] = kernel[..., filters]
    return full


def in_groups(full, groups):
    """Returns the part of a kernel without groups that is within the groups."""
    parts = [full[:, :, c, f] for c, f in groups_of(full.shape[2], full.shape[3], groups)]
    return np.concatenate(parts, -1)


def conv2d(layer, weights, x, cotangent):
    correlation, groups = Correlation(layer, x.shape[1:3]), layer.get("groups", 1)
    kernel = whole(weights["kernel"], x.shape[-1], groups)
    before = correlation.forward(x, kernel) + weights.get("bias", 0)
    back = cotangent * slope(layer["activation"], before)
    of_kernel = in_groups(correlation.kernel_gradient(x, back), groups)
    gradients = {"kernel": of_kernel, "bias": back.sum((0, 1, 2))}
    output = ACTIVATIONS[layer["activation"]](before)
    return output, correlation.input_gradient(back, kernel), gradients


def depthwise(layer, weights, x, cotangent):
    """A convolution in as many groups as there are channels."""
    kernel, channels = weights["kernel"], x.shape[-1]
    flat = {"kernel": kernel.reshape(*kernel.shape[:2], 1, -1)}
    output, of_input, gradients = conv2d(layer | {"groups": channels}, weights | flat, x, cotangent)
    gradients["kernel"] = gradients["kernel"].reshape(kernel.shape)
    return output, of_input, gradients


def separable(layer, weights, x, cotangent):
    """A depthwise convolution, and one of single pixels."""
    each = layer | {"activation": "linear"}
    points = {"kernel_size": [1, 1], "strides": [1, 1], "padding": "valid", "activation": layer["activation"]}
    of_channels = {"kernel": weights["depthwise_kernel"]}
    joint = {"kernel": weights["pointwise_kernel"], "bias": weights.get("bias", 0)}
    nothing = np.zeros([*cotangent.shape[:3], joint["kernel"].shape[2]])
    between, _, _ = depthwise(each, of_channels, x, nothing)
    output, back, gradients = conv2d(points, joint, between, cotangent)
    _, of_input, of_each = depthwise(each, of_channels, x, back)
    gradients["pointwise_kernel"] = gradients.pop("kernel")
    return output, of_input, gradients | {"depthwise_kernel": of_each["kernel"]}


def group_normalization(layer, weights, x, cotangent):
    """Subtracts the mean of a group of channels over all pixels and divides by the deviation; gradients by differences."""
    groups = x.shape[-1] if layer["groups"] == -1 else layer["groups"]

    def output(x, gamma, beta):
        apart = x.reshape(len(x), -1, groups, x.shape[-1] // groups)
        middle = apart - apart.mean((1, 3), keepdims=True)
        normal = middle / np.sqrt((middle**2).mean((1, 3), keepdims=True) + layer["epsilon"])
        return normal.reshape(x.shape) * gamma + beta

    gamma, beta = weights.get("gamma", np.ones(x.shape[-1])), weights.get("beta", np.zeros(x.shape[-1]))
    gradients = {
        "gamma": gradient(lambda g: (output(x, g, beta) * cotangent).sum(), gamma),
        "beta": gradient(lambda b: (output(x, gamma, b) * cotangent).sum(), beta),
    }
    return output(x, gamma, beta), gradient(lambda v: (output(v, gamma, beta) * cotangent).sum(), x), gradients


def conv2d_transpose(layer, weights, x, cotangent):
    """The input gradient of the convolution that has this layer's output as its input."""
    correlation = Correlation(layer, cotangent.shape[1:3])
    before = correlation.input_gradient(x, weights["kernel"]) + weights.get("bias", 0)
    back = cotangent * slope(layer["activation"], before)
    gradients = {"kernel": correlation.kernel_gradient(back, x), "bias": back.sum((0, 1, 2))}
    output = ACTIVATIONS[layer["activation"]](before)
    return output, correlation.forward(back, weights["kernel"]), gradients


LAYERS = {
    "Dense": dense,
    "Conv2D": conv2d,
    "Conv2DTranspose": conv2d_transpose,
    "DepthwiseConv2D": depthwise,
    "SeparableConv2D": separable,
    "GroupNormalization": group_normalization,
}


# --- losses ---


def labelled(loss, target, prediction):
    """Returns the mean loss of predictions that have a target each."""
    if loss["type"] == "mean_squared_error":
        return np.mean((prediction - target) ** 2)
    smoothing = loss["label_smoothing"]
    target = target * (1 - smoothing) + smoothing / 2
    p = sigmoid(prediction) if loss["from_logits"] else prediction
    return -np.mean(target * np.log(p) + (1 - target) * np.log(1 - p))


def discriminator(loss, real, fake):
    """Returns the discriminator's loss of scores."""
    return {
        "hinge": lambda: np.maximum(0, 1 - real).mean() + np.maximum(0, 1 + fake).mean(),
        "least_squares": lambda: (((real - 1) ** 2).mean() + (fake**2).mean()) / 2,
        "wasserstein": lambda: fake.mean() - real.mean(),
        "binary_crossentropy": lambda: (np.log1p(np.exp(-real)).mean() + np.log1p(np.exp(fake)).mean()) / 2,
        "relativistic_average": lambda: np.log1p(np.exp(fake.mean() - real)).mean()
        + np.log1p(np.exp(fake - real.mean())).mean(),
        "relativistic_pairing": lambda: np.log1p(np.exp(fake - real)).mean(),
    }[loss["type"]]()


def generator(loss, real, fake):
    """Returns the generator's loss of scores."""
    if loss["type"].startswith("relativistic"):
        return discriminator(loss, fake, real)
    if loss["type"] == "binary_crossentropy":
        return -np.log1p(np.exp(fake)).mean()
    return ((fake - 1) ** 2).mean() if loss["type"] == "least_squares" else -fake.mean()


# --- optimizers ---


def clipped(spec, gradients):
    """Returns all variables' gradients of one step, clipped as the optimizer's spec says."""
    if "clipvalue" in spec:
        return {k: np.clip(g, -spec["clipvalue"], spec["clipvalue"]) for k, g in gradients.items()}
    norms = {k: np.sqrt((g**2).sum()) for k, g in gradients.items()}
    if "clipnorm" in spec:
        return {k: g * min(1, spec["clipnorm"] / norms[k]) for k, g in gradients.items()}
    if "global_clipnorm" in spec:
        joint = math.sqrt(sum(norm**2 for norm in norms.values()))
        return {k: g * min(1, spec["global_clipnorm"] / joint) for k, g in gradients.items()}
    return gradients


def trajectory(spec, variables, steps, epsilon_inside=True):
    """Returns the variables after each step; `epsilon_inside` is rule rmsprop_epsilon."""
    step = {"Adam": adam, "RMSprop": rmsprop, "SGD": sgd}[spec["type"]]
    variables = {k: np.asarray(v, np.float64) for k, v in variables.items()}
    states = {k: {} for k in variables}
    after, every = [], spec.get("gradient_accumulation_steps", 1)
    sums = {k: 0 for k in variables}
    for update, gradients in enumerate(steps):
        sums = {k: sums[k] + np.asarray(g, np.float64) for k, g in gradients.items()}
        if (update + 1) % every == 0:
            count = update // every
            rate = learning_rate(spec["learning_rate"], update) / (1 + spec.get("decay", 0) * update)
            for k, g in clipped(spec, {k: total / every for k, total in sums.items()}).items():
                variables[k] = variables[k] + step(spec, states[k], g, rate, count + 1, epsilon_inside)
            sums = {k: 0 for k in variables}
        after.append(dict(variables))
    return after


def learning_rate(spec, count):
    """Returns a schedule's learning rate after a number of updates, by the formulas in Keras' documentation."""
    if not isinstance(spec, dict):
        return spec
    first, steps = spec["initial_learning_rate"], spec["decay_steps"]
    if spec["type"] == "CosineDecay":
        warmup, target = spec.get("warmup_steps", 0), spec.get("warmup_target")
        if target is not None and count < warmup:
            return first + (target - first) * count / warmup
        done = min(count - warmup, steps) / steps
        alpha = spec.get("alpha", 0)
        return (first if target is None else target) * ((1 - alpha) * (1 + math.cos(math.pi * done)) / 2 + alpha)
    done = count // steps if spec.get("staircase") else count / steps
    if spec["type"] == "ExponentialDecay":
        return first * spec["decay_rate"] ** done
    return first / (1 + spec["decay_rate"] * done)


def average(state, name, share, value):
    state[name] = share * state.get(name, 0) + (1 - share) * value
    return state[name]


def adam(spec, state, g, rate, count, _):
    m = average(state, "m", spec["beta_1"], g)
    v = average(state, "v", spec["beta_2"], g**2)
    if spec["amsgrad"]:
        v = state["largest"] = np.maximum(state.get("largest", 0), v)
    rate *= math.sqrt(1 - spec["beta_2"] ** count) / (1 - spec["beta_1"] ** count)
    return -rate * m / (np.sqrt(v) + spec["epsilon"])


def rmsprop(spec, state, g, rate, _, epsilon_inside):
    v = average(state, "v", spec["rho"], g**2)
    if spec["centered"]:
        v = v - average(state, "mean", spec["rho"], g) ** 2
    epsilon = spec["epsilon"]
    step = rate * g / (np.sqrt(v + epsilon) if epsilon_inside else np.sqrt(v) + epsilon)
    state["m"] = spec["momentum"] * state.get("m", 0) + step
    return -state["m"]


def sgd(spec, state, g, rate, _, __):
    state["v"] = spec["momentum"] * state.get("v", 0) - rate * g
    return spec["momentum"] * state["v"] - rate * g if spec["nesterov"] else state["v"]
