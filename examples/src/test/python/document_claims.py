"""Tests the observations of the documents' authors: trains each side of a claim with three seeds and measures the samples.

    python document_claims.py OUT [CLAIM...] [--data DIR] [--seeds 0,1,2] [--steps N] [--count N] [--gan PATH] [-- OPTION...]

Claims are noise, optimizer, zeros-and-ones and smoothing; all by default. OUT keeps a run for each side and seed: if stopped, run it
again and it continues where it was. Options after -- are passed to the trainings, such as --threads 1. Each table has the mean over the
seeds and its 95 % confidence interval (Student's t), and for comparisons the paired difference from the first side.
"""
import argparse
import json
import pathlib
import statistics
import subprocess
import sys

CLAIMS = {
    "noise": {
        "claim": "digits are clearer with semicircle noise than with uniform, and Gaussian noise works as well",
        "steps": 2000,
        "folder": "mnist",
        "sides": {
            "uniform": ["mnist-single-digit"],
            "semicircle": ["mnist-single-digit:semicircle"],
            "normal": ["mnist-single-digit:normal"],
        },
    },
    "optimizer": {
        "claim": "for the discriminator RMSprop does better than SGD and Adam",
        "steps": 300,
        "folder": "mnist",
        "sides": {
            "rmsprop": ["mnist-dcgan"],
            "sgd": ["mnist-dcgan:sgd"],
            "adam": ["mnist-dcgan:adam"],
        },
    },
    "zeros-and-ones": {
        "claim": "almost three quarters of the samples are 0 or 1",
        "steps": 2000,
        "folder": "mnist",
        "sides": {"sgd": ["mnist-dcgan-tanh"]},
    },
    "smoothing": {
        "claim": "real labels of 0.9, which the document only describes as smoothing",
        "steps": 2000,
        "folder": "fashion-mnist",
        "sides": {
            "smoothed": ["fashion-mlp"],
            "plain": ["fashion-mlp", "--set", "objective.labels.real=1"],
        },
    },
}

# 97.5 % quantiles of Student's t distribution, by degrees of freedom.
QUANTILES = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262}


def values(evaluation):
    """Returns the figures of one evaluation by name."""
    found = {k.replace("_", " "): v for k, v in evaluation.get("figures", {}).get("samples", {}).items()}
    found.pop("kernel distance deviation", None)
    shares = {c["name"]: c["samples"] for c in evaluation["classes"]}
    if {"0", "1", "5"} <= shares.keys():
        found["share of 0 and 1"] = shares["0"] + shares["1"]
        found["share of 5"] = shares["5"]
    found["share of no class"] = evaluation["none"]
    found["distance of class shares"] = evaluation["total_variation"]
    return found


def interval(numbers):
    """Returns the mean and half the width of its 95 % interval, as text; a single number has no interval."""
    if len(numbers) < 2:
        return f"{numbers[0]:.4g}"
    deviation = statistics.stdev(numbers) / len(numbers) ** 0.5
    return f"{statistics.mean(numbers):.4g} +- {QUANTILES[len(numbers) - 1] * deviation:.2g}"


def call(gan, words, **options):
    done = subprocess.run([str(gan), *map(str, words)], check=False, **options)
    if done.returncode:
        sys.exit(f"gan {words[0]} failed or was stopped; run this again to continue")
    return done


def newest(run):
    """Returns the iteration of a run's newest checkpoint."""
    names = [p.name for p in (run / "checkpoints").glob("step-*")]
    return max([int(n[5:]) for n in names if n[5:].isdigit()], default=0)


def trained(arguments, claim, side, seed):
    """Trains and measures one side with one seed, unless that is already done."""
    run = arguments.out / claim / f"{side}-{seed}"
    steps = arguments.steps or CLAIMS[claim]["steps"]
    file = run / f"evaluation-{steps}-{arguments.count}.json"
    if not file.exists():
        if (run / "run.json").exists():
            if newest(run) < steps:
                call(arguments.gan, ["resume", run, "--steps", steps])
        else:
            data = ["--data", arguments.data / CLAIMS[claim]["folder"]] if arguments.data else []
            words = ["train", *CLAIMS[claim]["sides"][side], "--seed", seed, "--steps", steps, "--run", run]
            call(arguments.gan, [*words, *data, *arguments.options])
        words = ["evaluate", run, "--count", arguments.count, "--json"]
        text = call(arguments.gan, words, stdout=subprocess.PIPE, text=True).stdout
        json.loads(text)
        file.write_text(text)
    return values(json.loads(file.read_text()))


def report(arguments, claim):
    sides = list(CLAIMS[claim]["sides"])
    found = {s: [trained(arguments, claim, s, seed) for seed in arguments.seeds] for s in sides}
    steps = arguments.steps or CLAIMS[claim]["steps"]
    print(f"\n{claim}: {CLAIMS[claim]['claim']}")
    print(f"{steps} iterations, seeds {', '.join(map(str, arguments.seeds))}, {arguments.count} samples each\n")
    differences = [f"{s} - {sides[0]}" for s in sides[1:]]
    print("| | " + " | ".join(sides + differences) + " |")
    print("|---" * (1 + len(sides) + len(differences)) + "|")
    for name in found[sides[0]][0]:
        columns = [[v[name] for v in found[s]] for s in sides]
        columns += [[b - a for a, b in zip(columns[0], column)] for column in columns[1:]]
        print(f"| {name} | " + " | ".join(map(interval, columns)) + " |")


def main():
    words = sys.argv[1:]
    options = words[words.index("--") + 1 :] if "--" in words else []
    words = words[: words.index("--")] if "--" in words else words
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("claims", nargs="*", metavar="CLAIM")
    parser.add_argument("--data", type=pathlib.Path, help="a folder with a sub-folder for each data set")
    parser.add_argument("--seeds", type=lambda s: [int(n) for n in s.split(",")], default=[0, 1, 2])
    parser.add_argument("--steps", type=int, help="instead of the claim's own, for a trial run")
    parser.add_argument("--count", type=int, default=5000, help="how many samples to measure")
    gan = pathlib.Path(__file__).resolve().parents[4] / "gan"
    parser.add_argument("--gan", type=lambda s: pathlib.Path(s).resolve(), default=gan)
    arguments = parser.parse_args(words)
    arguments.options = options
    unknown = set(arguments.claims) - CLAIMS.keys()
    if unknown:
        parser.error(f"expected claims among {', '.join(CLAIMS)} but found {', '.join(sorted(unknown))}")
    for claim in arguments.claims or CLAIMS:
        report(arguments, claim)


main()
