"""The turns of an adaptive schedule by Keras' own fit, compared with those played step by step."""
import keras
import numpy as np
import tensorflow as tf

CLOSE = 2e-5
tf.get_logger().setLevel("ERROR")  # TensorFlow warns that new networks are compiled again


class Fit:
    """Separate networks, trained only by fit with a validation split."""

    def __init__(self, training, sequential, optimizer):
        self.training = training
        self.models = {}
        for network, model in training.models.items():
            self.models[network] = sequential(training.case.fields[network])
            self.models[network].set_weights(model.get_weights())
        generator, discriminator = self.models["generator"], self.models["discriminator"]
        self.combined = keras.Sequential([generator, discriminator])
        for network, model in (("discriminator", discriminator), ("generator", self.combined)):
            how = optimizer(training.case.fields[network + "_optimizer"])
            model.compile(loss="binary_crossentropy", optimizer=how, metrics=["accuracy"])

    def turn(self, network, batch, split):
        """Fits the batches and the check of the turn's steps, in their order; returns the history.

        The check comes last, since that is the part that a validation split keeps back.
        """
        generator, discriminator = self.models["generator"], self.models["discriminator"]
        discriminator.trainable = network == "discriminator"
        inputs, labels = [], []
        for step in self.training.turn:
            noise, real = step["noise"], step.get("real", np.empty((0, *discriminator.input_shape[1:])))
            fake = generator(noise, training=False).numpy() if network == "discriminator" else noise
            inputs += [real, fake] if network == "discriminator" else [noise]
            labels += [1.0] * len(real) + [0.0 if network == "discriminator" else 1.0] * len(noise)
        model = discriminator if network == "discriminator" else self.combined
        x, y = np.concatenate(inputs), np.asarray(labels)[:, None]
        history = model.fit(x, y, batch_size=batch, validation_split=split, shuffle=False, verbose=0).history
        return {name: values[0] for name, values in history.items()}

    def agree(self, network, batch, split, row):
        """Fails unless fit gives the numbers of the row and the weights of the training."""
        history = self.turn(network, batch, split)
        for name, value in history.items():
            own = row[network[0] + "_" + name]
            if abs(own - value) > CLOSE:
                raise SystemExit(f"fit: {network} {name} {value} is not {own}")
        for weight, own in zip(self.models[network].weights, self.training.models[network].weights):
            apart = np.abs(weight.numpy() - own.numpy()).max()
            if apart > CLOSE:
                raise SystemExit(f"fit: {own.path} differs by {apart}")
