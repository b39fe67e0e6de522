package org.ganforge.tf.evaluate;

/**
 * A kind of image that shows no class. A classifier that learns some of each kind as a class of
 * their own is not sure of what it has never seen (Hendrycks, Mazeika, Dietterich 2019, "Deep
 * anomaly detection with outlier exposure").
 */
enum Outlier {
  /** One shade everywhere: black, white, or any between. */
  SHADE,
  /** Cells of 1 to 7 pixels, each of a shade between two; or only some of them, on a ground. */
  NOISE,
  /** The same with its shades joined smoothly: spots, waves and gradients. */
  CLOUDS,
  /** The pixels of an image in another order: its shades, and nothing else of it. */
  SHUFFLED_PIXELS,
  /** The tiles of an image in another order: its strokes, but not where they belong. */
  SHUFFLED_TILES,
  /** Two images of different classes, one over the other: the lighter of each two pixels. */
  OVERLAY
}
