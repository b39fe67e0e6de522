"""A GAN of a spec in Keras on TensorFlow: its networks and its training step."""
import contextlib
import math
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import tensorflow as tf

import gan_bench
import gan_spec

# What a layer here has besides its Keras arguments.
OWN_FIELDS = ("type", "name", "trainable", "activation", "input_shape", "output_shape", "spectral")


def initializer(given):
    if isinstance(given, str):
        return given
    config = dict(given)
    return keras.initializers.get({"class_name": config.pop("type"), "config": config})


def keras_layer(layer, dtype):
    """Returns the Keras layer of the same name and arguments."""
    if layer.type == "Activation":
        return keras.layers.Activation(layer.activation, dtype=dtype)
    options = {name: value for name, value in vars(layer).items() if name not in OWN_FIELDS and value is not None}
    for name in options:
        if name.endswith("_initializer"):
            options[name] = initializer(options[name])
    made = getattr(keras.layers, layer.type)(**options, dtype=dtype)
    if layer.spectral:
        made = keras.layers.SpectralNormalization(made, layer.spectral, dtype=dtype)
    made.trainable = layer.trainable
    return made


def network(spec, precision, float32_output):
    """Builds a network; in bfloat16 the discriminator's output stays float32, as Keras' guide recommends."""
    mixed = "mixed_bfloat16" if precision == "bfloat16" else "float32"
    layers = [keras_layer(layer, mixed) for layer in spec.layers[:-1]]
    last = keras_layer(spec.layers[-1], "float32" if float32_output else mixed)
    return keras.Sequential([keras.Input(spec.input_shape)] + layers + [last])


def optimizer(spec):
    options = {name: value for name, value in vars(spec).items() if name not in ("type", "decay", "name")}
    if spec.decay:
        options["learning_rate"] = keras.optimizers.schedules.InverseTimeDecay(spec.learning_rate, 1, spec.decay)
    kinds = {"adam": keras.optimizers.Adam, "rmsprop": keras.optimizers.RMSprop, "sgd": keras.optimizers.SGD}
    return kinds[spec.type](**options)


class KerasLoss:
    """Keras' own losses, and on raw scores the two that Keras lacks."""

    def __init__(self, gan):
        self.kind, self.labels = gan.loss.type, gan.labels
        if self.kind == "binary_crossentropy":
            self.compare = keras.losses.BinaryCrossentropy(gan.loss.from_logits, gan.loss.label_smoothing)
        elif self.kind in ("least_squares", "mean_squared_error"):
            self.compare = keras.losses.MeanSquaredError()
        if self.kind == "least_squares":
            self.labels = type(gan.labels)(real=1.0, fake=0.0, adversarial=1.0)

    def discriminator(self, scores, reals):
        """Returns the loss for scores of which the first `reals` belong to real images."""
        real, fake = scores[:reals], scores[reals:]
        if self.kind in ("hinge", "wasserstein"):
            term = (lambda x: tf.reduce_mean(tf.nn.relu(1 + x))) if self.kind == "hinge" else tf.reduce_mean
            return sum(term(part) for part in (-real, fake) if part.shape[0])
        labels = tf.concat([tf.fill(real.shape, self.labels.real), tf.fill(fake.shape, self.labels.fake)], 0)
        return self.compare(labels, scores)

    def generator(self, scores):
        if self.kind in ("hinge", "wasserstein"):
            return -tf.reduce_mean(scores)
        return self.compare(tf.fill(scores.shape, self.labels.adversarial), scores)


def normalizations(network):
    return [layer for layer in network.layers if isinstance(layer, keras.layers.BatchNormalization)]


class KerasGan:
    """Two networks, their optimizers, and a training step as one tf.function."""

    def __init__(self, gan, batch, precision="float32"):
        self.gan, self.batch, self.reals = gan, batch, gan_spec.real_count(gan, batch)
        self.generator = network(gan.generator, precision, False)
        self.discriminator = network(gan.discriminator, precision, True)
        self.loss = KerasLoss(gan)
        self.g_optimizer, self.d_optimizer = optimizer(gan.generator_optimizer), optimizer(gan.discriminator_optimizer)
        self.d_variables, self.g_variables = self.discriminator.trainable_variables, self.generator.trainable_variables
        for layer in normalizations(self.discriminator) + normalizations(self.generator):
            if not layer.trainable:
                self.freeze(layer)
        self.d_optimizer.build(self.d_variables)
        self.g_optimizer.build(self.g_variables)
        self.image_count = gan_bench.image_count(gan, batch)
        self.images = tf.random.uniform((self.image_count,) + gan.discriminator.input_shape, *gan.range)
        self.compiled_train, self.compiled_step = tf.function(self.train_on), tf.function(self.drawn_step)

    def noise(self, count):
        noise, shape = self.gan.noise, (count,) + self.gan.generator.input_shape
        if noise.type == "normal":
            return tf.random.normal(shape, noise.mean, noise.stddev)
        if noise.type == "uniform":
            return tf.random.uniform(shape, noise.minval, noise.maxval)
        distance, angle = tf.sqrt(tf.random.uniform(shape)), tf.random.uniform(shape, 0, 2 * math.pi)
        return noise.radius * distance * tf.cos(angle)

    @contextlib.contextmanager
    def frozen_discriminator(self):
        """Leaves the discriminator's moving averages unchanged: normalizes by them, or in Keras 2 by the batch."""
        before = [(layer, layer.trainable, layer.momentum) for layer in normalizations(self.discriminator)]
        for layer, *_ in before:
            self.freeze(layer)
        yield
        for layer, trainable, momentum in before:
            layer.trainable, layer.momentum = trainable, momentum

    def freeze(self, normalization):
        """In Keras 3 a layer that is not trainable is in inference mode, unlike in Keras 2."""
        normalization.trainable, normalization.momentum = self.gan.keras == 2, 1.0

    def update(self, tape, loss, variables, stepper):
        stepper.apply_gradients(zip(tape.gradient(loss, variables), variables))
        return loss

    def update_discriminator(self, images, reals):
        with tf.GradientTape() as tape:
            loss = self.loss.discriminator(self.discriminator(images, training=True), reals)
        return self.update(tape, loss, self.d_variables, self.d_optimizer)

    def train_on(self, real, noise, more_noise):
        fake = tf.cast(self.generator(noise, training=self.gan.fakes == "training"), tf.float32)
        if self.gan.composition.startswith("separate"):
            self.update_discriminator(real, self.reals)
            d_loss = self.update_discriminator(fake, 0)
        else:
            d_loss = self.update_discriminator(tf.concat([real, fake], 0), self.reals)
        with self.frozen_discriminator(), tf.GradientTape() as tape:
            made = tf.cast(self.generator(more_noise, training=True), tf.float32)
            loss = self.loss.generator(self.discriminator(made, training=True))
        return d_loss, self.update(tape, loss, self.g_variables, self.g_optimizer)

    def drawn_step(self):
        real = tf.gather(self.images, tf.random.uniform((self.reals,), 0, self.image_count, tf.int32))
        return self.train_on(real, self.noise(self.reals), self.noise(self.batch))

    def step(self):
        return tuple(float(loss) for loss in self.compiled_step())

    def train(self, real, noise, more_noise):
        return tuple(float(loss) for loss in self.compiled_train(real, noise, more_noise))

    def generate(self, noise):
        return self.generator(noise, training=False).numpy()

    def discriminate(self, images):
        return self.discriminator(images, training=False).numpy()

    def load(self, role, weights):
        """Takes the weights of a network's layers, by name."""
        getattr(self, role).set_weights([value for layer in weights for value in layer.values()])
