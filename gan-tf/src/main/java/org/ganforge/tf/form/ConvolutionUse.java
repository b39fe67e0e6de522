package org.ganforge.tf.form;

import java.util.Set;

/**
 * A convolution of a graph.
 *
 * @param shape its sizes
 * @param batch how many images it usually takes at once
 * @param directions those that its layers are: forward of a convolution, input of a transposed one
 */
public record ConvolutionUse(ConvolutionShape shape, int batch, Set<Direction> directions) {
  /** Copies the set. */
  public ConvolutionUse {
    directions = Set.copyOf(directions);
  }

  /** Returns a convolution, or a matrix product, that is no transposed one. */
  public static ConvolutionUse of(ConvolutionShape shape, int batch) {
    return new ConvolutionUse(shape, batch, Set.of(Direction.FORWARD));
  }

  /** Returns the directions of its layers, in order. */
  Direction[] own() {
    return directions.stream().sorted().toArray(Direction[]::new);
  }
}
