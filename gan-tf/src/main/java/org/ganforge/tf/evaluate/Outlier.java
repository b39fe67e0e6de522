package org.ganforge.tf.evaluate;

/**
 * A kind of image that shows no class. A classifier trained with some of each kind as an extra
 * class is not overconfident about images unlike any it has seen (Hendrycks, Mazeika, Dietterich
 * 2019, "Deep anomaly detection with outlier exposure").
 */
enum Outlier {
  /** One shade everywhere: black, white, or anything between. */
  SHADE,
  /** Cells of 1 to 7 pixels, each of a shade between two; or only some cells on a background. */
  NOISE,
  /** Like {@link #NOISE}, but with smooth transitions: spots, waves and gradients. */
  CLOUDS,
  /** The pixels of an image in another order, which keeps only its shades. */
  SHUFFLED_PIXELS,
  /** The tiles of an image in another order, which keeps its strokes but misplaces them. */
  SHUFFLED_TILES,
  /** Two images of different classes on top of each other: the lighter of each pair of pixels. */
  OVERLAY
}
