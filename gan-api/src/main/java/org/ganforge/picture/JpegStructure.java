package org.ganforge.picture;

/**
 * Walks the segments of a JPEG file (ITU-T T.81, annex B). Decoders fill the missing part of a
 * truncated file with grey; this refuses such files.
 */
final class JpegStructure {
  private static final int START_OF_SCAN = 0xda;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int APP1 = 0xe1;
  private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};

  private final byte[] bytes;
  private Orientation orientation = Orientation.UPRIGHT;

  private JpegStructure(byte[] bytes) {
    this.bytes = bytes;
  }

  static Structure of(byte[] bytes) throws PictureException {
    return new JpegStructure(bytes).walk();
  }

  private Structure walk() throws PictureException {
    int at = 2;
    while (at + 4 <= bytes.length) {
      int marker = unsigned(at + 1);
      if (unsigned(at) != 0xff) {
        throw new PictureException(Structure.DAMAGED);
      }
      if (marker == 0xff) {
        at++; // fill bytes may stand before a marker
        continue;
      }
      int length = unsigned(at + 2) << 8 | unsigned(at + 3);
      if (marker == START_OF_SCAN) {
        requireEnd(at + 2 + length);
        return new Structure(orientation);
      }
      if (marker == APP1) {
        look(at + 4, length - 2);
      }
      at += 2 + length;
    }
    throw new PictureException(Structure.ENDS_EARLY);
  }

  private void look(int start, int length) {
    if (length <= EXIF.length || start + length > bytes.length) {
      return;
    }
    for (int i = 0; i < EXIF.length; i++) {
      if (bytes[start + i] != EXIF[i]) {
        return;
      }
    }
    orientation = Exif.orientation(bytes, start + EXIF.length, length - EXIF.length);
  }

  /** Inside a scan, a byte 0xff is followed by 0 or a restart marker, so the end is certain. */
  private void requireEnd(int from) throws PictureException {
    for (int i = from; i + 1 < bytes.length; i++) {
      if (unsigned(i) == 0xff && unsigned(i + 1) == END_OF_IMAGE) {
        return;
      }
    }
    throw new PictureException(Structure.ENDS_EARLY);
  }

  private int unsigned(int index) {
    return bytes[index] & 0xff;
  }
}
