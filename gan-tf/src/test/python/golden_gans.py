"""Networks and whole trainings in Keras, for golden_cases.py."""
import keras
import numpy as np
import tensorflow as tf

import golden_fit
import golden_questions

NAMES = {"Adam": keras.optimizers.Adam, "RMSprop": keras.optimizers.RMSprop, "SGD": keras.optimizers.SGD}


def optimizer(spec):
    """Returns Keras' own optimizer of a spec; its decay is Keras 2's."""
    arguments = {k: v for k, v in spec.items() if k not in ("type", "decay")}
    rate = spec["learning_rate"]
    if "decay" in spec:
        rate = {"type": "InverseTimeDecay", "initial_learning_rate": rate, "decay_steps": 1, "decay_rate": spec["decay"]}
    arguments["learning_rate"] = schedule(rate) if isinstance(rate, dict) else rate
    return NAMES[spec["type"]](**arguments)


def schedule(spec):
    """Returns Keras' own learning-rate schedule of a spec."""
    return getattr(keras.optimizers.schedules, spec["type"])(**{k: v for k, v in spec.items() if k != "type"})


def sequential(spec):
    """Returns Keras' own network of a spec."""
    model = keras.Sequential(name=spec["name"])
    model.add(keras.Input(spec["input_shape"]))
    for layer in spec["layers"]:
        arguments = {k: v for k, v in layer.items() if k != "type"}
        model.add(getattr(keras.layers, layer["type"])(**arguments))
    return model


def count(weights):
    return int(sum(np.prod(weight.shape) for weight in weights))


def summary(model, layers):
    rows = [
        {
            "name": layer.name,
            "type": type(layer).__name__,
            "output_shape": list(layer.output.shape[1:]),
            "parameters": count(layer.weights),
            "name_given": True,
        }
        for layer in layers
    ]
    trainable, others = count(model.trainable_weights), count(model.non_trainable_weights)
    totals = {"total": trainable + others, "trainable": trainable, "non_trainable": others}
    return {"layers": rows, "parameters": totals}


def weights(model):
    """Returns the weights by layer and name."""
    return {layer.name: {w.name: w.numpy() for w in layer.weights} for layer in model.layers if layer.weights}


def set_weights(case, model):
    """Gives a network random weights that neither saturate it nor vanish in it."""
    for layer in model.layers:
        for weight in layer.weights:
            if weight.name == "moving_variance":
                weight.assign(case.numbers(*weight.shape, low=0.4, high=1.6))
            elif weight.name == "gamma":
                weight.assign(case.numbers(*weight.shape, low=0.7, high=1.3))
            else:
                reach = min(0.6, 2.5 / np.sqrt(np.prod(weight.shape[:-1]) or 1))
                weight.assign(case.numbers(*weight.shape, low=-reach, high=reach))


def network(new_case, name, shape, layers, batch):
    case = new_case("network", name, 1e-5 if batch else 0.0, 1e-5 if batch else 0.0)
    spec = {"name": "network", "input_shape": shape, "layers": layers}
    model = sequential(spec)
    case.fields |= {"preset": "unheard-of", "network": spec, "summary": summary(model, model.layers)}
    if batch:
        set_weights(case, model)
        before = weights(model)
        x = case.numbers(batch, *shape)
        case.fields |= {"weights": before, "input": x}
        case.fields["inference"] = {"output": model(x, training=False).numpy()}
        case.fields["training"] = {"output": model(x, training=True).numpy()}
        add_moving(case, model, before, batch)
    return case


def gradient_penalty(new_case, name, penalty, shape, layers, batch):
    """R1, or a gradient penalty as in https://keras.io/examples/generative/wgan_gp/, at the images themselves."""
    case = new_case("penalty", name, 1e-5)
    spec = {"name": "network", "input_shape": shape, "layers": layers}
    model = sequential(spec)
    set_weights(case, model)
    x = tf.constant(case.numbers(batch, *shape))
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            inner.watch(x)
            scores = model(x, training=True)
        slopes = inner.gradient(scores, x)
        squares = tf.reduce_sum(tf.square(slopes), axis=list(range(1, len(x.shape))))
        norms = tf.sqrt(squares)
        if penalty["type"] == "r1":
            value = penalty["gamma"] / 2 * tf.reduce_mean(squares)
        else:
            beyond = norms - penalty["target"]
            if penalty["one_sided"]:
                beyond = tf.maximum(beyond, 0.0)
            value = penalty["weight"] * tf.reduce_mean(beyond**2)
    variables = [variable.value for variable in model.trainable_variables]
    found = iter(outer.gradient(value, variables, unconnected_gradients=tf.UnconnectedGradients.ZERO))
    case.fields |= {"penalty": penalty, "network": spec, "weights": weights(model), "images": x.numpy()}
    case.fields |= {"norms": norms.numpy(), "value": float(value)}
    case.fields["gradients"] = {
        layer.name: {w.name: next(found).numpy() for w in layer.trainable_weights}
        for layer in model.layers
        if layer.trainable_weights
    }
    return case


def add_moving(case, model, before, batch):
    """Adds moving statistics after the pass, and for images those of Keras 2, which divides by n - 1."""
    after, sample = {}, {}
    for layer in model.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            moved = {w.name: w.numpy() for w in layer.non_trainable_weights}
            after[layer.name] = moved
            if len(layer.input.shape) == 4:
                n = batch * layer.input.shape[1] * layer.input.shape[2]
                kept = layer.momentum * before[layer.name]["moving_variance"].astype(np.float64)
                variance = kept + (moved["moving_variance"] - kept) * n / (n - 1)
                sample[layer.name] = {"moving_variance": variance.astype(np.float32)}
    if after:
        case.fields["training"]["weights_after"] = after
    if sample:
        case.fields["rules"] = {"moving_variance": "population"}
        other = {"rules": {"moving_variance": "sample"}, "source": ["float64 arithmetic"]}
        case.fields["alternatives"] = [other | {"training": {"weights_after": sample}}]


def combined(new_case, name, noise, generator, image, discriminator, frozen):
    case = new_case("network", name, 0.0, 0.0)
    specs = {
        "generator": {"name": "generator", "input_shape": noise, "layers": generator},
        "discriminator": {"name": "discriminator", "input_shape": image, "layers": discriminator},
    }
    models = {k: sequential(spec) for k, spec in specs.items()}
    models[frozen].trainable = False
    model = keras.Sequential([keras.Input(noise), *models.values()])
    rows = summary(model, models.values())
    case.fields |= {"preset": "unheard-of", "combined": specs | {"frozen": frozen}, "summary": rows}
    return case


class Uncertain(Exception):
    """An output is so close to 0.5 that rounding may decide its side."""


class Training:
    """A training in Keras that records each step and its results."""

    def __init__(self, case, labels):
        self.case, self.labels, self.iteration = case, labels, 0
        self.steps, self.losses, self.accuracies = [], [], []
        self.turn = []
        self.fit = None
        self.models = {
            network: sequential(case.fields[network]) for network in ("generator", "discriminator")
        }
        self.optimizers = {network: optimizer(case.fields[network + "_optimizer"]) for network in self.models}
        for model in self.models.values():
            set_weights(case, model)
        self.trains_fakes = case.fields["plan"].get("fakes") == "training"
        self.sample_variances = {}

    def generate(self, noise, training):
        """Draws images; in training mode Keras updates the moving averages, whichever network learns from the images.

        On the side the moving variances of images are kept as Keras 2 would, which divides by n - 1. In training mode
        nothing is computed from them.
        """
        generator = self.models["generator"]
        norms = [layer for layer in generator.layers if isinstance(layer, keras.layers.BatchNormalization)]
        norms = [layer for layer in norms if len(layer.input.shape) == 4] if training else []
        before = {layer.name: layer.moving_variance.numpy().astype(np.float64) for layer in norms}
        images = generator(noise, training=training)
        for layer in norms:
            n = len(noise) * layer.input.shape[1] * layer.input.shape[2]
            added = layer.moving_variance.numpy() - layer.momentum * before[layer.name]
            kept = layer.momentum * self.sample_variances.get(layer.name, before[layer.name])
            self.sample_variances[layer.name] = kept + added * n / (n - 1)
        return images

    def weights(self):
        return {network: weights(model) for network, model in self.models.items()}

    def step(self, what, network, reals, noises):
        """Plays an update or a check on this many real images and noise vectors; returns (loss, accuracy)."""
        generator, discriminator = self.models["generator"], self.models["discriminator"]
        is_update, is_own = what == "update", network == "discriminator"
        step = {"iteration": self.iteration, what: network}
        batch, labels = [], []
        if reals:
            step["real"] = self.case.numbers(reals, *discriminator.input_shape[1:])
            batch.append(step["real"])
            labels += [[self.labels["real"]]] * reals
        if noises:
            step["noise"] = self.case.numbers(noises, *generator.input_shape[1:])
            labels += [[self.labels["fake" if is_own else "adversarial"]]] * noises
            if is_own:
                batch.append(self.generate(step["noise"], self.trains_fakes and is_update))
        with tf.GradientTape() as tape:
            if not is_own:
                batch = [self.generate(step["noise"], is_update)]
            outputs = discriminator(tf.concat(batch, 0), training=is_update)
            loss = tf.reduce_mean(keras.losses.binary_crossentropy(tf.constant(labels), outputs))
        if is_update:
            variables = self.models[network].trainable_variables
            slopes = tape.gradient(loss, [variable.value for variable in variables])
            self.optimizers[network].apply(slopes, variables)
        if np.abs(outputs - 0.5).min() < 5e-4:
            raise Uncertain
        self.steps.append(step)
        self.turn.append(step)
        self.losses.append(np.float32(loss))
        self.accuracies.append(float(np.mean((np.asarray(outputs) > 0.5) == (np.asarray(labels) > 0.5))))
        return float(loss), self.accuracies[-1]


def gan(new_case, name, *question):
    """Returns the first case of random numbers whose accuracies are certain."""
    for attempt in range(100):
        case = new_case("gan", name, 2e-5)
        case.random.bit_generator.advance(attempt << 32)
        try:
            train(case, *question)
            return case
        except Uncertain:
            pass
    raise SystemExit(f"{name}: no attempt is certain")


def train(case, plan, labels, of_discriminator, of_generator, iterations, *updates):
    """Trains the small networks; `updates` are those of discriminator and generator in an iteration."""
    case.fields |= {"plan": plan, "loss": "binary_crossentropy", "labels": labels}
    case.fields |= {"discriminator_optimizer": of_discriminator, "generator_optimizer": of_generator}
    layers = golden_questions.NORMED_GENERATOR if "fakes" in plan else golden_questions.GENERATOR
    case.fields["generator"] = {"name": "generator", "input_shape": [5], "layers": layers}
    case.fields["discriminator"] = {"name": "discriminator", "input_shape": [6, 6, 1], "layers": golden_questions.CRITIC}
    training = Training(case, labels)
    case.fields["weights"] = training.weights()
    if "updates_per_check" in plan:
        training.fit = golden_fit.Fit(training, sequential, optimizer)
    table, batches = [], {"d": 0, "g": 0}
    for training.iteration in range(1, iterations + 1):
        row = {"iteration": training.iteration}
        if plan["schedule"] == "adaptive":
            adaptive(training, plan, row, batches)
        else:
            alternating(training, plan, row, *updates)
        table.append(row)
    case.fields["steps"] = training.steps
    case.fields["expected"] = {
        "loss": training.losses,
        "accuracy": training.accuracies,
        "iterations": table,
        "weights_after": training.weights(),
    }
    if "fakes" in plan:
        case.fields["rules"] = {"moving_variance": "population"}
        sample = {k: {"moving_variance": v.astype(np.float32)} for k, v in training.sample_variances.items()}
        other = {"rules": {"moving_variance": "sample"}, "source": ["float64 arithmetic"]}
        case.fields["alternatives"] = [other | {"expected": {"weights_after": {"generator": sample}}}]


def alternating(training, plan, row, of_discriminator, of_generator):
    batch = plan["batch"]
    for _ in range(of_discriminator):
        if plan["schedule"] == "separate":
            real = training.step("update", "discriminator", batch // 2, 0)
            fake = training.step("update", "discriminator", 0, batch // 2)
            result = np.mean([real, fake], 0)
        else:
            result = training.step("update", "discriminator", batch, batch)
    row |= {"d_loss": np.float32(result[0]), "d_accuracy": float(result[1])}
    for _ in range(of_generator):
        result = training.step("update", "generator", 0, batch)
    row |= {"g_loss": np.float32(result[0]), "g_accuracy": result[1]}


def adaptive(training, plan, row, batches):
    batch, checked, updates = plan["batch"], plan["validation"], plan.get("updates_per_check", 1)
    for network in ("generator", "discriminator"):
        short, is_own = network[0], network == "discriminator"
        reals = round(batch * plan.get("real_share", 0.5)) if is_own else 0
        checked_reals = round(checked * plan.get("validation_real_share", 0.5)) if is_own else 0
        for _ in range(plan["cap"]):
            training.turn = []
            results = [training.step("update", network, reals, batch - reals) for _ in range(updates)]
            loss, accuracy = np.mean(results, 0)
            check, reached = training.step("evaluate", network, checked_reals, checked - checked_reals)
            batches[short] += updates
            row |= {short + "_loss": np.float32(loss), short + "_accuracy": float(accuracy)}
            row |= {short + "_val_loss": np.float32(check), short + "_val_accuracy": reached}
            if training.fit:
                split = checked / (batch * updates + checked)
                training.fit.agree(network, batch, split, row)
            if reached >= plan[network + "_until"]:
                break
    row |= {"d_batches": batches["d"], "g_batches": batches["g"]}
