"""Asks Keras for golden cases: new questions of every kind, in the form that the golden tests read.

usage: golden_cases.py FOLDER [--wide]

Writes one file per case into FOLDER. `src/test/resources/goldens` holds what this script has written; another folder
is tested with `mvn verify -Dgoldens.dir=FOLDER`. With --wide there are strided convolutions of 33 to 100 channels too,
up to two megabytes each, which are not for the repository.

The questions are random but fixed: each case draws from its own name. The answers are Keras 3's on TensorFlow, in
float32 on a CPU; of dense layers, convolutions, group normalization, activations, losses and optimizers they must agree
with float64.py within 1e-4 of the largest number, or nothing is written. Convolutions in groups have no gradient in
TensorFlow on a CPU: those are Keras' on PyTorch (golden_torch.py). oneDNN is off: its gradients of strided convolutions are wrong for some
numbers of channels on some processors. The last digits depend on the processor; the tolerances allow for that.

No question depends on what Keras 2 does differently, except for two whose other answer follows from Keras 3's
by arithmetic: the moving variance of images (rule moving_variance) and RMSprop (rule rmsprop_epsilon). A gan draws its
fakes in inference mode unless its plan has "fakes": "training".
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import zlib

os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy as np
import tensorflow as tf

import float64
import golden_gans
import golden_json
import golden_presets
import golden_questions

KERAS, ARITHMETIC = "Keras " + keras.__version__, "float64 arithmetic"


class Case:
    """A case in the making: its fields, and the difference between its two sources."""

    def __init__(self, kind, name, absolute, relative=1e-5):
        self.name = f"{kind}-{name}"
        self.random = np.random.default_rng(zlib.crc32(self.name.encode()))
        self.agreement = None
        self.fields = {
            "kind": kind,
            "name": self.name,
            "source": [KERAS],
            "tolerance": {"absolute": absolute, "relative": relative},
        }

    def numbers(self, *shape, low=-1.0, high=1.0):
        """Returns random numbers of two decimals; none is 0, where a ReLU has no derivative."""
        values = np.round(self.random.uniform(low, high, shape), 2)
        return np.where(values == 0, 0.01, values).astype(np.float32)

    def agree(self, what, answer, definition):
        """Fails unless Keras' numbers agree with the definition."""
        answer, definition = np.asarray(answer, np.float64), np.asarray(definition)
        off = np.abs(answer - definition)
        if not off.max() <= 1e-4 * np.abs(definition).max():
            raise SystemExit(f"{self.name}: {what} of Keras differs from {ARITHMETIC} by {off.max()}")
        self.answered_by(ARITHMETIC)
        apart = float((off / np.maximum(1, np.abs(definition))).max())
        self.agreement = max(apart, self.agreement or 0)

    def answered_by(self, source):
        if source not in self.fields["source"]:
            self.fields["source"].append(source)

    def write(self, folder):
        if self.agreement is not None:
            self.fields["agreement"] = float(f"{self.agreement:.2g}")
        (folder / (self.name + ".json")).write_text(golden_json.text(self.fields) + "\n")


def gradients(values, sources):
    """Returns the result of a function of a tape, and the gradients of its loss."""
    tensors = [tf.Variable(source) if isinstance(source, np.ndarray) else source for source in sources]
    with tf.GradientTape() as tape:
        loss, output = values(*tensors)
    return float(loss), np.asarray(output), [tf.convert_to_tensor(g).numpy() for g in tape.gradient(loss, tensors)]


# --- activations and losses ---


def activation(name, shape):
    case = Case("activation", f"{name}-{'x'.join(map(str, shape))}", 2e-6)
    x, cotangent = case.numbers(*shape, low=-3, high=3), case.numbers(*shape)
    function = keras.activations.get(name)
    _, output, (slope,) = gradients(lambda v: (tf.reduce_sum(function(v) * cotangent), function(v)), [x])
    case.fields |= {"activation": name, "input": x, "output_cotangent": cotangent}
    case.fields |= {"output": output, "input_gradient": slope}
    define = float64.ACTIVATIONS[name]
    case.agree("output", output, define(x.astype(np.float64)))
    case.agree("input_gradient", slope, float64.gradient(lambda v: (define(v) * cotangent).sum(), x))
    return case


def labelled_loss(name, loss, shape):
    case = Case("loss", name, 1e-6)
    is_score = loss["type"] == "mean_squared_error" or loss["from_logits"]
    prediction = case.numbers(*shape, low=-2) if is_score else case.numbers(*shape, low=0.05, high=0.95)
    target = case.random.integers(0, 2, shape).astype(np.float32)
    arguments = {k: v for k, v in loss.items() if k != "type"}
    names = {"mean_squared_error": "MeanSquaredError", "binary_crossentropy": "BinaryCrossentropy"}
    function = getattr(keras.losses, names[loss["type"]])(**arguments)
    value, _, (slope,) = gradients(lambda p: (function(target, p), p), [prediction])
    case.fields |= {"loss": loss, "target": target, "prediction": prediction}
    case.fields |= {"value": np.float32(value), "prediction_gradient": slope}
    case.agree("value", value, float64.labelled(loss, target, prediction.astype(np.float64)))
    define = float64.gradient(lambda p: float64.labelled(loss, target, p), prediction)
    case.agree("prediction_gradient", slope, define)
    return case


def score_loss(name, loss, count):
    case = Case("loss", name, 1e-6)
    kind = loss["type"]
    crossentropy = keras.losses.BinaryCrossentropy(from_logits=True)
    real, fake = case.numbers(count, 1, low=-2, high=2), case.numbers(count, 1, low=-2, high=2)

    def discriminator(r, f):
        if kind == "hinge":
            return keras.losses.Hinge()(tf.ones_like(r), r) + keras.losses.Hinge()(-tf.ones_like(f), f)
        if kind == "least_squares":
            scores, targets = tf.concat([r, f], 0), np.repeat([[1.0], [0.0]], count, 0)
            return keras.losses.MeanSquaredError()(targets, scores)
        if kind == "binary_crossentropy":
            return crossentropy(np.repeat([[1.0], [0.0]], count, 0), tf.concat([r, f], 0))
        if kind == "relativistic_average":
            of_real = crossentropy(tf.ones_like(r), r - tf.reduce_mean(f))
            return of_real + crossentropy(tf.zeros_like(f), f - tf.reduce_mean(r))
        if kind == "relativistic_pairing":
            return crossentropy(tf.ones_like(r), r - f)
        return tf.reduce_mean(f) - tf.reduce_mean(r)

    def generator(r, f):
        if kind == "binary_crossentropy":
            return -crossentropy(tf.zeros_like(f), f)
        if kind.startswith("relativistic"):
            return discriminator(f, r)
        if kind == "least_squares":
            return keras.losses.MeanSquaredError()(tf.ones_like(f), f)
        return -tf.reduce_mean(f)

    value, _, slopes = gradients(lambda r, f: (discriminator(r, f), f), [real, fake])
    own, _, (slope,) = gradients(lambda f: (generator(real, f), f), [fake])
    case.agree("discriminator", value, float64.discriminator(loss, real, fake))
    case.agree("generator", own, float64.generator(loss, real, fake))
    case.agree("generator's gradient", slope, float64.gradient(lambda f: float64.generator(loss, real, f), fake))
    of_real = float64.gradient(lambda r: float64.discriminator(loss, r, fake), real)
    case.agree("real_scores_gradient", slopes[0], of_real)
    of_fake = float64.gradient(lambda f: float64.discriminator(loss, real, f), fake)
    case.agree("fake_scores_gradient", slopes[1], of_fake)
    case.fields |= {"loss": loss, "real_scores": real, "fake_scores": fake}
    scores = {"real_scores_gradient": slopes[0], "fake_scores_gradient": slopes[1]}
    case.fields["discriminator"] = {"value": np.float32(value)} | scores
    case.fields["generator"] = {"value": np.float32(own), "fake_scores_gradient": slope}
    return case


# --- layers ---


def build(spec):
    """Returns Keras' own layer of a spec."""
    arguments = {k: v for k, v in spec.items() if k != "type"}
    return getattr(keras.layers, spec["type"])(**arguments)


def random_weights(case, layer):
    """Gives a layer random weights and returns them by name; a moving variance is positive."""
    for weight in layer.weights:
        low = 0.2 if weight.name == "moving_variance" else -1.0
        weight.assign(case.numbers(*weight.shape, low=low))
    return {weight.name: weight.numpy() for weight in layer.weights}


def layer_case(name, spec, shape, batch):
    case = Case("layer", name, 1e-5)
    layer = build(spec)
    is_lookup, is_dropout = spec["type"] == "Embedding", spec["type"] == "Dropout"
    if is_lookup:
        x = case.random.integers(0, spec["input_dim"], (batch, *shape))
    else:
        x = case.numbers(batch, *shape)
        if "MaxPooling" in spec["type"]:  # without ties
            x = case.random.permutation(np.arange(x.size, dtype=np.float32) / 100 - 1).reshape(x.shape)
    layer.build(x.shape)
    weights = random_weights(case, layer)
    output = layer(x, training=False).numpy()
    case.fields |= {"input_shape": shape, "output_shape": list(output.shape[1:]), "layer": spec, "weights": weights}
    case.fields["input"] = x
    if is_dropout:
        case.fields["training_statistics"] = dropout_statistics(spec["rate"], x.size)
    else:
        case.fields["output_cotangent"] = case.numbers(*output.shape)
    case.fields["inference"] = {"output": output}
    if not is_dropout:
        case.fields["training"] = training_pass(case, layer, x, weights)
    return case


def dropout_statistics(rate, count):
    """Returns the share of zeros, within six standard deviations, and the factor of the others."""
    share = {"value": rate, "absolute": float(np.float32(6 * np.sqrt(rate * (1 - rate) / count)))}
    return {"zero_share": share, "kept_scale": {"value": float(np.float32(1 / (1 - rate))), "absolute": 1e-5}}


def on_pytorch(case, x, weights):
    """Returns the answers of Keras on PyTorch to a case: output, gradient of the input, gradients of the weights by name."""
    question = {"layer": json.dumps(case.fields["layer"]), "input": x} | weights
    with tempfile.TemporaryDirectory() as folder:
        asked, answered = os.path.join(folder, "question.npz"), os.path.join(folder, "answer.npz")
        np.savez(asked, **question, output_cotangent=case.fields["output_cotangent"])
        program = pathlib.Path(__file__).with_name("golden_torch.py")
        subprocess.run([sys.executable, program, asked, answered], check=True)
        answer = dict(np.load(answered))
    source = str(answer.pop("source"))
    case.answered_by(source)
    case.fields["note"] = f"The training pass is that of {source}: TensorFlow has no gradient of groups on a CPU."
    return answer.pop("output"), answer.pop("input_gradient"), answer


def training_pass(case, layer, x, weights):
    cotangent = case.fields["output_cotangent"]
    is_lookup = np.issubdtype(x.dtype, np.integer)

    def run(*sources):
        output = layer(x if is_lookup else sources[0], training=True)
        return tf.reduce_sum(output * cotangent), output

    trainable = [weight.value for weight in layer.trainable_weights]
    names = [weight.name for weight in layer.trainable_weights]
    if case.fields["layer"].get("type") == "Conv2D" and layer.groups > 1:  # TensorFlow has no gradient on a CPU
        output, of_input, of_weights = on_pytorch(case, x, weights)
        slopes = [of_input, *(of_weights[name] for name in names)]
    else:
        _, output, slopes = gradients(run, trainable if is_lookup else [x, *trainable])
    answer = {"output": output}
    if names:
        of_weights = slopes if is_lookup else slopes[1:]
        answer["weight_gradients"] = dict(zip(names, of_weights))
    if not is_lookup:
        answer["input_gradient"] = slopes[0]
    moved = {weight.name: weight.numpy() for weight in layer.non_trainable_weights if "moving" in weight.name}
    if moved:
        answer["weights_after"] = moved
    if len(x.shape) == 4 and "moving_variance" in moved:
        add_sample_variance(case, layer, x, weights["moving_variance"], moved["moving_variance"])
    define = float64.LAYERS.get(case.fields["layer"]["type"])
    if define:
        doubles = [{k: v.astype(np.float64) for k, v in weights.items()}, x.astype(np.float64)]
        wanted, of_input, of_weights = define(case.fields["layer"], *doubles, cotangent.astype(np.float64))
        case.agree("training.output", output, wanted)
        case.agree("inference.output", case.fields["inference"]["output"], wanted)
        case.agree("training.input_gradient", slopes[0], of_input)
        for weight in names:
            case.agree("gradient of " + weight, answer["weight_gradients"][weight], of_weights[weight])
        if case.agreement > 1e-6:  # long sums
            case.fields["tolerance"]["absolute"] = 1e-4
    return answer


def add_sample_variance(case, layer, x, before, after):
    """Adds Keras 2's moving variance, which averages sum / (n - 1); Keras 3 averages sum / n."""
    count = x.size / x.shape[-1]
    share = (after - layer.momentum * before.astype(np.float64)) * count / (count - 1)
    sample = (layer.momentum * before + share).astype(np.float32)
    case.fields["rules"] = {"moving_variance": "population"}
    case.fields["alternatives"] = [
        {
            "rules": {"moving_variance": "sample"},
            "source": [ARITHMETIC],
            "training": {"weights_after": {"moving_variance": sample}},
        }
    ]


# --- initializers and optimizers ---


def initializer(name, spec, shape):
    expected = golden_questions.distribution(spec, shape)
    case = Case("initializer", name, 0.0, 0.0)
    case.fields |= {"initializer": spec, "shape": shape, "expected": expected}
    if "gram_diagonal" in expected:
        case.fields["tolerance"]["absolute"] = 2e-5
    elif "mean" in expected:
        error = 6 * expected["standard_deviation"] / np.sqrt(np.prod(shape))
        deviation = float(np.float32(error / np.sqrt(2)))
        case.fields["tolerance"] = {"mean": float(np.float32(error)), "standard_deviation": deviation, "limits": 1e-6}
        draws = []
        for seed in range(8):
            arguments = {k: v for k, v in spec.items() if k != "type"}
            draws.append(np.asarray(getattr(keras.initializers, spec["type"])(seed=seed, **arguments)(shape)))
        for draw in draws:
            for moment, value in (("mean", draw.mean()), ("standard_deviation", draw.std())):
                if abs(value - expected[moment]) > case.fields["tolerance"][moment]:
                    raise SystemExit(f"{case.name}: Keras draws a {moment} of {value}, not {expected[moment]}")
    return case


def optimizer(name, spec, shapes, steps):
    case = Case("optimizer", name, 2e-6)
    variables = {chr(ord("a") + i): case.numbers(*shape) for i, shape in enumerate(shapes)}
    slopes = [{k: case.numbers(*v.shape, low=-2, high=2) for k, v in variables.items()} for _ in range(steps)]
    own = golden_gans.optimizer(spec)
    states = [keras.Variable(value, name=k) for k, value in variables.items()]
    after = []
    for step in slopes:
        own.apply([tf.constant(slope) for slope in step.values()], states)
        after.append({k: np.asarray(state) for k, state in zip(variables, states)})
    case.fields |= {"optimizer": spec, "variables": variables, "gradients": slopes, "trajectory": after}
    for count, wanted in enumerate(float64.trajectory(spec, variables, slopes)):
        for k, value in wanted.items():
            case.agree(f"{k} after update {count + 1}", after[count][k], value)
    if spec["type"] == "RMSprop" and spec["momentum"] == 0:
        outside = float64.trajectory(spec, variables, slopes, epsilon_inside=False)
        other = [{k: v.astype(np.float32) for k, v in step.items()} for step in outside]
        case.fields["rules"] = {"rmsprop_epsilon": "inside"}
        alternative = {"rules": {"rmsprop_epsilon": "outside"}, "source": [ARITHMETIC], "trajectory": other}
        case.fields["alternatives"] = [alternative]
    return case


def learning_rate(name, spec):
    case = Case("learning_rate", name, 0, 2e-7)
    own = golden_gans.schedule(spec)
    rates = np.array([own(tf.constant(count, tf.int64)) for count in golden_questions.UPDATES], np.float32)
    case.fields |= {"learning_rate": spec, "updates": golden_questions.UPDATES, "rates": rates}
    case.agree("rates", rates, [float64.learning_rate(spec, count) for count in golden_questions.UPDATES])
    return case


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    questions = golden_questions
    cases = [activation(*question) for question in questions.ACTIVATIONS]
    cases += [labelled_loss(*question) for question in questions.LABELLED_LOSSES]
    cases += [score_loss(*question) for question in questions.SCORE_LOSSES]
    cases += [layer_case(*question) for question in questions.LAYERS]
    cases += [initializer(*question) for question in questions.INITIALIZERS]
    cases += [optimizer(*question) for question in questions.OPTIMIZERS]
    cases += [learning_rate(*question) for question in questions.LEARNING_RATES]
    cases += [golden_gans.network(Case, *question) for question in questions.NETWORKS]
    cases += [golden_gans.gradient_penalty(Case, *question) for question in questions.PENALTIES]
    cases += [golden_gans.combined(Case, *question) for question in questions.COMBINED]
    cases += golden_presets.cases(Case)
    cases += [golden_gans.gan(Case, *question) for question in questions.GANS]
    if "--wide" in sys.argv[2:]:
        cases += [layer_case(*question) for question in questions.WIDE]
    for case in cases:
        case.write(folder)
    for name in (
        "golden_steps.py",
        "golden_auxiliary.py",
        "golden_spectral.py",
        "golden_wrapped.py",
        "golden_augment.py",
        "golden_minibatch.py",
    ):
        program = pathlib.Path(__file__).with_name(name)
        subprocess.run([sys.executable, program, folder], check=True)
    print("wrote", len(cases), "cases to", folder)


if __name__ == "__main__":
    main()
