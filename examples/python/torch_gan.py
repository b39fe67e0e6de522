"""A GAN of a spec in PyTorch: its networks and its training step."""
import math
from types import SimpleNamespace

import torch
from torch import nn

import gan_bench
import gan_spec
import torch_layers

LIBRARY = SimpleNamespace(mean=torch.mean, relu=torch.relu, softplus=nn.functional.softplus, log=torch.log,
                          clip=torch.clamp)


class Network(nn.Sequential):
    """A spec's layers, except for the discriminator's last sigmoid if the loss takes logits."""

    def __init__(self, spec, keras, packed, logits=False):
        layers = spec.layers[:-1] if logits else spec.layers
        made = [list(torch_layers.modules(layer, keras, packed)) for layer in layers]
        super().__init__(*(module for modules in made for module in modules))
        self.weighted = []
        for layer, modules in zip(layers, made):
            for module in modules:
                if hasattr(module, "load"):
                    self.weighted.append(module)
                    if not layer.trainable:
                        module.requires_grad_(False)
        self.norms = [module for module in self if isinstance(module, torch_layers.BatchNorm)]
        self.trained = [parameter for parameter in self.parameters() if parameter.requires_grad]
        if not self.trained:
            gan_spec.fail("expected networks with weights to train but found one without")

    def load(self, weights):
        for module, values in zip(self.weighted, [values for values in weights if values], strict=True):
            module.load(**values)

    def freeze(self, frozen):
        for parameter in self.trained:
            parameter.requires_grad_(not frozen)
        for norm in self.norms:
            norm.freeze(frozen)


class Stepper:
    """An optimizer with its clipping and the decay of its learning rate."""

    def __init__(self, spec, parameters):
        self.spec, self.parameters, self.done = spec, parameters, 0
        rate = spec.learning_rate
        if spec.type == "adam":
            self.optimizer = torch.optim.Adam(parameters, rate, (spec.beta_1, spec.beta_2), spec.epsilon,
                                              amsgrad=spec.amsgrad, fused=True)
        elif spec.type == "rmsprop":
            self.optimizer = torch.optim.RMSprop(parameters, rate, spec.rho, spec.epsilon, momentum=spec.momentum,
                                                 centered=spec.centered, foreach=True)
        else:
            self.optimizer = torch.optim.SGD(parameters, rate, spec.momentum, fused=True,
                                             nesterov=spec.nesterov and spec.momentum > 0)

    def clip(self):
        if self.spec.clipvalue:
            nn.utils.clip_grad_value_(self.parameters, self.spec.clipvalue)
        elif self.spec.clipnorm:
            for parameter in self.parameters:
                nn.utils.clip_grad_norm_(parameter, self.spec.clipnorm)
        elif self.spec.global_clipnorm:
            nn.utils.clip_grad_norm_(self.parameters, self.spec.global_clipnorm)

    def lower(self, loss):
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self.clip()
        if self.spec.decay:
            for group in self.optimizer.param_groups:
                group["lr"] = self.spec.learning_rate / (1 + self.spec.decay * self.done)
        self.optimizer.step()
        self.done += 1
        return loss.detach()


class TorchGan:
    """Two networks, their optimizers, and a training step. `modes` are the command line's."""

    def __init__(self, gan, batch, modes=()):
        self.gan, self.batch, self.reals = gan, batch, gan_spec.real_count(gan, batch)
        self.device = "cuda" if "cuda" in modes else "cpu"
        packed = "channels_last" not in modes
        layout = torch.contiguous_format if packed else torch.channels_last
        self.generator = Network(gan.generator, gan.keras, packed).to(self.device)
        self.discriminator = Network(gan.discriminator, gan.keras, packed, gan_spec.takes_logits(gan)).to(self.device)
        for network in (self.generator, self.discriminator):
            network.to(memory_format=layout)
        low, high = gan.range
        self.image_count, shape = gan_bench.image_count(gan, batch), gan.discriminator.input_shape
        images = torch.rand(self.image_count, *shape, device=self.device) * (high - low) + low
        self.images = torch_layers.channels_first(images, shape)
        if len(shape) == torch_layers.IMAGE_RANK:
            self.images = self.images.contiguous(memory_format=layout)
        self.d_stepper = Stepper(gan.discriminator_optimizer, self.discriminator.trained)
        self.g_stepper = Stepper(gan.generator_optimizer, self.generator.trained)
        self.run_generator, self.run_discriminator = self.generator, self.discriminator
        if "compile" in modes:
            self.run_generator, self.run_discriminator = torch.compile(self.generator), torch.compile(self.discriminator)
        self.autocast = torch.autocast(self.device, torch.bfloat16, enabled="bfloat16" in modes)
        self.loss = gan_spec.Loss(gan, LIBRARY)

    def noise(self, count):
        noise, shape = self.gan.noise, (count,) + self.gan.generator.input_shape
        if noise.type == "normal":
            return torch.randn(shape, device=self.device) * noise.stddev + noise.mean
        unit = torch.rand(shape, device=self.device)
        if noise.type == "uniform":
            return unit * (noise.maxval - noise.minval) + noise.minval
        angle = torch.rand(shape, device=self.device) * (2 * math.pi)
        return noise.radius * unit.sqrt() * angle.cos()

    def update_discriminator(self, real, fake):
        batches = [batch for batch in (real, fake) if batch is not None]
        with self.autocast:
            scores = self.run_discriminator(batches[0] if len(batches) == 1 else torch.cat(batches)).float()
        parts = list(scores.split([len(batch) for batch in batches]))
        return self.d_stepper.lower(self.loss.discriminator(None if real is None else parts[0],
                                                            None if fake is None else parts[-1]))

    def train_on(self, real, noise, more_noise):
        self.generator.train(self.gan.fakes == "training")
        with torch.no_grad(), self.autocast:
            fake = self.run_generator(noise).float()
        self.generator.train()
        if self.gan.composition.startswith("separate"):
            self.update_discriminator(real, None)
            d_loss = self.update_discriminator(None, fake)
        else:
            d_loss = self.update_discriminator(real, fake)
        self.discriminator.freeze(True)
        with self.autocast:
            scores = self.run_discriminator(self.run_generator(more_noise)).float()
        g_loss = self.g_stepper.lower(self.loss.generator(scores))
        self.discriminator.freeze(False)
        return d_loss, g_loss

    def step(self):
        real = self.images[torch.randint(0, self.image_count, (self.reals,), device=self.device)]
        return tuple(loss.item() for loss in self.train_on(real, self.noise(self.reals), self.noise(self.batch)))

    def image_tensor(self, images):
        return torch_layers.channels_first(torch.as_tensor(images), self.gan.discriminator.input_shape)

    def train(self, real, noise, more_noise):
        self.discriminator.train()
        return tuple(loss.item() for loss in self.train_on(
            self.image_tensor(real), torch.as_tensor(noise), torch.as_tensor(more_noise)))

    @torch.no_grad()
    def generate(self, noise):
        made = self.generator.eval()(torch.as_tensor(noise))
        return torch_layers.channels_last(made, self.gan.generator.output_shape).numpy()

    @torch.no_grad()
    def discriminate(self, images):
        scores = self.discriminator.eval()(self.image_tensor(images))
        return (scores.sigmoid() if gan_spec.takes_logits(self.gan) else scores).numpy()

    def load(self, role, weights):
        getattr(self, role).load(weights)
