package org.ganforge.picture;

/** Rows of bytes in memory: grey, RGB, or RGB with alpha. */
final class PixelRows implements Rows {
  private static final int WITH_ALPHA = 4;

  private final Pixels pixels;
  private final int background;

  PixelRows(Pixels pixels, int background) {
    this.pixels = pixels;
    this.background = background;
  }

  @Override
  public int width() {
    return pixels.width();
  }

  @Override
  public int height() {
    return pixels.height();
  }

  @Override
  public int channels() {
    return Math.min(pixels.channels(), WITH_ALPHA - 1);
  }

  @Override
  public void read(int y, float[] row) {
    int bands = pixels.channels();
    byte[] bytes = pixels.bytes();
    for (int x = 0; x < width(); x++) {
      int at = (y * width() + x) * bands;
      float opaque = bands == WITH_ALPHA ? (bytes[at + WITH_ALPHA - 1] & 0xff) / 255f : 1;
      for (int c = 0; c < channels(); c++) {
        row[x * channels() + c] = background + ((bytes[at + c] & 0xff) - background) * opaque;
      }
    }
  }
}
