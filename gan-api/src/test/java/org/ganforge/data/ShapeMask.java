package org.ganforge.data;

import java.nio.ByteBuffer;
import java.util.BitSet;

/** The pixels of an image that differ from its left edge, row by row: the ink of a drawn shape. */
final class ShapeMask {
  private static final int LEAST_DIFFERENCE = 60;
  private static final int GRID = 16;

  private final int height;
  private final int width;
  private final boolean[] ink;

  private ShapeMask(int height, int width) {
    this.height = height;
    this.width = width;
    ink = new boolean[height * width];
  }

  static ShapeMask of(ImageDataset images, int index) {
    int size = images.imageShape().size();
    ByteBuffer pixels = images.pixels().slice(index * size, size);
    ShapeMask mask = new ShapeMask(images.imageShape().dim(0), images.imageShape().dim(1));
    for (int i = 0; i < mask.ink.length; i++) {
      int edge = i / mask.width * mask.width;
      int difference = 0;
      for (int channel = 0; channel < 3; channel++) {
        int here = pixels.get(3 * i + channel) & 0xff;
        difference += Math.abs(here - (pixels.get(3 * edge + channel) & 0xff));
      }
      mask.ink[i] = difference > LEAST_DIFFERENCE;
    }
    return mask;
  }

  double share() {
    int count = 0;
    for (boolean isInk : ink) {
      count += isInk ? 1 : 0;
    }
    return (double) count / ink.length;
  }

  boolean touchesTheRim() {
    for (int i = 0; i < ink.length; i++) {
      int x = i % width;
      int y = i / width;
      if (ink[i] && (x == 0 || y == 0 || x == width - 1 || y == height - 1)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the ink's bounding box, scaled to a small square with a bit per cell. */
  BitSet boxed() {
    int left = width;
    int right = 0;
    int top = height;
    int bottom = 0;
    for (int i = 0; i < ink.length; i++) {
      if (ink[i]) {
        left = Math.min(left, i % width);
        right = Math.max(right, i % width + 1);
        top = Math.min(top, i / width);
        bottom = Math.max(bottom, i / width + 1);
      }
    }
    BitSet box = new BitSet(GRID * GRID);
    for (int i = 0; i < GRID * GRID; i++) {
      int x = left + (int) ((i % GRID + 0.5) * (right - left) / GRID);
      int row = i / GRID;
      int y = top + (int) ((row + 0.5) * (bottom - top) / GRID);
      box.set(i, ink[y * width + x]);
    }
    return box;
  }
}
