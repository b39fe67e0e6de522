package org.ganforge.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.ganforge.error.InvalidInputException;

/** The numbers of a NumPy array, read one after the other. */
final class NpyNumbers implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final int CHUNK = 1 << 14;

  private final InputStream in;
  private final NpyHeader header;

  private NpyNumbers(InputStream in, NpyHeader header) {
    this.in = in;
    this.header = header;
  }

  /** Where the bytes of an array come from. */
  interface Origin {
    /** Opens the bytes at their start. */
    InputStream open() throws IOException;
  }

  /** Returns an array's header; empty if the array doesn't hold numbers. */
  static Optional<NpyHeader> header(String where, Origin origin) throws IOException {
    try (InputStream in = origin.open()) {
      return NpyHeader.read(where, in);
    }
  }

  /** Opens the numbers of an array. */
  static NpyNumbers open(String where, Origin origin) throws IOException {
    InputStream in = new BufferedInputStream(origin.open(), BUFFER);
    try {
      Optional<NpyHeader> header = NpyHeader.read(where, in);
      if (header.isEmpty()) {
        throw new IOException("an array that does not hold numbers");
      }
      return new NpyNumbers(in, header.get());
    } catch (IOException | InvalidInputException e) {
      in.close();
      throw e;
    }
  }

  NpyHeader header() {
    return header;
  }

  /** Skips some numbers. */
  void skip(long numbers) throws IOException {
    in.skipNBytes(numbers * header.bytes());
  }

  /** Fills the array with the next bytes; only for arrays of bytes. */
  void next(byte[] numbers) throws IOException {
    if (in.readNBytes(numbers, 0, numbers.length) < numbers.length) {
      throw new EOFException("an array that ends early");
    }
  }

  /** Fills the array with the next numbers. */
  void next(double[] numbers) throws IOException {
    byte[] bytes = new byte[numbers.length * header.bytes()];
    next(bytes);
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    buffer.order(header.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(buffer);
    }
  }

  /**
   * Passes the next numbers to {@code taker} one by one. Buffers only a few thousand of them: a
   * header may claim more than there are.
   */
  void read(long count, DoubleConsumer taker) throws IOException {
    for (long rest = count; rest > 0; rest -= CHUNK) {
      double[] chunk = new double[(int) Math.min(rest, CHUNK)];
      next(chunk);
      for (double number : chunk) {
        taker.accept(number);
      }
    }
  }

  private double number(ByteBuffer buffer) {
    return switch (header.type()) {
      case "b1", "u1" -> buffer.get() & 0xff;
      case "i1" -> buffer.get();
      case "u2" -> buffer.getShort() & 0xffff;
      case "i2" -> buffer.getShort();
      case "u4" -> Integer.toUnsignedLong(buffer.getInt());
      case "i4" -> buffer.getInt();
      case "u8", "i8" -> buffer.getLong();
      case "f4" -> buffer.getFloat();
      case "f8" -> buffer.getDouble();
      default -> Double.NaN; // half precision, which is rejected earlier
    };
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
