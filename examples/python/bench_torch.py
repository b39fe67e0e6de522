"""Times the training step of a GAN in PyTorch, for comparison with `./gan bench`.

usage: bench_torch.py [--check] MODEL [BATCH_SIZE [STEPS [THREADS [MODE...]]]]

MODEL is a spec's JSON file, or an export by `./gan export RUN --out EXPORT`; the networks are built from the spec, with
random weights. A step is the same as GanForge's iteration: fakes in the plan's mode, an update of the discriminator
(two, if real and fake images have separate updates), an update of the generator; with the spec's noise, loss
(cross-entropy of logits, if the discriminator ends with a sigmoid) and optimizers. MODE is any of channels_last,
bfloat16, compile, cuda, tf32. Images are random. Prints the median and the shortest step in milliseconds, and the peak
resident memory.

--check compares the networks and the step with Keras' instead, with an export's weights and with random ones.
"""
import torch

import gan_bench
from torch_gan import TorchGan

MODES = ("channels_last", "bfloat16", "compile", "cuda", "tf32")


def main():
    check, model, gan, (batch, steps, threads), modes = gan_bench.arguments(__doc__, (64, 20, 0), MODES, len(MODES))
    if threads:
        torch.set_num_threads(threads)
    torch.manual_seed(0)
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = "tf32" in modes
    if check:
        import gan_check  # needs Keras
        gan_check.check(gan, model, lambda gan, batch: TorchGan(gan, batch, modes))
        return
    label = f"{gan.name} torch {torch.__version__} {' '.join(sorted(modes))} batch {batch}"
    gan_bench.measure(label, TorchGan(gan, batch, modes).step, steps)


main()
