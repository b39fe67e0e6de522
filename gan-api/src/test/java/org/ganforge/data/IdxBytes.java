package org.ganforge.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Builds IDX files: big-endian, as specified on the format's page. */
final class IdxBytes {
  static final byte[] WEB_PAGE =
      "<!DOCTYPE html><html><body>Not found</body></html>".getBytes(StandardCharsets.UTF_8);

  private IdxBytes() {}

  /** Returns {@code count} images of 2 x 3 pixels with the bytes 0, 1, 2, ... */
  static byte[] images(int count) {
    return idx(0x803, ascending(count * 6), count, 2, 3);
  }

  /** Returns {@code count} labels 0, 1, 2, ... */
  static byte[] labels(int count) {
    return idx(0x801, ascending(count), count);
  }

  static byte[] idx(int magic, byte[] body, int... sizes) {
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * sizes.length + body.length);
    file.putInt(magic);
    Arrays.stream(sizes).forEach(file::putInt);
    return file.put(body).array();
  }

  static byte[] ascending(int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  static byte[] gzip(byte[] bytes) {
    return gzip(bytes, Deflater.DEFAULT_COMPRESSION);
  }

  /** Returns gzip data that store the bytes uncompressed. */
  static byte[] gzipStored(byte[] bytes) {
    return gzip(bytes, Deflater.NO_COMPRESSION);
  }

  private static byte[] gzip(byte[] bytes, int level) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new LevelledGzip(packed, level)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  static String sha256(byte[] bytes) {
    return digest("SHA-256", bytes);
  }

  static String md5(byte[] bytes) {
    return digest("MD5", bytes);
  }

  private static String digest(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static final class LevelledGzip extends GZIPOutputStream {
    LevelledGzip(ByteArrayOutputStream target, int level) throws IOException {
      super(target);
      def.setLevel(level);
    }
  }
}
