"""Times the training step of a GAN in Keras on TensorFlow, for comparison with `./gan bench`.

usage: bench_keras.py [--check] MODEL [BATCH_SIZE [STEPS [THREADS [PRECISION]]]]

MODEL is a spec's JSON file, or an export by `./gan export RUN --format keras --out EXPORT`; the networks are built from
the spec, with random weights. A step is the same as GanForge's iteration: fakes in the plan's mode, an update of the
discriminator (two, if real and fake images have separate updates), an update of the generator; one tf.function, with
the spec's noise, loss and optimizers. PRECISION is float32 or bfloat16, Keras' mixed_bfloat16. Images are random.
Prints the median and the shortest step in milliseconds, and the peak resident memory.

--check takes an export, and instead compares the networks with the exported ones and with GanForge's own outputs.
"""
import gan_bench
import gan_check
from keras_gan import KerasGan, keras, tf


def main():
    check, model, gan, (batch, steps, threads), modes = gan_bench.arguments(
        __doc__, (64, 20, 0), ("float32", "bfloat16"), 1)
    precision = modes[0] if modes else "float32"
    tf.config.threading.set_intra_op_parallelism_threads(threads)
    tf.config.threading.set_inter_op_parallelism_threads(threads)
    if check:
        gan_check.check_keras(gan, model)
        return
    label = f"{gan.name} keras {keras.__version__} tensorflow {tf.__version__} {precision} batch {batch}"
    gan_bench.measure(label, KerasGan(gan, batch, precision).step, steps)


main()
