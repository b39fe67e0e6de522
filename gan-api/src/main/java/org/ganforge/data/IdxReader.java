package org.ganforge.data;

import static java.math.BigInteger.ONE;
import static java.util.stream.Collectors.joining;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.TensorShape;

/**
 * Reads an IDX file of unsigned bytes, with or without gzip, by content. The sizes in the header
 * are checked before memory is allocated; no bytes may be missing or left over.
 *
 * <p>The format, big-endian: the magic number, one 32-bit size per dimension, the bytes (Y. LeCun,
 * "The MNIST database").
 */
final class IdxReader {
  /** Far above any real data set; a forged header must not make us allocate more. */
  private static final BigInteger MOST_BYTES = BigInteger.valueOf(1 << 30);

  /** Deflate's largest compression factor: 258 bytes from two bits. */
  private static final BigInteger MOST_INFLATION = BigInteger.valueOf(1032);

  private static final int BUFFER = 1 << 16;
  private static final String AGAIN = "download or copy the file again";

  private final Path file;
  private final IdxKind kind;

  private IdxReader(Path file, IdxKind kind) {
    this.file = file;
    this.kind = kind;
  }

  static IdxFile read(Path file, IdxKind kind) {
    return new IdxReader(file, kind).read();
  }

  private IdxFile read() {
    if (!Files.isRegularFile(file)) {
      String found = Files.isDirectory(file) ? "a folder" : "no such file";
      throw wrong("an IDX file of " + kind.what(), found, "check the path");
    }
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
      if (!isGzip(bytes)) {
        return read(bytes, false);
      }
      try (InputStream unpacked = new GZIPInputStream(bytes, BUFFER)) {
        return read(unpacked, true);
      }
    } catch (EOFException e) {
      throw wrong("a complete gzip file", "one that ends early", AGAIN);
    } catch (IOException e) {
      throw wrong(
          "a file that can be read", e.getClass().getSimpleName() + ": " + e.getMessage(), AGAIN);
    }
  }

  private IdxFile read(InputStream in, boolean gzip) throws IOException {
    byte[] header = new byte[kind.headerBytes()];
    checkMagic(header, fill(in, header));
    long[] sizes = new long[kind.rank()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Integer.toUnsignedLong(ByteBuffer.wrap(header).getInt(4 + 4 * i));
    }
    String promise = Arrays.stream(sizes).mapToObj(Long::toString).collect(joining(" x "));
    int size = checkSize(sizes, promise, gzip);
    String expected = header.length + size + " bytes, a header and " + promise + ",";
    if (!gzip && Files.size(file) != header.length + size) {
      throw wrong(expected, Files.size(file) + " bytes", AGAIN);
    }
    byte[] body = new byte[size];
    int read = fill(in, body);
    if (read < size) {
      throw wrong(expected, header.length + read + " bytes", AGAIN);
    }
    // Reading to the end also makes gzip verify its checksum.
    if (in.read() != -1) {
      throw wrong(expected, "more bytes after them", AGAIN);
    }
    int[] dims = Arrays.stream(sizes).mapToInt(Math::toIntExact).toArray();
    return new IdxFile(file, ByteBuffer.wrap(header), TensorShape.of(dims), body);
  }

  private void checkMagic(byte[] header, int read) {
    String expected = "IDX " + kind.what() + " with magic number " + hex(kind.magic());
    if (read > 0 && header[0] == '<') {
      throw wrong(expected, "a web page", "download the file itself, not a page about it");
    }
    if (read < header.length) {
      throw wrong("a header of " + header.length + " bytes", read + " bytes", AGAIN);
    }
    int magic = ByteBuffer.wrap(header).getInt();
    if (magic != kind.magic()) {
      throw wrong(expected, "magic number " + hex(magic), "give the file of the " + kind.what());
    }
  }

  /** Returns how many bytes the header declares, after checking that the number is plausible. */
  private int checkSize(long[] sizes, String promise, boolean gzip) throws IOException {
    BigInteger size =
        Arrays.stream(sizes).mapToObj(BigInteger::valueOf).reduce(ONE, BigInteger::multiply);
    String found = "a header that promises " + promise + " = " + size;
    if (size.signum() == 0) {
      throw wrong("at least one byte of " + kind.what(), found, AGAIN);
    }
    if (size.compareTo(MOST_BYTES) > 0) {
      throw wrong("at most " + MOST_BYTES + " bytes of " + kind.what(), found, AGAIN);
    }
    long packed = Files.size(file);
    if (gzip && size.compareTo(BigInteger.valueOf(packed).multiply(MOST_INFLATION)) > 0) {
      throw wrong("no more bytes than " + packed + " bytes of gzip data can hold", found, AGAIN);
    }
    return size.intValueExact();
  }

  /** Reads until the array is full or the data end; returns the number of bytes read. */
  private static int fill(InputStream in, byte[] target) throws IOException {
    int filled = 0;
    try {
      while (filled < target.length) {
        int more = in.read(target, filled, target.length - filled);
        if (more < 0) {
          return filled;
        }
        filled += more;
      }
    } catch (EOFException e) {
      // The gzip data are truncated; the caller sees that by the number of bytes.
      return filled;
    }
    return filled;
  }

  private static boolean isGzip(InputStream in) throws IOException {
    in.mark(2);
    boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return gzip;
  }

  private static String hex(int number) {
    return String.format(Locale.ROOT, "0x%08x", number);
  }

  private InvalidInputException wrong(String expected, String found, String wayOut) {
    return new InvalidInputException(file.toString(), expected, found, wayOut);
  }
}
