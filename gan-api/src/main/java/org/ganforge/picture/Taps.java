package org.ganforge.picture;

/** The weights along one axis of a resized picture, computed once for all rows. */
final class Taps {
  private static final double NOTHING = 1e-12;

  private final int[] first;
  private final float[][] weights;

  private Taps(int[] first, float[][] weights) {
    this.first = first;
    this.weights = weights;
  }

  /**
   * Returns the weights of an axis.
   *
   * @param length the picture's length in pixels
   * @param start the start of the part to resize
   * @param part the length of that part; pixels around it contribute to its edges
   * @param target the new length in pixels
   */
  static Taps of(Kernel kernel, int length, double start, double part, int target) {
    double scale = part / target;
    int[] first = new int[target];
    float[][] weights = new float[target][];
    for (int i = 0; i < target; i++) {
      double centre = start + (i + 0.5) * scale;
      double radius = kernel.radius(scale);
      int from = Math.max(0, (int) Math.floor(centre - radius));
      int to = Math.min(length, (int) Math.ceil(centre + radius));
      while (isNothing(kernel.weight(from, centre, scale))) {
        from++;
      }
      while (isNothing(kernel.weight(to - 1, centre, scale))) {
        to--;
      }
      first[i] = from;
      weights[i] = normal(kernel, from, to, centre, scale);
    }
    return new Taps(first, weights);
  }

  /** Treats rounding errors of the sine as 0, so that an unchanged size has one tap. */
  private static boolean isNothing(double weight) {
    return Math.abs(weight) < NOTHING;
  }

  private static float[] normal(Kernel kernel, int from, int to, double centre, double scale) {
    double sum = 0;
    for (int k = from; k < to; k++) {
      sum += kernel.weight(k, centre, scale);
    }
    float[] weights = new float[to - from];
    for (int k = from; k < to; k++) {
      weights[k - from] = (float) (kernel.weight(k, centre, scale) / sum);
    }
    return weights;
  }

  int count() {
    return first.length;
  }

  /** Returns the first old pixel that contributes to the new pixel {@code index}. */
  int first(int index) {
    return first[index];
  }

  /** Returns the index after the last old pixel that contributes to the new pixel {@code index}. */
  int end(int index) {
    return first[index] + weights[index].length;
  }

  /** Returns the weights from {@link #first} on; not a copy. */
  float[] weights(int index) {
    return weights[index];
  }
}
