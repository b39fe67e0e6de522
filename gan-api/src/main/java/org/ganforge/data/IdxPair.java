package org.ganforge.data;

import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.TensorShape;

/**
 * Images and the labels that belong to them.
 *
 * @param images grey images, {@code [count, rows, columns]}, or {@code [count, columns, rows]}
 *     where the layout is transposed
 * @param labels as many labels
 */
record IdxPair(IdxFile images, IdxFile labels) {

  IdxPair {
    if (labels.count() != images.count()) {
      throw new InvalidInputException(
          labels.path().toString(),
          images.count() + " labels, one for each image of " + images.path().getFileName() + ",",
          String.valueOf(labels.count()),
          "put the two files of one data set together");
    }
  }

  /** Returns the images upright, with labels counted from 0. */
  ImageDataset dataset(String name, IdxLayout layout, List<String> classNames) {
    TensorShape shape = TensorShape.of(layout.rows(images), layout.columns(images), 1);
    return ImageDataset.wrap(name, shape, layout.upright(images))
        .withLabels(layout.labelsFromZero(labels, classNames.size()), classNames);
  }
}
