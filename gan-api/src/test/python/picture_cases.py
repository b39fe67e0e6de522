"""Draws pictures that Java cannot write: python picture_cases.py FOLDER (Pillow 12.3.0)."""

import pathlib
import sys

import numpy as np
from PIL import Image


def main(folder):
    y, x = np.mgrid[0:8, 0:16]
    colours = np.stack([x * 15, y * 30, x * 0 + 90], -1).astype(np.uint8)
    alpha = (y * 36).astype(np.uint8)
    image = Image.fromarray(colours)
    turned = Image.Exif()
    turned[0x0112] = 6
    image.save(folder / "colours.webp", lossless=True, exact=True)
    image.save(folder / "turned.webp", lossless=True, exact=True, exif=turned)
    Image.fromarray(np.dstack([colours, alpha])).save(folder / "alpha.webp", lossless=True, exact=True)
    image.resize((16, 16), Image.Resampling.NEAREST).convert("CMYK").save(
        folder / "cmyk.jpg", quality=100, subsampling=0
    )
    palette = Image.fromarray((x // 4).astype(np.uint8), mode="P")
    palette.putpalette([10, 20, 30, 200, 100, 50, 0, 255, 0, 1, 2, 3])
    palette.save(folder / "palette.png", transparency=1)
    Image.fromarray(np.dstack([y * 30, alpha]).astype(np.uint8), mode="LA").save(folder / "grey-alpha.png")
    image.save(folder / "key.png", transparency=(15, 30, 90))
    image.save(folder / "turned.png", exif=turned)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
