package org.ganforge;

import java.util.List;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.TensorShape;

/** The smallest networks that generate and judge images. */
final class ImageNetworks {
  static final TensorShape IMAGE = TensorShape.of(2, 2, 1);

  private ImageNetworks() {}

  static Sequential generator(String name) {
    return Sequential.of(name, TensorShape.of(3), List.of(Dense.of(4), Reshape.of(2, 2, 1)));
  }

  static Sequential discriminator(String name) {
    return Sequential.of(name, IMAGE, List.of(Flatten.of(), Dense.of(1)));
  }
}
