package org.ganforge.tf.form;

import java.util.Set;

/**
 * A convolution of a graph.
 *
 * @param shape its sizes
 * @param batch how many images it usually takes at once
 * @param directions those that its layers compute: forward for a convolution, input for a
 *     transposed one
 */
public record ConvolutionUse(ConvolutionShape shape, int batch, Set<Direction> directions) {
  /** Copies the set. */
  public ConvolutionUse {
    directions = Set.copyOf(directions);
  }

  /** Returns the use of a convolution that is not transposed, or of a matrix product. */
  public static ConvolutionUse of(ConvolutionShape shape, int batch) {
    return new ConvolutionUse(shape, batch, Set.of(Direction.FORWARD));
  }

  /** Returns the directions of its layers, in order. */
  Direction[] own() {
    return directions.stream().sorted().toArray(Direction[]::new);
  }
}
