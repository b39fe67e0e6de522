package org.ganforge.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Walks the chunks of a WebP file, which is a RIFF container. */
final class WebpStructure {
  private static final int HEADER = 12;
  private static final int EXIF = 0x46495845; // "EXIF", little-endian
  private static final int EXIF_NAME = 6; // some writers keep JPEG's "Exif\0\0" before the data

  private WebpStructure() {}

  static Structure of(byte[] bytes) throws PictureException {
    ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long end = 8 + Integer.toUnsignedLong(all.getInt(4));
    if (end > bytes.length) {
      throw new PictureException(Structure.ENDS_EARLY);
    }
    Orientation orientation = Orientation.UPRIGHT;
    long at = HEADER;
    while (at + 8 <= end) {
      long length = Integer.toUnsignedLong(all.getInt((int) at + 4));
      if (length > end - at - 8) {
        throw new PictureException(Structure.ENDS_EARLY);
      }
      if (all.getInt((int) at) == EXIF) {
        orientation = exif(bytes, (int) at + 8, (int) length);
      }
      at += 8 + length + length % 2;
    }
    return new Structure(orientation);
  }

  private static Orientation exif(byte[] bytes, int start, int length) {
    int skip = length > EXIF_NAME && bytes[start] == 'E' ? EXIF_NAME : 0;
    return Exif.orientation(bytes, start + skip, length - skip);
  }
}
