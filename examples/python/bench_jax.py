"""Times the training step of an exported GAN in JAX, for comparison with `./gan bench`.

usage: bench_jax.py EXPORT [BATCH_SIZE [STEPS [PRECISION]]]

EXPORT is what `./gan export RUN --out EXPORT` has written; its networks are built anew from gan.json, with
random weights. A step is what GanForge's iteration is: fakes in inference mode, an update of the
discriminator (two, where real and fake images have updates of their own), an update of the generator; one
compiled function, binary cross-entropy of logits, the spec's own optimizers but for their decay. PRECISION is
float32, tensorfloat32 (a GPU's) or bfloat16: images and weights are shortened for every layer.
Images and noise are random and uniform, labels are 0 and 1. Prints the median and the shortest step in milliseconds.
Threads are XLA's; `taskset` gives it fewer processors.
"""
import functools
import json
import pathlib
import statistics
import sys
import time

import jax
import jax.numpy as jnp
from jax import lax

WARM_UP, IMAGES = 5, 2048
ACTIVATIONS = {"linear": lambda x: x, "tanh": jnp.tanh, "sigmoid": jax.nn.sigmoid, "relu": jax.nn.relu}
CONVOLUTIONS = ("Conv2D", "Conv2DTranspose")  # with stride 1 the second is the first with its kernel turned around


def initial(layer, shape, key):
    """Returns the weights of a layer that takes this shape, trainable ones and averages."""
    kind, channels = layer["type"], shape[-1]
    if kind == "Dense" or kind in CONVOLUTIONS:
        size = (layer["kernel_size"],) * 2 if kind in CONVOLUTIONS else ()
        outputs = layer["filters"] if kind in CONVOLUTIONS else layer["units"]
        kernel = jax.nn.initializers.glorot_uniform()(key, size + (channels, outputs))
        return {"kernel": kernel, "bias": jnp.zeros(outputs)}, {}
    if kind == "BatchNormalization":
        # Each an array of its own: a step takes their memory over.
        return ({"gamma": jnp.ones(channels), "beta": jnp.zeros(channels)},
                {"mean": jnp.zeros(channels), "variance": jnp.ones(channels)})
    return {}, {}


def apply(layer, weights, averages, x, training, key, number):
    """Returns what a layer makes of x, and its new averages."""
    kind, value = layer["type"], layer.get
    if kind == "Dense":
        x = x @ weights["kernel"].astype(number) + weights["bias"].astype(number)
    elif kind in CONVOLUTIONS:
        assert kind == "Conv2D" or value("strides", 1) == 1
        x = lax.conv_general_dilated(
            x, weights["kernel"].astype(number), (value("strides", 1),) * 2, value("padding", "valid").upper(),
            dimension_numbers=("NHWC", "HWIO", "NHWC")) + weights["bias"].astype(number)
    elif kind == "BatchNormalization":
        mean, variance = averages["mean"], averages["variance"]
        wide = x.astype(jnp.float32)
        if training:
            axes, keep = tuple(range(x.ndim - 1)), value("momentum", 0.99)
            mean, variance = wide.mean(axes), wide.var(axes)
            averages = {"mean": keep * averages["mean"] + (1 - keep) * mean,
                        "variance": keep * averages["variance"] + (1 - keep) * variance}
        scale = weights["gamma"] * lax.rsqrt(variance + value("epsilon", 1e-3))
        x = ((wide - mean) * scale + weights["beta"]).astype(number)
    elif kind == "LeakyReLU":
        x = jax.nn.leaky_relu(x, value("negative_slope", 0.3))
    elif kind == "Dropout":
        if training:
            kept = 1 - layer["rate"]
            x = jnp.where(jax.random.bernoulli(key, kept, x.shape), x / kept, 0).astype(number)
    elif kind in ("Reshape", "Flatten"):
        x = x.reshape((x.shape[0],) + tuple(value("target_shape", (-1,))))
    elif kind == "UpSampling2D":
        x = x.repeat(value("size", 2), 1).repeat(value("size", 2), 2)
    elif kind == "MaxPooling2D":
        size = value("pool_size", 2)
        rows, columns = x.shape[1] // size, x.shape[2] // size
        x = x[:, :rows * size, :columns * size].reshape(x.shape[0], rows, size, columns, size, x.shape[3]).max((2, 4))
    elif kind != "Activation":
        sys.exit(f"bench_jax.py: expected a layer of the presets but found {kind}")
    return ACTIVATIONS[value("activation", "linear")](x), averages


class Network:
    """The layers of a spec; what a spec leaves out is the layer's default."""

    def __init__(self, spec, logits, number):
        self.layers, self.shape, self.number = [dict(layer) for layer in spec["layers"]], spec["input_shape"], number
        if logits and self.layers[-1].get("activation") == "sigmoid":
            self.layers[-1]["activation"] = "linear"

    def initial(self, key):
        weights, averages, x = [], [], jnp.zeros([1] + self.shape, self.number)
        for layer, one in zip(self.layers, jax.random.split(key, len(self.layers))):
            own, moving = initial(layer, x.shape, one)
            x, _ = apply(layer, own, moving, x, False, one, self.number)
            weights.append(own)
            averages.append(moving)
        return weights, averages

    def __call__(self, weights, averages, x, training, key):
        moved = []
        x = x.astype(self.number)
        for layer, own, moving, one in zip(self.layers, weights, averages, jax.random.split(key, len(self.layers))):
            x, moving = apply(layer, own, moving, x, training, one, self.number)
            moved.append(moving)
        return x.astype(jnp.float32), moved


def optimizer(spec):
    """Returns how many slots a weight has, and what makes new ones and a step of a gradient."""
    spec = {"type": spec} if isinstance(spec, str) else spec
    kind, rate, clip = spec["type"].lower(), spec.get("learning_rate", 1e-3), spec.get("clipvalue")
    clipped = (lambda g: jnp.clip(g, -clip, clip)) if clip else lambda g: g
    if kind == "adam":
        first, second = spec.get("beta_1", 0.9), spec.get("beta_2", 0.999)

        def step(g, slots, t):
            m, v = first * slots[0] + (1 - first) * g, second * slots[1] + (1 - second) * g * g
            return rate * jnp.sqrt(1 - second**t) / (1 - first**t) * m / (jnp.sqrt(v) + 1e-7), (m, v)
        slots = 2
    elif kind == "rmsprop":
        def step(g, slots, t):
            v = spec.get("rho", 0.9) * slots[0] + (1 - spec.get("rho", 0.9)) * g * g
            return rate * g / (jnp.sqrt(v) + 1e-7), (v,)
        slots = 1
    else:
        momentum, nesterov = spec.get("momentum", 0), spec.get("nesterov", False)

        def step(g, slots, t):
            moved = momentum * slots[0] + rate * g
            return momentum * moved + rate * g if nesterov else moved, (moved,)
        slots = 1
    return slots, lambda g, own, t: step(clipped(g), own, t)


def update(step, weights, gradients, slots, t):
    leaves, tree = jax.tree.flatten(weights)
    steps = [step(g, own, t) for g, own in zip(jax.tree.leaves(gradients), slots)]
    return tree.unflatten([w - by for w, (by, _) in zip(leaves, steps)]), [own for _, own in steps]


def main():
    export = pathlib.Path(sys.argv[1])
    batch, steps = (int(sys.argv[i]) if len(sys.argv) > i else default for i, default in ((2, 64), (3, 20)))
    precision = sys.argv[4] if len(sys.argv) > 4 else "float32"
    if precision not in ("float32", "tensorfloat32", "bfloat16"):
        sys.exit(f"bench_jax.py: expected float32, tensorfloat32 or bfloat16 but found {precision}")
    number = jnp.bfloat16 if precision == "bfloat16" else jnp.float32
    jax.config.update("jax_default_matmul_precision", "tensorfloat32" if precision == "tensorfloat32" else "float32")
    spec = json.loads((export / "generator" / "gan.json").read_text())
    composition = spec.get("plan", {}).get("composition", "mixed")
    half = batch // 2 if composition.endswith("halves") else batch
    generator, discriminator = Network(spec["generator"], False, number), Network(spec["discriminator"], True, number)
    default = {"type": "adam", "learning_rate": 2e-4, "beta_1": 0.5}
    d_slots, d_step = optimizer(spec.get("discriminator_optimizer", default))
    g_slots, g_step = optimizer(spec.get("generator_optimizer", default))
    entropy = lambda logits, labels: (jax.nn.softplus(logits) - labels * logits).mean()

    @functools.partial(jax.jit, donate_argnums=0)
    def step(state, images, t):
        g, d, g_own, d_own, key = state
        key, *keys = jax.random.split(key, 10)
        noise = lambda count, one: jax.random.uniform(one, [count] + generator.shape, minval=-1, maxval=1)
        shaped = lambda made: made.reshape([-1] + discriminator.shape)

        def update_discriminator(d, d_own, x, labels, one):
            def loss(weights):
                logits, averages = discriminator(weights, d[1], x, True, one)
                return entropy(logits, labels), averages
            (value, averages), gradients = jax.value_and_grad(loss, has_aux=True)(d[0])
            weights, d_own = update(d_step, d[0], gradients, d_own, t)
            return (weights, averages), d_own, value

        fake = shaped(generator(*g, noise(half, keys[0]), False, keys[1])[0])
        real = images[jax.random.randint(keys[2], (half,), 0, IMAGES)]
        ones, zeros = jnp.ones((half, 1)), jnp.zeros((half, 1))
        if composition.startswith("separate"):
            d, d_own, _ = update_discriminator(d, d_own, real, ones, keys[3])
            d, d_own, d_loss = update_discriminator(d, d_own, fake, zeros, keys[4])
        else:
            both, labels = jnp.concatenate([real, fake]), jnp.concatenate([ones, zeros])
            d, d_own, d_loss = update_discriminator(d, d_own, both, labels, keys[3])

        def loss(weights):
            made, averages = generator(weights, g[1], noise(batch, keys[5]), True, keys[6])
            logits, _ = discriminator(*d, shaped(made), True, keys[7])
            return entropy(logits, jnp.ones((batch, 1))), averages
        (g_loss, averages), gradients = jax.value_and_grad(loss, has_aux=True)(g[0])
        weights, g_own = update(g_step, g[0], gradients, g_own, t)
        return ((weights, averages), d, g_own, d_own, key), (d_loss, g_loss)

    keys = jax.random.split(jax.random.key(0), 4)
    g, d = generator.initial(keys[0]), discriminator.initial(keys[1])
    own = lambda weights, count: [tuple(jnp.zeros_like(w) for _ in range(count)) for w in jax.tree.leaves(weights)]
    state = (g, d, own(g[0], g_slots), own(d[0], d_slots), keys[2])
    images = jax.random.uniform(keys[3], [IMAGES] + discriminator.shape, minval=-1, maxval=1)
    times = []
    for count in range(WARM_UP + steps):
        start = time.perf_counter()
        state, losses = step(state, images, float(count + 1))
        losses = [float(value) for value in losses]
        if count >= WARM_UP:
            times.append((time.perf_counter() - start) * 1e3)
    print(f"{spec['name']} jax {jax.__version__} {jax.devices()[0].platform} {precision} batch {batch}: "
          f"median {statistics.median(times):.2f} ms, least {min(times):.2f} ms, losses {losses[0]:.3f} {losses[1]:.3f}")


main()
