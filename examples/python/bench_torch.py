"""Times the training step of an exported GAN in PyTorch, for comparison with `./gan bench`.

usage: bench_torch.py EXPORT [BATCH_SIZE [STEPS [THREADS [MODE...]]]]

EXPORT is what `./gan export RUN --out EXPORT` has written; its networks are built anew from gan.json, with
random weights. A step is what GanForge's iteration is: fakes in evaluation mode, an update of the
discriminator (two, where real and fake images have updates of their own), an update of the generator; binary
cross-entropy of logits, the spec's own optimizers but for their decay. MODE is any of channels_last, bfloat16, compile, cuda, tf32.
Images and noise are random and uniform, labels are 0 and 1. Prints the median and the shortest step in milliseconds, and the peak of resident memory.
"""
import json
import pathlib
import resource
import statistics
import sys
import time

import torch
from torch import nn

WARM_UP, IMAGES = 5, 2048
ACTIVATIONS = {"tanh": nn.Tanh, "sigmoid": nn.Sigmoid, "relu": nn.ReLU}


def modules(layer):
    """Returns one layer of a spec as modules of PyTorch; what a spec leaves out is the layer's default."""
    kind, value = layer["type"], layer.get
    size = value("kernel_size", value("pool_size", 2))
    stride = value("strides", 1)
    padding = size // 2 if value("padding", "valid") == "same" and isinstance(size, int) else 0
    if kind == "Dense":
        yield nn.LazyLinear(layer["units"])
    elif kind in ("Conv2D", "Conv2DTranspose"):
        # A transposed convolution of stride 1 is one with its kernel turned around.
        assert kind == "Conv2D" or stride == 1
        yield nn.LazyConv2d(layer["filters"], size, stride, padding)
    elif kind == "BatchNormalization":
        yield LazyBatchNorm(1 - value("momentum", 0.99), value("epsilon", 1e-3))
    elif kind == "LeakyReLU":
        yield nn.LeakyReLU(value("negative_slope", 0.3))
    elif kind == "Dropout":
        yield nn.Dropout(layer["rate"])
    elif kind == "Reshape":
        *image, channels = layer["target_shape"]
        yield nn.Flatten()
        if image:
            yield nn.Unflatten(-1, (channels, *image))
    elif kind == "Flatten":
        yield nn.Flatten()
    elif kind == "UpSampling2D":
        yield nn.Upsample(scale_factor=value("size", 2))
    elif kind == "MaxPooling2D":
        yield nn.MaxPool2d(size)
    elif kind != "Activation":
        sys.exit(f"bench_torch.py: expected a layer of the presets but found {kind}")
    activation = value("activation", "linear")
    if activation != "linear":
        yield ACTIVATIONS[activation]()


class LazyBatchNorm(nn.Module):
    """Batch normalization of rows or of images, whichever comes first."""

    def __init__(self, momentum, epsilon):
        super().__init__()
        self.made, self.options = None, {"momentum": momentum, "eps": epsilon}

    def forward(self, x):
        if self.made is None:
            kind = nn.BatchNorm2d if x.dim() == 4 else nn.BatchNorm1d
            self.made = kind(x.shape[1], **self.options).to(x.device)
        return self.made(x)


def network(spec, logits):
    made = [module for layer in spec["layers"] for module in modules(layer)]
    if logits and isinstance(made[-1], nn.Sigmoid):
        made.pop()
    return nn.Sequential(*made)


def optimizer(spec, parameters):
    spec = {"type": spec} if isinstance(spec, str) else spec
    kind, rate = spec["type"].lower(), spec.get("learning_rate", 1e-3)
    if kind == "adam":
        betas = (spec.get("beta_1", 0.9), spec.get("beta_2", 0.999))
        return torch.optim.Adam(parameters, rate, betas, fused=True), spec.get("clipvalue")
    if kind == "rmsprop":
        return torch.optim.RMSprop(parameters, rate, spec.get("rho", 0.9), foreach=True), spec.get("clipvalue")
    momentum, nesterov = spec.get("momentum", 0), spec.get("nesterov", False)
    return torch.optim.SGD(parameters, rate, momentum, nesterov=nesterov, fused=True), spec.get("clipvalue")


def main():
    export = pathlib.Path(sys.argv[1])
    batch, steps, threads = (int(sys.argv[i]) if len(sys.argv) > i else default for i, default in ((2, 64), (3, 20), (4, 0)))
    modes = set(sys.argv[5:])
    if threads:
        torch.set_num_threads(threads)
    torch.manual_seed(0)
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = "tf32" in modes
    device = "cuda" if "cuda" in modes else "cpu"
    layout = torch.channels_last if "channels_last" in modes else torch.contiguous_format
    spec = json.loads((export / "generator" / "gan.json").read_text())
    composition = spec.get("plan", {}).get("composition", "mixed")
    half = batch // 2 if composition.endswith("halves") else batch
    *image, channels = spec["discriminator"]["input_shape"]
    length = spec["generator"]["input_shape"][0]
    generator = network(spec["generator"], logits=False).to(device)
    discriminator = network(spec["discriminator"], logits=True).to(device)
    noise = lambda count: torch.rand(count, length, device=device) * 2 - 1
    images = torch.rand(IMAGES, channels, *image, device=device)
    flat = lambda made: made.reshape(-1, channels, *image)
    with torch.no_grad():  # makes the lazy layers
        discriminator(flat(generator(noise(2))))
    if image:
        generator, discriminator, images = (x.to(memory_format=layout) for x in (generator, discriminator, images))
    default = {"type": "adam", "learning_rate": 2e-4, "beta_1": 0.5}
    d_parameters, g_parameters = list(discriminator.parameters()), list(generator.parameters())
    d_optimizer, d_clip = optimizer(spec.get("discriminator_optimizer", default), d_parameters)
    g_optimizer, g_clip = optimizer(spec.get("generator_optimizer", default), g_parameters)
    run_generator, run_discriminator = generator, discriminator
    if "compile" in modes:
        run_generator, run_discriminator = torch.compile(generator), torch.compile(discriminator)
    autocast = torch.autocast(device, torch.bfloat16, enabled="bfloat16" in modes)
    entropy = nn.functional.binary_cross_entropy_with_logits

    def update(loss, parameters, stepper, clip):
        stepper.zero_grad(set_to_none=True)
        loss.backward()
        if clip:
            nn.utils.clip_grad_value_(parameters, clip)
        stepper.step()

    def update_discriminator(batches, labels):
        with autocast:
            loss = entropy(run_discriminator(batches).float(), labels)
        update(loss, d_parameters, d_optimizer, d_clip)
        return loss

    def step():
        generator.eval()
        with torch.no_grad(), autocast:
            fake = flat(run_generator(noise(half)).float())
        generator.train()
        real = images[torch.randint(0, IMAGES, (half,), device=device)]
        ones, zeros = torch.ones(half, 1, device=device), torch.zeros(half, 1, device=device)
        if composition.startswith("separate"):
            update_discriminator(real, ones)
            d_loss = update_discriminator(fake, zeros)
        else:
            d_loss = update_discriminator(torch.cat([real, fake]), torch.cat([ones, zeros]))
        discriminator.requires_grad_(False)
        with autocast:
            scores = run_discriminator(flat(run_generator(noise(batch))))
            g_loss = entropy(scores.float(), torch.ones(batch, 1, device=device))
        update(g_loss, g_parameters, g_optimizer, g_clip)
        discriminator.requires_grad_(True)
        return d_loss, g_loss

    times = []
    for number in range(WARM_UP + steps):
        start = time.perf_counter()
        for value in step():
            value.item()
        if number >= WARM_UP:
            times.append((time.perf_counter() - start) * 1e3)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{spec['name']} torch {torch.__version__} {' '.join(sorted(modes))} batch {batch}: "
          f"median {statistics.median(times):.2f} ms, least {min(times):.2f} ms, {peak} MB")


main()
