package org.ganforge.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The spread of a figure over random parts of the images, by the delete-d jackknife (Shao and Wu
 * 1989).
 *
 * @param mean the mean over the parts
 * @param deviation the standard deviation of the figure of all images, estimated from the parts
 */
record PartSpread(double mean, double deviation) {
  /**
   * Returns the spread of each of several figures.
   *
   * @param parts the number of parts
   * @param size the number of images of a part, drawn without replacement
   * @param count the number of all images
   * @param ofPart the figures of a part; called by several threads
   */
  static List<PartSpread> of(int parts, int size, int count, IntFunction<double[]> ofPart) {
    List<double[]> all = IntStream.range(0, parts).parallel().mapToObj(ofPart).toList();
    List<PartSpread> spreads = new ArrayList<>();
    for (int figure = 0; figure < all.get(0).length; figure++) {
      double sum = 0;
      for (double[] part : all) {
        sum += part[figure];
      }
      double mean = sum / parts;
      double squares = 0;
      for (double[] part : all) {
        squares += (part[figure] - mean) * (part[figure] - mean);
      }
      double deviation = Math.sqrt(squares / (parts - 1) * size / (count - size));
      spreads.add(new PartSpread(mean, deviation));
    }
    return spreads;
  }
}
