"""Times the training step of a GAN in JAX, for comparison with `./gan bench`.

usage: bench_jax.py [--check] MODEL [BATCH_SIZE [STEPS [PRECISION]]]

MODEL is a spec's JSON file, or an export by `./gan export RUN --out EXPORT`; the networks are built from the spec, with
random weights. A step is the same as GanForge's iteration: fakes in the plan's mode, an update of the discriminator
(two, if real and fake images have separate updates), an update of the generator; one compiled function, with the
spec's noise, loss (cross-entropy of logits, if the discriminator ends with a sigmoid) and optimizers. PRECISION is
float32, tensorfloat32 (on a GPU) or bfloat16, in which images and weights are rounded for every layer. Images are
random. Prints the median and the shortest step in milliseconds, and the peak resident memory. Threads are XLA's; use
`taskset` to give it fewer processors.

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
