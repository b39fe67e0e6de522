package org.ganforge.data;

/**
 * The numbers that a network sees for the bytes 0..255 of an image: [0, 1] for a generator that
 * ends in a sigmoid, [-1, 1] for one that ends in a tanh.
 */
public enum ValueRange {
  /** [0, 1]: {@code x / 255}. */
  ZERO_TO_ONE(0, 255),
  /** [-1, 1]: {@code (x - 127.5) / 127.5}. */
  MINUS_ONE_TO_ONE(127.5f, 127.5f);

  private final float offset;
  private final float divisor;

  ValueRange(float offset, float divisor) {
    this.offset = offset;
    this.divisor = divisor;
  }

  /** Returns the number for a pixel's byte, given as 0..255: {@code (x - offset) / divisor}. */
  public float toFloat(int byteValue) {
    return (byteValue - offset) / divisor;
  }

  /**
   * Returns the byte, as 0..255, nearest to the number. Numbers outside the range are clamped; NaN
   * gives 0.
   */
  public int toByte(float value) {
    // In double, so that every byte survives a round trip.
    double exact = (double) value * divisor + offset;
    return (int) Math.max(0, Math.min(255, Math.round(exact)));
  }

  /** Returns the number for byte 0. */
  public float low() {
    return toFloat(0);
  }

  /** Returns the number for byte 255. */
  public float high() {
    return toFloat(255);
  }

  /** Returns the number subtracted from a byte, exact in float32. */
  public float offset() {
    return offset;
  }

  /** Returns the number that the difference is divided by, exact in float32. */
  public float divisor() {
    return divisor;
  }
}
