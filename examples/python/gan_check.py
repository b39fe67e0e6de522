"""Compares a GAN in another library with the same GAN in Keras: its networks in inference, and its training step."""
import copy

import numpy as np

import keras_gan
import gan_spec

BATCH, STEPS = 8, 3
# PyTorch's moving variance uses the sample variance, Keras 3's the population variance: similar
# only in large batches.
STEP_BATCH = 32
OUTPUT_TOLERANCE, LOSS_TOLERANCE, STEP_TOLERANCE = 1e-4, 1e-2, 1e-1
ROLES = ("generator", "discriminator")


def random_weights(network, random):
    """Returns weights by name for every layer, with values that would not hide a mix-up."""
    def draw(layer, name, shape):
        if name.endswith("kernel"):
            inputs = np.prod(shape) / shape[2 if layer.type == "Conv2DTranspose" else -1]
            if name == "depthwise_kernel" or layer.type == "DepthwiseConv2D":
                inputs = shape[0] * shape[1]
            inputs /= np.prod(layer.strides) if layer.type == "Conv2DTranspose" else 1
            return random.normal(0, np.sqrt(2 / max(1, inputs)), shape)
        if name in ("gamma", "moving_variance"):
            return random.uniform(0.5, 1.5, shape)
        return random.normal(0, 1 if name == "embeddings" else 0.2, shape)
    return [{name: draw(layer, name, shape).astype("float32")
             for name, shape in gan_spec.weight_shapes(layer).items()} for layer in network.layers]


def exported_weights(network, model):
    """Returns an exported Keras network's weights by name, for every layer."""
    values = model.get_weights()
    named = []
    for layer in network.layers:
        shapes = gan_spec.weight_shapes(layer)
        named.append(dict(zip(shapes, values)))
        if [value.shape for value in named[-1].values()] != list(shapes.values()):
            gan_spec.fail(f"the exported {layer.type} has other weights than {shapes}")
        values = values[len(shapes):]
    return named


def noise(gan, count, random):
    shape, kind = (count,) + gan.generator.input_shape, gan.noise
    if kind.type == "uniform":
        return random.uniform(kind.minval, kind.maxval, shape).astype("float32")
    if kind.type == "normal":
        return random.normal(kind.mean, kind.stddev, shape).astype("float32")
    return (kind.radius * np.sqrt(random.uniform(size=shape)) * np.cos(random.uniform(0, 2 * np.pi, shape))).astype("float32")


def images(gan, count, random):
    return random.uniform(*gan.range, (count,) + gan.discriminator.input_shape).astype("float32")


def compare(what, actual, expected, tolerance):
    """Prints the difference as a share of the largest number, and ends the program if it is too large."""
    actual, expected = np.asarray(actual), np.asarray(expected)
    if actual.shape != expected.shape:
        gan_spec.fail(f"{what}: expected shape {expected.shape} but found {actual.shape}")
    apart = np.abs(actual - expected).max() / max(np.abs(expected).max(), 1e-30)
    if not apart <= tolerance:
        gan_spec.fail(f"{what} differ from Keras' by {apart:.1e} of the largest")
    print(f"{what} equal Keras' to {apart:.1e} of the largest")


def compare_outputs(what, actual, expected):
    """Compares a batch's outputs without their common part, which would hide differences."""
    actual, expected = np.asarray(actual), np.asarray(expected)
    shared = expected.mean(0, keepdims=True)
    if np.abs(expected - shared).max() > 1e-3 * np.abs(expected).max():
        actual, expected = actual - shared, expected - shared
    compare(what, actual, expected, OUTPUT_TOLERANCE)


def exported(model, role):
    return keras_gan.keras.models.load_model(model / role / "model.keras", compile=False)


def check_keras(gan, model):
    """Compares networks built from the spec with the exported ones, and those with GanForge's own outputs."""
    if not model.is_dir():
        gan_spec.fail("--check compares with an export's networks; give its folder")
    built = keras_gan.KerasGan(gan, BATCH)
    for role, call in zip(ROLES, (built.generate, built.discriminate)):
        loaded = exported(model, role)
        built.load(role, exported_weights(getattr(gan, role), loaded))
        batch = np.load(model / role / "check" / "input.npy")
        compare_outputs(f"the {role}'s outputs", call(batch), loaded(batch, training=False))
        compare_outputs(f"the {role}'s outputs by GanForge", np.load(model / role / "check" / "output.npy"), call(batch))


def check_networks(gan, peer, keras, weights, kind, random):
    for role, weight in weights.items():
        peer.load(role, weight)
    vectors, pictures = noise(gan, BATCH, random), images(gan, BATCH, random)
    compare_outputs(f"the generator's outputs with {kind} weights", peer.generate(vectors), keras[0](vectors))
    compare_outputs(f"the discriminator's outputs with {kind} weights", peer.discriminate(pictures), keras[1](pictures))


def comparable(gan):
    """Returns the GAN without random layers, with short steps, and with an epsilon too small to matter.

    A loss of logits and one of probabilities differ where probabilities are near 0 or 1, and libraries place epsilon
    differently.
    """
    calm = copy.deepcopy(gan)
    for optimizer in (calm.generator_optimizer, calm.discriminator_optimizer):
        if optimizer.type != "sgd":
            optimizer.learning_rate /= 10
            optimizer.epsilon = 1e-12
    for role in ROLES:
        network = getattr(calm, role)
        network.layers = [layer for layer in network.layers if layer.type not in ("Dropout", "GaussianNoise")]
    return calm


def check_steps(gan, peer, keras, random):
    """Trains both for a few steps on the same batches, and compares losses and how the outputs moved."""
    for role in ROLES:
        weights = random_weights(getattr(gan, role), random)
        peer.load(role, weights)
        keras.load(role, weights)
    vectors, pictures = noise(gan, BATCH, random), images(gan, BATCH, random)
    before = keras.generate(vectors), keras.discriminate(pictures)
    reals = gan_spec.real_count(gan, STEP_BATCH)
    for number in range(1, STEPS + 1):
        batch = images(gan, reals, random), noise(gan, reals, random), noise(gan, STEP_BATCH, random)
        compare(f"the losses of step {number}", peer.train(*batch), keras.train(*batch), LOSS_TOLERANCE)
    after = (peer.generate(vectors), peer.discriminate(pictures)), (keras.generate(vectors), keras.discriminate(pictures))
    for role, old, new, expected in zip(ROLES, before, *after):
        apart = np.linalg.norm(new - expected) / np.linalg.norm(expected - old)
        if not apart <= STEP_TOLERANCE:
            gan_spec.fail(f"{STEPS} steps move the {role}'s outputs differently from Keras' by {apart:.1e} of the movement")
        print(f"{STEPS} steps move the {role}'s outputs like Keras' to {apart:.1e} of the movement")


def check(gan, model, make):
    """Compares the GAN that `make` builds from a spec and a batch size with Keras."""
    random = np.random.default_rng(0)
    peer = make(gan, BATCH)
    if model.is_dir():
        networks = [exported(model, role) for role in ROLES]
        weights = {role: exported_weights(getattr(gan, role), network) for role, network in zip(ROLES, networks)}
        calls = [lambda batch, network=network: network(batch, training=False) for network in networks]
        check_networks(gan, peer, calls, weights, "the exported", random)
    keras = keras_gan.KerasGan(gan, BATCH)
    weights = {role: random_weights(getattr(gan, role), random) for role in ROLES}
    for role in ROLES:
        keras.load(role, weights[role])
    check_networks(gan, peer, (keras.generate, keras.discriminate), weights, "random", random)
    calm = comparable(gan)
    check_steps(calm, make(calm, STEP_BATCH), keras_gan.KerasGan(calm, STEP_BATCH), random)
