package org.ganforge.picture;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Walks all chunks of a PNG file and checks those that the pixels depend on. */
final class PngStructure {
  private static final int SIGNATURE = 8;
  private static final int AROUND = 12;
  private static final int EXIF = 0x65584966; // eXIf
  private static final int END = 0x49454e44; // IEND

  /** This bit is set in the first letter of the names of chunks that a reader may skip. */
  private static final int ANCILLARY = 0x20000000;

  private PngStructure() {}

  static Structure of(byte[] bytes) throws PictureException {
    ByteBuffer all = ByteBuffer.wrap(bytes);
    Orientation orientation = Orientation.UPRIGHT;
    int at = SIGNATURE;
    while (at + AROUND <= bytes.length) {
      int length = all.getInt(at);
      int type = all.getInt(at + 4);
      if (length < 0 || length > bytes.length - at - AROUND) {
        break;
      }
      if ((type & ANCILLARY) == 0) {
        CRC32 sum = new CRC32();
        sum.update(bytes, at + 4, 4 + length);
        if ((int) sum.getValue() != all.getInt(at + 8 + length)) {
          throw new PictureException(Structure.DAMAGED);
        }
      }
      if (type == END) {
        return new Structure(orientation);
      }
      if (type == EXIF) {
        orientation = Exif.orientation(bytes, at + 8, length);
      }
      at += AROUND + length;
    }
    throw new PictureException(Structure.ENDS_EARLY);
  }
}
