package org.ganforge.picture;

/**
 * How the camera was held: which row and column of the stored picture is at the top and on the left
 * when shown. The constants are in the order of the EXIF tag's values 1 to 8.
 *
 * @see <a href="https://www.cipa.jp/std/documents/download_e.html?DC-008-Translation-2023-E">Exif
 *     3.0</a>, tag 0x0112
 */
enum Orientation {
  UPRIGHT(false, false, false),
  MIRRORED(false, true, false),
  UPSIDE_DOWN(false, true, true),
  MIRRORED_UPSIDE_DOWN(false, false, true),
  TRANSPOSED(true, false, false),
  TURN_RIGHT(true, true, false),
  TRANSVERSED(true, true, true),
  TURN_LEFT(true, false, true);

  private final boolean swapped;
  private final boolean leftRight;
  private final boolean topDown;

  /** Swaps rows and columns first, then mirrors. */
  Orientation(boolean swapped, boolean leftRight, boolean topDown) {
    this.swapped = swapped;
    this.leftRight = leftRight;
    this.topDown = topDown;
  }

  /** Returns the orientation for a tag's value; upright for undefined values. */
  static Orientation of(int tag) {
    return tag >= 1 && tag <= values().length ? values()[tag - 1] : UPRIGHT;
  }

  /** Returns whether width and height are swapped when the picture is shown. */
  boolean isSwapped() {
    return swapped;
  }

  /** Returns the box in the stored picture that corresponds to a box in the shown one. */
  Box stored(Box shown, int shownWidth, int shownHeight) {
    double left = leftRight ? shownWidth - shown.left() - shown.width() : shown.left();
    double top = topDown ? shownHeight - shown.top() - shown.height() : shown.top();
    return swapped
        ? new Box(top, left, shown.height(), shown.width())
        : new Box(left, top, shown.width(), shown.height());
  }

  /** Returns the stored pixels, turned upright. */
  Pixels shown(Pixels stored) {
    if (this == UPRIGHT) {
      return stored;
    }
    int width = swapped ? stored.height() : stored.width();
    int height = swapped ? stored.width() : stored.height();
    int channels = stored.channels();
    byte[] bytes = new byte[stored.bytes().length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int across = leftRight ? width - 1 - x : x;
        int down = topDown ? height - 1 - y : y;
        int from = swapped ? across * stored.width() + down : down * stored.width() + across;
        System.arraycopy(
            stored.bytes(), from * channels, bytes, (y * width + x) * channels, channels);
      }
    }
    return Pixels.of(width, height, channels, bytes);
  }
}
