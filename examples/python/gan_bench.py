"""The command line and the clock that the three benchmarks share."""
import pathlib
import resource
import statistics
import sys
import time

import gan_spec

WARM_UP, MOST_NUMBERS = 5, 1 << 28


def arguments(usage, numbers, words, words_at_most):
    """Reads MODEL, then numbers with these defaults, then words; --check may be anywhere.

    Returns whether to check, MODEL, its GAN, the numbers and the words.
    """
    given = [word for word in sys.argv[1:] if word != "--check"]
    if not given or given[0].startswith("-") or len(given) > 1 + len(numbers) + words_at_most:
        sys.exit(usage)
    model, *rest = given
    try:
        values = [int(rest[i]) if len(rest) > i else default for i, default in enumerate(numbers)]
    except ValueError as error:
        gan_spec.fail(f"expected a number: {error}")
    rest = rest[len(numbers):]
    for word in rest:
        gan_spec.choice("the last arguments", word, words)
    return "--check" in sys.argv[1:], pathlib.Path(model), gan_spec.read(model), values, rest


def image_count(gan, batch):
    """Returns how many images there are to draw from, the same as in `./gan bench`."""
    size = 1
    for length in gan.discriminator.input_shape:
        size *= length
    return max(1, min(max(1024, batch), MOST_NUMBERS // size))


def measure(label, step, steps):
    """Times a step that returns both losses as numbers, and prints the median and the shortest."""
    times = []
    for number in range(WARM_UP + steps):
        start = time.perf_counter()
        d_loss, g_loss = step()
        if number >= WARM_UP:
            times.append((time.perf_counter() - start) * 1e3)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{label}: median {statistics.median(times):.2f} ms, least {min(times):.2f} ms, {peak} MB, "
          f"losses {d_loss:.3f} {g_loss:.3f}")
