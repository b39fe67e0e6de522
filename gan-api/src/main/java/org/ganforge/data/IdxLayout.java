package org.ganforge.data;

import org.ganforge.error.InvalidInputException;

/**
 * How a family of data sets stores its images and labels in IDX files.
 *
 * @param transposed whether images are stored column by column rather than row by row
 * @param firstLabel the label of the first class
 */
record IdxLayout(boolean transposed, int firstLabel) {
  /** Rows from the top, labels from 0, as in MNIST. */
  static final IdxLayout USUAL = new IdxLayout(false, 0);

  /** Cohen et al. 2017 wrote the images in MATLAB's order and number the letters from 1. */
  static final IdxLayout EMNIST_LETTERS = new IdxLayout(true, 1);

  /** Returns the images upright, as bytes row by row; copied if they are stored transposed. */
  byte[] upright(IdxFile images) {
    if (!transposed) {
      return images.body();
    }
    byte[] stored = images.body();
    byte[] upright = new byte[stored.length];
    int rows = rows(images);
    int columns = columns(images);
    for (int image = 0; image < stored.length; image += rows * columns) {
      for (int i = 0; i < rows * columns; i++) {
        upright[image + i] = stored[image + i % columns * rows + i / columns];
      }
    }
    return upright;
  }

  /** Returns how many rows an upright image has. */
  int rows(IdxFile images) {
    return images.shape().dim(transposed ? 2 : 1);
  }

  /** Returns how many columns an upright image has. */
  int columns(IdxFile images) {
    return images.shape().dim(transposed ? 1 : 2);
  }

  /**
   * Returns the labels counted from 0.
   *
   * @param classes how many classes there are; 0 if unknown
   */
  byte[] labelsFromZero(IdxFile labels, int classes) {
    byte[] fromZero = labels.body().clone();
    for (int i = 0; i < fromZero.length; i++) {
      int label = fromZero[i] & 0xff;
      boolean tooLarge = classes > 0 && label >= firstLabel + classes;
      if (label < firstLabel || tooLarge) {
        throw new InvalidInputException(
            labels.path().toString(),
            "labels " + firstLabel + " to " + (classes > 0 ? firstLabel + classes - 1 : 255),
            "label " + label + " at image " + i,
            "these files are another data set: ask for it by its name");
      }
      fromZero[i] = (byte) (label - firstLabel);
    }
    return fromZero;
  }
}
