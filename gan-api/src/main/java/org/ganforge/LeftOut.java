package org.ganforge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An option of a layer in a Keras file that the network read from it doesn't have. None of them
 * changes an output beyond rounding.
 *
 * @param layer the layer's path inside the network: {@code block/conv2d}
 * @param option Keras' name of the option: {@code kernel_regularizer}
 * @param found the value in the file: {@code L2 {"l2": 0.01}}
 * @param training whether further training would differ without it, as with a regularizer; false
 *     for the precision of the numbers
 */
public record LeftOut(String layer, String option, String found, boolean training) {
  /**
   * Returns a line for each option that was left out, listing all of its layers: {@code
   * kernel_regularizer L2 {"l2": 0.01} of conv2d, conv2d_1}.
   */
  public static List<String> lines(List<LeftOut> leftOut) {
    Map<String, String> layers = new LinkedHashMap<>();
    for (LeftOut one : leftOut) {
      layers.merge(one.option() + " " + one.found(), one.layer(), (all, next) -> all + ", " + next);
    }
    return layers.entrySet().stream()
        .map(entry -> entry.getKey() + " of " + entry.getValue())
        .toList();
  }

  /** Returns one line: {@code kernel_regularizer L2 {"l2": 0.01} of block/conv2d}. */
  @Override
  public String toString() {
    return option + " " + found + " of " + layer;
  }
}
