package org.ganforge.picture;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Finds the orientation tag in EXIF data, which are a small TIFF file. */
final class Exif {
  private static final int ORIENTATION = 0x0112;
  private static final int ENTRY = 12;

  private Exif() {}

  /** Returns the orientation; upright if the data have none or are damaged. */
  static Orientation orientation(byte[] bytes, int offset, int length) {
    try {
      return find(ByteBuffer.wrap(bytes, offset, length).slice());
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      return Orientation.UPRIGHT; // damaged metadata is no reason to refuse the picture
    }
  }

  private static Orientation find(ByteBuffer tiff) {
    short order = tiff.getShort();
    tiff.order(order == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    tiff.position(4);
    int directory = tiff.getInt();
    int entries = tiff.getShort(directory) & 0xffff;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + i * ENTRY;
      if ((tiff.getShort(entry) & 0xffff) == ORIENTATION) {
        return Orientation.of(tiff.getShort(entry + 8));
      }
    }
    return Orientation.UPRIGHT;
  }
}
