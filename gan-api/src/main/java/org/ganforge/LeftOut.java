package org.ganforge;

/**
 * What a Keras file says of a layer, and the network that was read from it does not. None of it
 * changes an output beyond rounding.
 *
 * @param layer the layer's path inside the network: {@code block/conv2d}
 * @param option Keras' name of the option: {@code kernel_regularizer}
 * @param found what the file says: {@code L2 {"l2": 0.01}}
 * @param training whether going on with the training would go another way without it, as with a
 *     regularizer; false for the precision of the numbers
 */
public record LeftOut(String layer, String option, String found, boolean training) {
  /** Returns it in one line: {@code kernel_regularizer L2 {"l2": 0.01} of block/conv2d}. */
  @Override
  public String toString() {
    return option + " " + found + " of " + layer;
  }
}
