"""Loads a GAN exported from GanForge, continues training it in Keras, and saves the generator for import.

usage: train_on.py EXPORT [IMAGES.npy]

EXPORT is what `./gan export RUN --format keras --out EXPORT` has written. IMAGES are real images in the
generator's own range and shape, as `./gan sample RUN --out x.npy` shows it; without them the script makes
some up, which shows the way but teaches nothing.
"""
import os
import pathlib
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
import tensorflow as tf

STEPS, BATCH = 20, 32


def main():
    export = pathlib.Path(sys.argv[1])
    generator = keras.models.load_model(export / "generator" / "model.keras", compile=False)
    discriminator = keras.models.load_model(export / "discriminator" / "model.keras", compile=False)
    noise_shape, image_shape = generator.input_shape[1:], generator.output_shape[1:]
    random = np.random.default_rng(0)
    real = np.load(sys.argv[2]) if len(sys.argv) > 2 else random.uniform(-1, 1, (256,) + image_shape)
    real = real.astype("float32").reshape((-1,) + image_shape)

    loss = keras.losses.BinaryCrossentropy()
    discriminator_optimizer = keras.optimizers.Adam(2e-4, beta_1=0.5)
    generator_optimizer = keras.optimizers.Adam(2e-4, beta_1=0.5)

    @tf.function
    def step(images, noise):
        fakes = generator(noise, training=True)
        with tf.GradientTape() as tape:
            verdicts = discriminator(tf.concat([images, fakes], 0), training=True)
            truth = tf.concat([tf.ones((BATCH, 1)), tf.zeros((BATCH, 1))], 0)
            d_loss = loss(truth, verdicts)
        variables = discriminator.trainable_variables
        discriminator_optimizer.apply_gradients(zip(tape.gradient(d_loss, variables), variables))
        with tf.GradientTape() as tape:
            g_loss = loss(tf.ones((BATCH, 1)), discriminator(generator(noise, training=True), training=True))
        variables = generator.trainable_variables
        generator_optimizer.apply_gradients(zip(tape.gradient(g_loss, variables), variables))
        return d_loss, g_loss

    for number in range(STEPS):
        batch = real[random.integers(0, len(real), BATCH)]
        noise = random.normal(size=(BATCH,) + noise_shape).astype("float32")
        d_loss, g_loss = step(tf.constant(batch), tf.constant(noise))
    print(f"step {STEPS}: d_loss {float(d_loss):.4f} g_loss {float(g_loss):.4f}")

    target = export / "generator.keras"
    generator.save(target)
    print("saved", target)


main()
