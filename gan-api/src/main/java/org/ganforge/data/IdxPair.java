package org.ganforge.data;

import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.TensorShape;

/**
 * Images and the labels that belong to them.
 *
 * @param images grey images, {@code [count, rows, columns]}
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

  ImageDataset dataset(String name, List<String> classNames) {
    TensorShape shape = TensorShape.of(images.shape().dim(1), images.shape().dim(2), 1);
    return ImageDataset.wrap(name, shape, images.body()).withLabels(labels.body(), classNames);
  }
}
