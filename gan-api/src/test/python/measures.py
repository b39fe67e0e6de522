"""Writes measures of random features in double precision, with NumPy and SciPy: python measures.py FILE

The formulas are those of the papers, written as their authors' programs have them: whole matrices of distances,
scipy's sqrtm, numpy's cov.
"""
import json
import sys

import numpy as np
from scipy.linalg import sqrtm
from scipy.spatial.distance import cdist

PRECISION_NEIGHBOURS = 3
COVERAGE_NEIGHBOURS = 5


def frechet(real, generated):
    mean = real.mean(axis=0) - generated.mean(axis=0)
    one = np.cov(real, rowvar=False)
    other = np.cov(generated, rowvar=False)
    return float(mean @ mean + np.trace(one + other - 2 * sqrtm(one @ other).real))


def kernel(one, other):
    return (one @ other.T / one.shape[1] + 1) ** 3


def kernel_distance(real, generated):
    within = 0
    for rows in (real, generated):
        values = kernel(rows, rows)
        count = len(rows)
        within += (values.sum() - np.trace(values)) / (count * (count - 1))
    return float(within - 2 * kernel(real, generated).mean())


def radii(rows, neighbours):
    """Returns the distance to the nth neighbour; each row is its own nearest one."""
    return np.sort(cdist(rows, rows), axis=1)[:, neighbours]


def measures(real, generated):
    distances = cdist(real, generated)
    real_radii = radii(real, PRECISION_NEIGHBOURS)
    generated_radii = radii(generated, PRECISION_NEIGHBOURS)
    wider = radii(real, COVERAGE_NEIGHBOURS)
    equally_many = min(len(real), len(generated))
    return {
        "frechet": frechet(real, generated),
        "kernel": kernel_distance(real[:equally_many], generated[:equally_many]),
        "precision": float((distances <= real_radii[:, None]).any(axis=0).mean()),
        "recall": float((distances <= generated_radii[None, :]).any(axis=1).mean()),
        "density": float((distances < wider[:, None]).sum(axis=0).mean() / COVERAGE_NEIGHBOURS),
        "coverage": float((distances.min(axis=1) < wider).mean()),
    }


MASK = (1 << 64) - 1


def mix(value):
    """SplitMix64's finalizer."""
    z = (value + 0x9E3779B97F4A7C15) & MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def derived(seed, name):
    """Returns the seed that the library derives for a name."""
    digest = 0xCBF29CE484222325
    for byte in name.encode():
        digest = ((digest ^ byte) * 0x100000001B3) & MASK
    return mix(mix(seed) ^ digest)


class JavaRandom:
    """java.util.Random."""

    def __init__(self, seed):
        self.state = (seed ^ 0x5DEECE66D) & ((1 << 48) - 1)

    def bits(self, count):
        self.state = (self.state * 0x5DEECE66D + 0xB) & ((1 << 48) - 1)
        value = self.state >> (48 - count)
        return value - (1 << count) if count == 32 and value >= 1 << 31 else value

    def below(self, bound):
        if bound & (bound - 1) == 0:
            return (bound * self.bits(31)) >> 31
        while True:
            drawn = self.bits(31)
            value = drawn % bound
            if drawn - value + bound - 1 < 1 << 31:
                return value


def part(rows, size, seed, name):
    """Returns random rows without replacement, those that the library chooses."""
    random = JavaRandom(derived(seed, name))
    order = list(range(len(rows)))
    for i in range(size):
        other = i + random.below(len(order) - i)
        order[i], order[other] = order[other], order[i]
    return rows[order[:size]]


def deviations(real, generated, seed, parts=50):
    """Returns the delete-d jackknife's deviations, with halves as parts."""
    count = len(real)
    size = count // 2
    found = [
        measures(part(real, size, seed, f"real/{i}"), part(generated, size, seed, f"generated/{i}"))
        for i in range(parts)
    ]
    return {
        name: float(
            np.std([one[name] for one in found], ddof=1) * np.sqrt(size / (count - size))
        )
        for name in ("precision", "recall", "density", "coverage")
    }


def classifier_score(probabilities):
    """The remainder to 1 is the probability of no class, which is spread over all classes."""
    rest = 1 - probabilities.sum(axis=1, keepdims=True)
    given = probabilities + rest / probabilities.shape[1]
    return float(np.exp((given * np.log(given / given.mean(axis=0))).sum(axis=1).mean()))


def probabilities(random, count, classes):
    """Returns the shares of the classes, without the last one, that of no class."""
    all_of_them = random.dirichlet(np.full(classes + 1, 0.3), size=count)
    return all_of_them[:, :-1].astype(np.float32)


def case(random, real_count, generated_count, size, shift, spread):
    real = random.normal(size=(real_count, size)).astype(np.float32)
    generated = (shift + spread * random.normal(size=(generated_count, size))).astype(np.float32)
    return {
        "real": real.tolist(),
        "generated": generated.tolist(),
        **measures(real.astype(np.float64), generated.astype(np.float64)),
    }


if __name__ == "__main__":
    numbers = np.random.default_rng(7)
    cases = [
        case(numbers, 40, 40, 3, 0.0, 1.0),
        case(numbers, 60, 45, 5, 0.5, 0.7),
        case(numbers, 30, 50, 4, -1.0, 1.5),
    ]
    judged = np.random.default_rng(11)
    for one in cases:
        given = probabilities(judged, 20, 3)
        one["probabilities"] = given.tolist()
        one["classifier_score"] = classifier_score(given.astype(np.float64))
    for one in cases:
        fewest = min(len(one["real"]), len(one["generated"]))
        rows = [np.array(one[kind][:fewest], dtype=np.float64) for kind in ("real", "generated")]
        one["deviations"] = deviations(*rows, seed=7)
    with open(sys.argv[1], "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(one) for one in cases) + "\n]\n")
