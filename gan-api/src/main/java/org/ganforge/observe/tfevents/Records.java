package org.ganforge.observe.tfevents;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The records of a TFRecord file: the length as 64 bits, its checksum, the data, their checksum,
 * all little-endian. The checksums are CRC-32C, masked as described in
 * https://www.tensorflow.org/tutorials/load_data/tfrecord.
 */
final class Records {
  private static final int HEADER = Long.BYTES + Integer.BYTES;
  private static final int MASK = 0xa282ead8;

  private final InputStream in;
  private final long size;
  private long position;

  /**
   * Reads records.
   *
   * @param size the size of the file in bytes, which no record may exceed
   */
  Records(InputStream in, long size) {
    this.in = in;
    this.size = size;
  }

  /** Returns the record that holds the data. */
  static ByteBuffer of(byte[] data) {
    ByteBuffer record =
        ByteBuffer.allocate(HEADER + data.length + Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(data.length);
    record.putInt(masked(record.array(), 0, Long.BYTES));
    record.put(data);
    record.putInt(masked(data, 0, data.length));
    return record.flip();
  }

  /** Returns the data of the next record; null at the end or if the next record is incomplete. */
  byte @Nullable [] next() throws IOException {
    ByteBuffer header = ByteBuffer.wrap(in.readNBytes(HEADER)).order(ByteOrder.LITTLE_ENDIAN);
    if (header.remaining() < HEADER
        || header.getInt(Long.BYTES) != masked(header.array(), 0, Long.BYTES)) {
      return null;
    }
    long length = header.getLong();
    if (length < 0 || length > size - position - HEADER - Integer.BYTES) {
      return null;
    }
    byte[] data = in.readNBytes((int) length);
    ByteBuffer check = ByteBuffer.wrap(in.readNBytes(Integer.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    if (check.remaining() < Integer.BYTES || check.getInt() != masked(data, 0, data.length)) {
      return null;
    }
    position += HEADER + length + Integer.BYTES;
    return data;
  }

  /** Returns the position of the record that {@link #next} would read. */
  long position() {
    return position;
  }

  static int masked(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
  }
}
