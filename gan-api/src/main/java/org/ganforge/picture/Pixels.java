package org.ganforge.picture;

import java.util.Arrays;

/** A picture's bytes, 0..255, row by row from the top, channels innermost. Mutable; not copied. */
public final class Pixels {
  private final int width;
  private final int height;
  private final int channels;
  private final byte[] bytes;

  private Pixels(int width, int height, int channels, byte[] bytes) {
    this.width = width;
    this.height = height;
    this.channels = channels;
    this.bytes = bytes;
  }

  /** Returns pixels over these bytes, which are not copied. */
  public static Pixels of(int width, int height, int channels, byte[] bytes) {
    if (bytes.length != width * height * channels) {
      throw new AssertionError(bytes.length + " bytes for " + width + " x " + height);
    }
    return new Pixels(width, height, channels, bytes);
  }

  /** Returns the width in pixels. */
  public int width() {
    return width;
  }

  /** Returns the height in pixels. */
  public int height() {
    return height;
  }

  /** Returns 1 for grey, 3 for red, green and blue. */
  public int channels() {
    return channels;
  }

  /** Returns the bytes themselves. */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns these pixels in the middle of a larger picture of one grey level. */
  public Pixels padded(int fullWidth, int fullHeight, int level) {
    if (fullWidth == width && fullHeight == height) {
      return this;
    }
    byte[] full = new byte[fullWidth * fullHeight * channels];
    Arrays.fill(full, (byte) level);
    int left = (fullWidth - width) / 2;
    int top = (fullHeight - height) / 2;
    int row = width * channels;
    for (int y = 0; y < height; y++) {
      System.arraycopy(bytes, y * row, full, ((top + y) * fullWidth + left) * channels, row);
    }
    return new Pixels(fullWidth, fullHeight, channels, full);
  }
}
