"""A GAN of a spec in JAX: its networks and its training step."""
import functools
from types import SimpleNamespace

import jax
import jax.numpy as jnp

import gan_bench
import gan_spec
import jax_layers

LIBRARY = SimpleNamespace(mean=jnp.mean, relu=jax.nn.relu, softplus=jax.nn.softplus, log=jnp.log, clip=jnp.clip)


class Network:
    """A spec's layers, except for the discriminator's last sigmoid if the loss takes logits.

    Weights are two lists of dictionaries by name, a dictionary for each layer: those that are trained, and the rest.
    """

    def __init__(self, spec, keras, number, logits=False):
        self.layers, self.shape = spec.layers[:-1] if logits else spec.layers, spec.input_shape
        self.keras, self.number = keras, number
        # An embedding's indices must not be rounded to bfloat16.
        self.first = jnp.float32 if self.layers[0].type == "Embedding" else number

    def split(self, weights):
        """Returns the trainable weights and the others by name."""
        rest = [gan_spec.averages(layer) for layer in self.layers]
        pick = lambda wanted: [{name: jnp.array(value) for name, value in values.items() if (name in names) == wanted}
                               for names, values in zip(rest, weights)]
        return pick(False), pick(True)

    def initial(self, key):
        keys = jax.random.split(key, len(self.layers))
        return self.split([jax_layers.initial(layer, one) for layer, one in zip(self.layers, keys)])

    def divided(self, trained, rest):
        """Returns the weights as a training pass finds them, and leaves them: divided by their spectral norm."""
        trained, rest = [dict(values) for values in trained], [dict(values) for values in rest]
        for layer, own, other in zip(self.layers, trained, rest):
            if layer.spectral:
                name = "embeddings" if layer.type == "Embedding" else "kernel"
                home = own if name in own else other
                home[name], other["vector_u"] = jax_layers.divided(layer, home[name], other["vector_u"])
        return trained, rest

    def __call__(self, trained, rest, x, mode, key):
        """Returns the output in float32, and the other weights with their new averages."""
        x, moved = x.astype(self.first), []
        for layer, own, other, one in zip(self.layers, trained, rest, jax.random.split(key, len(self.layers))):
            layer_mode = jax_layers.FROZEN if mode == jax_layers.TRAINING and not layer.trainable else mode
            x, averages = jax_layers.apply(layer, own | other, x, layer_mode, one, self.keras)
            x = x.astype(self.number)
            moved.append(other | averages)
        return x.astype(jnp.float32), moved


def adam_step(spec, rate, g, slots, t):
    m, v = spec.beta_1 * slots[0] + (1 - spec.beta_1) * g, spec.beta_2 * slots[1] + (1 - spec.beta_2) * g * g
    largest = (jnp.maximum(slots[2], v),) if spec.amsgrad else ()
    rate = rate * jnp.sqrt(1 - spec.beta_2**t) / (1 - spec.beta_1**t)
    return rate * m / (jnp.sqrt(largest[0] if largest else v) + spec.epsilon), (m, v) + largest


def rmsprop_step(spec, keras, rate, g, slots):
    v, mean = spec.rho * slots[0] + (1 - spec.rho) * g * g, ()
    spread = v
    if spec.centered:
        mean = (spec.rho * slots[1] + (1 - spec.rho) * g,)
        spread = v - mean[0] ** 2
    if keras == 2 and not spec.momentum:
        return rate * g / (jnp.sqrt(spread) + spec.epsilon), (v,) + mean
    by = rate * g * jax.lax.rsqrt(spread + spec.epsilon)
    if spec.momentum:
        by = spec.momentum * slots[-1] + by
        return by, (v,) + mean + (by,)
    return by, (v,) + mean


def sgd_step(spec, rate, g, slots):
    if not spec.momentum:
        return rate * g, ()
    moved = spec.momentum * slots[0] + rate * g
    return spec.momentum * moved + rate * g if spec.nesterov else moved, (moved,)


class Optimizer:
    """The spec's optimizer; its state is the number of updates so far, and a tuple of slots for each weight."""

    def __init__(self, spec, keras):
        self.spec, self.keras = spec, keras
        self.slots = {"adam": lambda: 2 + spec.amsgrad,
                      "rmsprop": lambda: 1 + spec.centered + (spec.momentum > 0),
                      "sgd": lambda: int(spec.momentum > 0)}[spec.type]()

    def initial(self, weights):
        leaves = jax.tree.leaves(weights)
        if not leaves:
            gan_spec.fail("expected networks with weights to train but found one without")
        return jnp.zeros(()), [tuple(jnp.zeros_like(w) for _ in range(self.slots)) for w in leaves]

    def clip(self, gradients):
        spec = self.spec
        if spec.clipvalue:
            return [jnp.clip(g, -spec.clipvalue, spec.clipvalue) for g in gradients]
        norm = lambda gs: jnp.sqrt(sum((g * g).sum() for g in gs))
        if spec.clipnorm:
            return [g * (spec.clipnorm / jnp.maximum(norm([g]), spec.clipnorm)) for g in gradients]
        if spec.global_clipnorm:
            factor = spec.global_clipnorm / jnp.maximum(norm(gradients), spec.global_clipnorm)
            return [g * factor for g in gradients]
        return gradients

    def step(self, g, slots, rate, t):
        if self.spec.type == "adam":
            return adam_step(self.spec, rate, g, slots, t)
        if self.spec.type == "rmsprop":
            return rmsprop_step(self.spec, self.keras, rate, g, slots)
        return sgd_step(self.spec, rate, g, slots)

    def update(self, weights, gradients, state):
        """Returns the new weights and the new state."""
        done, slots = state
        leaves, tree = jax.tree.flatten(weights)
        rate = self.spec.learning_rate / (1 + self.spec.decay * done)
        steps = [self.step(g, own, rate, done + 1)
                 for g, own in zip(self.clip(jax.tree.leaves(gradients)), slots)]
        return (tree.unflatten([w - by for w, (by, _) in zip(leaves, steps)]),
                (done + 1, [own for _, own in steps]))


class JaxGan:
    """Two networks, their optimizers, and a training step as one compiled function of the whole state."""

    def __init__(self, gan, batch, precision="float32"):
        number = jnp.bfloat16 if precision == "bfloat16" else jnp.float32
        self.gan, self.batch, self.reals = gan, batch, gan_spec.real_count(gan, batch)
        self.generator = Network(gan.generator, gan.keras, number)
        self.discriminator = Network(gan.discriminator, gan.keras, number, gan_spec.takes_logits(gan))
        self.g_optimizer = Optimizer(gan.generator_optimizer, gan.keras)
        self.d_optimizer = Optimizer(gan.discriminator_optimizer, gan.keras)
        self.loss = gan_spec.Loss(gan, LIBRARY)
        keys = jax.random.split(jax.random.key(0), 4)
        self.g, self.d = self.generator.initial(keys[0]), self.discriminator.initial(keys[1])
        self.g_own, self.d_own = self.g_optimizer.initial(self.g[0]), self.d_optimizer.initial(self.d[0])
        self.key, low, high = keys[2], *gan.range
        self.image_count = gan_bench.image_count(gan, batch)
        self.images = jax.random.uniform(keys[3], (self.image_count,) + self.discriminator.shape, minval=low, maxval=high)
        self.compiled_step = jax.jit(self.drawn_step, donate_argnums=0)
        self.compiled_train = jax.jit(self.train_on)
        self.infer_generator = jax.jit(functools.partial(self.infer, self.generator))
        self.infer_discriminator = jax.jit(functools.partial(self.infer, self.discriminator))

    def noise(self, count, key):
        noise, shape = self.gan.noise, (count,) + self.generator.shape
        if noise.type == "normal":
            return jax.random.normal(key, shape) * noise.stddev + noise.mean
        if noise.type == "uniform":
            return jax.random.uniform(key, shape, minval=noise.minval, maxval=noise.maxval)
        one, other = jax.random.split(key)
        angle = 2 * jnp.pi * jax.random.uniform(other, shape)
        return noise.radius * jnp.sqrt(jax.random.uniform(one, shape)) * jnp.cos(angle)

    def update_discriminator(self, d, d_own, real, fake, key):
        batch = jnp.concatenate([part for part in (real, fake) if part is not None])
        d = self.discriminator.divided(*d)

        def loss(trained):
            scores, rest = self.discriminator(trained, d[1], batch, jax_layers.TRAINING, key)
            parts = (None if real is None else scores[:len(real)], None if fake is None else scores[-len(fake):])
            return self.loss.discriminator(*parts), rest
        (value, rest), gradients = jax.value_and_grad(loss, has_aux=True)(d[0])
        trained, d_own = self.d_optimizer.update(d[0], gradients, d_own)
        return (trained, rest), d_own, value

    def train_on(self, state, real, noise, more_noise, key):
        g, d, g_own, d_own = state
        keys = jax.random.split(key, 5)
        mode = jax_layers.TRAINING if self.gan.fakes == "training" else jax_layers.INFERENCE
        if mode == jax_layers.TRAINING:
            g = self.generator.divided(*g)
        fake, averages = self.generator(*g, noise, mode, keys[0])
        if self.gan.composition.startswith("separate"):
            d, d_own, _ = self.update_discriminator(d, d_own, real, None, keys[1])
            d, d_own, d_loss = self.update_discriminator(d, d_own, None, fake, keys[2])
        else:
            d, d_own, d_loss = self.update_discriminator(d, d_own, real, fake, keys[1])
        g, d = self.generator.divided(g[0], averages), self.discriminator.divided(*d)

        def loss(trained):
            made, rest = self.generator(trained, g[1], more_noise, jax_layers.TRAINING, keys[3])
            scores, _ = self.discriminator(*d, made, jax_layers.FROZEN, keys[4])
            return self.loss.generator(scores), rest
        (g_loss, rest), gradients = jax.value_and_grad(loss, has_aux=True)(g[0])
        trained, g_own = self.g_optimizer.update(g[0], gradients, g_own)
        return ((trained, rest), d, g_own, d_own), (d_loss, g_loss)

    def drawn_step(self, state, images, key):
        key, *keys = jax.random.split(key, 5)
        real = images[jax.random.randint(keys[0], (self.reals,), 0, self.image_count)]
        noises = self.noise(self.reals, keys[1]), self.noise(self.batch, keys[2])
        state, losses = self.train_on(state, real, *noises, keys[3])
        return state, losses, key

    def state(self):
        return self.g, self.d, self.g_own, self.d_own

    def step(self):
        (self.g, self.d, self.g_own, self.d_own), losses, self.key = self.compiled_step(
            self.state(), self.images, self.key)
        return tuple(float(loss) for loss in losses)

    def train(self, real, noise, more_noise):
        (self.g, self.d, self.g_own, self.d_own), losses = self.compiled_train(
            self.state(), real, noise, more_noise, self.key)
        return tuple(float(loss) for loss in losses)

    def infer(self, network, weights, x):
        return network(*weights, x, jax_layers.INFERENCE, jax.random.key(0))[0]

    def generate(self, noise):
        return self.infer_generator(self.g, noise)

    def discriminate(self, images):
        scores = self.infer_discriminator(self.d, images)
        return jax.nn.sigmoid(scores) if gan_spec.takes_logits(self.gan) else scores

    def load(self, role, weights):
        split = getattr(self, role).split(weights)
        if role == "generator":
            self.g = split
        else:
            self.d = split
