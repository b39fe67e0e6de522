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
    with open(sys.argv[1], "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(one) for one in cases) + "\n]\n")
