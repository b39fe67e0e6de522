"""Times the training step of a GAN in JAX, for comparison with `./gan bench`.

usage: bench_jax.py [--check] MODEL [BATCH_SIZE [STEPS [PRECISION]]]

MODEL is a spec's JSON file, or what `./gan export RUN --out EXPORT` has written; the networks are built anew from
the spec, with random weights. A step is what GanForge's iteration is: fakes in the plan's mode, an update of the
discriminator (two, where real and fake images have updates of their own), an update of the generator; one compiled
function, with the spec's noise, loss (cross-entropy of logits, where the discriminator ends with a sigmoid) and
optimizers. PRECISION is float32, tensorfloat32 (a GPU's) or bfloat16: images and weights are shortened for every layer.
Images are random. Prints the median and the shortest step in milliseconds, and the peak of resident memory.
Threads are XLA's; `taskset` gives it fewer processors.

--check compares the networks and the step with Keras' instead, with an export's weights and with random ones.
"""
import jax

import gan_bench
from jax_gan import JaxGan


def main():
    check, model, gan, (batch, steps), modes = gan_bench.arguments(
        __doc__, (64, 20), ("float32", "tensorfloat32", "bfloat16"), 1)
    precision = modes[0] if modes else "float32"
    jax.config.update("jax_default_matmul_precision", "tensorfloat32" if precision == "tensorfloat32" else "float32")
    if check:
        import gan_check  # needs Keras
        gan_check.check(gan, model, lambda gan, batch: JaxGan(gan, batch, precision))
        return
    label = f"{gan.name} jax {jax.__version__} {jax.devices()[0].platform} {precision} batch {batch}"
    gan_bench.measure(label, JaxGan(gan, batch, precision).step, steps)


main()
