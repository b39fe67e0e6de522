"""Times the training step of an exported GAN in Keras on TensorFlow, for comparison with `./gan bench`.

usage: bench_keras.py EXPORT [BATCH_SIZE [STEPS [THREADS [PRECISION]]]]

EXPORT is what `./gan export RUN --format keras --out EXPORT` has written. A step is what GanForge's iteration
is: fakes in inference mode, an update of the discriminator (two, where real and fake images have updates of
their own), an update of the generator; one tf.function, binary cross-entropy, the spec's own optimizers. PRECISION is
float32 or bfloat16: Keras' mixed_bfloat16.
Images and noise are random and uniform, labels are 0 and 1. Prints the median and the shortest step in milliseconds, and the peak of resident memory.
"""
import json
import os
import pathlib
import resource
import statistics
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import tensorflow as tf

WARM_UP, IMAGES = 5, 2048


def optimizer(spec):
    spec = {"type": spec} if isinstance(spec, str) else dict(spec)
    kind = spec.pop("type").lower()
    decay = spec.pop("decay", 0)
    if decay:
        rate = spec.get("learning_rate", 0.001)
        spec["learning_rate"] = keras.optimizers.schedules.InverseTimeDecay(rate, 1, decay)
    return {"adam": keras.optimizers.Adam, "rmsprop": keras.optimizers.RMSprop, "sgd": keras.optimizers.SGD}[kind](**spec)


def network(path, mode):
    """Loads a network; in bfloat16 all of it but probabilities, which Keras' guide keeps in float32."""
    loaded = keras.models.load_model(path, compile=False)
    if mode == "float32":
        return loaded
    config = loaded.get_config()
    probabilities = False
    for layer in config["layers"]:
        if "layers" in layer["config"]:
            sys.exit(f"bench_keras.py: expected plain layers but found a network in {path}")
        probabilities |= loaded.output_shape[1:] == (1,) and layer["config"].get("activation") == "sigmoid"
        if layer["class_name"] != "InputLayer" and not probabilities:
            layer["config"]["dtype"] = "mixed_bfloat16"
    mixed = keras.Sequential.from_config(config)
    mixed.build(loaded.input_shape)
    mixed.set_weights(loaded.get_weights())
    return mixed


def main():
    export = pathlib.Path(sys.argv[1])
    batch, steps, threads = (int(sys.argv[i]) if len(sys.argv) > i else default for i, default in ((2, 64), (3, 20), (4, 0)))
    precision = sys.argv[5] if len(sys.argv) > 5 else "float32"
    if precision not in ("float32", "bfloat16"):
        sys.exit(f"bench_keras.py: expected float32 or bfloat16 but found {precision}")
    tf.config.threading.set_intra_op_parallelism_threads(threads)
    tf.config.threading.set_inter_op_parallelism_threads(threads)
    spec = json.loads((export / "generator" / "gan.json").read_text())
    composition = spec.get("plan", {}).get("composition", "mixed")
    half = batch // 2 if composition.endswith("halves") else batch
    generator = network(export / "generator" / "model.keras", precision)
    discriminator = network(export / "discriminator" / "model.keras", precision)
    images = tf.random.uniform((IMAGES,) + discriminator.input_shape[1:], -1, 1)
    length = generator.input_shape[1]
    loss = keras.losses.BinaryCrossentropy()
    # GanForge's Keras 2 specs name epsilon 1e-7 and rho 0.9 as Keras 3 does; what they leave out is Keras' default.
    d_optimizer = optimizer(spec.get("discriminator_optimizer", {"type": "adam", "learning_rate": 2e-4, "beta_1": 0.5}))
    g_optimizer = optimizer(spec.get("generator_optimizer", {"type": "adam", "learning_rate": 2e-4, "beta_1": 0.5}))
    d_optimizer.build(discriminator.trainable_variables)
    g_optimizer.build(generator.trainable_variables)

    def fakes(count, training):
        made = generator(tf.random.uniform((count, length), -1, 1), training=training)
        return tf.reshape(tf.cast(made, tf.float32), (-1,) + discriminator.input_shape[1:])

    def update_discriminator(batches, labels):
        with tf.GradientTape() as tape:
            value = loss(labels, discriminator(batches, training=True))
        gradients = tape.gradient(value, discriminator.trainable_variables)
        d_optimizer.apply_gradients(zip(gradients, discriminator.trainable_variables))
        return value

    @tf.function
    def step():
        real = tf.gather(images, tf.random.uniform((half,), 0, IMAGES, tf.int32))
        if composition == "separate_halves" or composition == "separate":
            update_discriminator(real, tf.ones((half, 1)))
            d_loss = update_discriminator(fakes(half, False), tf.zeros((half, 1)))
        else:
            labels = tf.concat([tf.ones((half, 1)), tf.zeros((half, 1))], 0)
            d_loss = update_discriminator(tf.concat([real, fakes(half, False)], 0), labels)
        with tf.GradientTape() as tape:
            g_loss = loss(tf.ones((batch, 1)), discriminator(fakes(batch, True), training=True))
        gradients = tape.gradient(g_loss, generator.trainable_variables)
        g_optimizer.apply_gradients(zip(gradients, generator.trainable_variables))
        return d_loss, g_loss

    times = []
    for number in range(WARM_UP + steps):
        start = time.perf_counter()
        for value in step():
            value.numpy()
        if number >= WARM_UP:
            times.append((time.perf_counter() - start) * 1e3)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{spec['name']} keras {keras.__version__} tensorflow {tf.__version__} {precision} batch {batch}: "
          f"median {statistics.median(times):.2f} ms, least {min(times):.2f} ms, {peak} MB")


main()
