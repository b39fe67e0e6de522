"""Resizes pictures with Pillow: python resize_cases.py FILE (written with Pillow 12.3.0)."""

import sys

import numpy as np
from PIL import Image

# width, height, box (left, top, width, height), new width, new height
CASES = [
    (12, 10, (0, 0, 12, 10), 5, 4),
    (37, 23, (0, 0, 37, 23), 8, 8),
    (9, 7, (0, 0, 9, 7), 9, 7),
    (5, 6, (0, 0, 5, 6), 13, 11),
    (40, 30, (5, 0, 30, 30), 7, 7),
    (64, 48, (10.5, 3.25, 20.25, 40.5), 6, 9),
    (200, 3, (0, 0, 200, 3), 4, 5),
]


def picture(width, height):
    """Returns a picture that is easy to draw in any language."""
    y, x = np.mgrid[0:height, 0:width]
    return (x * 37 + y * 101 + x * y * 7) % 256


def main(path):
    with open(path, "w", encoding="ascii") as out:
        out.write("# From Pillow's LANCZOS over 32-bit floats; see src/test/python/resize_cases.py\n")
        for width, height, box, new_width, new_height in CASES:
            image = Image.fromarray(picture(width, height).astype(np.float32), mode="F")
            left, top, across, down = box
            small = image.resize(
                (new_width, new_height),
                Image.Resampling.LANCZOS,
                box=(left, top, left + across, top + down),
            )
            numbers = " ".join(f"{v:.4f}" for v in np.asarray(small).ravel())
            out.write(f"{width} {height} {left} {top} {across} {down} {new_width} {new_height} {numbers}\n")


if __name__ == "__main__":
    main(sys.argv[1])
