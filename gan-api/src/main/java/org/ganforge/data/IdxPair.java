package org.ganforge.data;

import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.TensorShape;

/**
 * Images and their labels.
 *
 * @param images grey images, {@code [count, rows, columns]}, or {@code [count, columns, rows]} if
 *     the layout is transposed
 * @param labels one label per image
 */
record IdxPair(IdxFile images, IdxFile labels) {

  IdxPair {
    if (labels.count() != images.count()) {
      throw new InvalidInputException(
          labels.path().toString(),
          images.count() + " labels, one for each image of " + images.path().getFileName() + ",",
          String.valueOf(labels.count()),
          "use two files of the same data set");
    }
  }

  /** Returns the images upright, with labels starting at 0. */
  ImageDataset dataset(String name, IdxLayout layout, List<String> classNames) {
    TensorShape shape = TensorShape.of(layout.rows(images), layout.columns(images), 1);
    return ImageDataset.wrap(name, shape, layout.upright(images))
        .withLabels(layout.labelsFromZero(labels, classNames.size()), classNames);
  }
}
