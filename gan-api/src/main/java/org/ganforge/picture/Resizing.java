package org.ganforge.picture;

import java.util.Arrays;

/**
 * Resizes a picture row by row: first each row horizontally, then its contribution to the new rows.
 */
final class Resizing {
  private final Rows rows;
  private final Taps across;
  private final Taps down;
  private final float[] sums;

  private Resizing(Rows rows, Taps across, Taps down) {
    this.rows = rows;
    this.across = across;
    this.down = down;
    this.sums = new float[down.count() * across.count() * rows.channels()];
  }

  /** Returns the part of the picture in the box, resized, with the picture's own channels. */
  static Pixels resize(Rows rows, Box box, int width, int height, Kernel kernel) {
    Taps across = Taps.of(kernel, rows.width(), box.left(), box.width(), width);
    Taps down = Taps.of(kernel, rows.height(), box.top(), box.height(), height);
    Resizing resizing = new Resizing(rows, across, down);
    resizing.add();
    return Pixels.of(width, height, rows.channels(), resizing.rounded());
  }

  private void add() {
    float[] row = new float[rows.width() * rows.channels()];
    float[] narrow = new float[across.count() * rows.channels()];
    for (int y = 0; y < rows.height(); y++) {
      boolean isRead = false;
      for (int i = 0; i < down.count(); i++) {
        if (down.first(i) > y || down.end(i) <= y) {
          continue;
        }
        if (!isRead) {
          rows.read(y, row);
          narrow(row, narrow);
          isRead = true;
        }
        addTo(i, narrow, down.weights(i)[y - down.first(i)]);
      }
    }
  }

  private void narrow(float[] row, float[] narrow) {
    int channels = rows.channels();
    Arrays.fill(narrow, 0);
    for (int i = 0; i < across.count(); i++) {
      float[] weights = across.weights(i);
      int from = across.first(i) * channels;
      for (int c = 0; c < channels; c++) {
        float sum = 0;
        for (int k = 0; k < weights.length; k++) {
          sum += weights[k] * row[from + k * channels + c];
        }
        narrow[i * channels + c] = sum;
      }
    }
  }

  private void addTo(int index, float[] narrow, float weight) {
    int start = index * narrow.length;
    for (int i = 0; i < narrow.length; i++) {
      sums[start + i] += weight * narrow[i];
    }
  }

  private byte[] rounded() {
    byte[] bytes = new byte[sums.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.max(0, Math.min(255, Math.round(sums[i])));
    }
    return bytes;
  }
}
