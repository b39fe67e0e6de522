package org.ganforge.tf.truth.engine;

import org.ganforge.layer.TensorShape;

/** Turns flat, row-major indices into places and back. */
final class Places {
  private Places() {}

  /** Returns the index along each axis. */
  static int[] of(TensorShape shape, int index) {
    int[] place = new int[shape.rank()];
    int rest = index;
    for (int axis = place.length - 1; axis >= 0; axis--) {
      place[axis] = rest % shape.dim(axis);
      rest /= shape.dim(axis);
    }
    return place;
  }

  /** Returns the flat index; along an axis of length 1, every place counts as the first. */
  static int index(TensorShape shape, int... place) {
    int index = 0;
    for (int axis = 0; axis < place.length; axis++) {
      index = index * shape.dim(axis) + (shape.dim(axis) == 1 ? 0 : place[axis]);
    }
    return index;
  }
}
