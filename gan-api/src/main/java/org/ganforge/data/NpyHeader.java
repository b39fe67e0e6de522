package org.ganforge.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ganforge.error.InvalidInputException;

/**
 * The header of a NumPy file.
 *
 * @param type the kind of number and its size in bytes: {@code u1}, {@code f4}
 * @param bigEndian whether the most significant byte comes first
 * @param dims the shape, whose product may overflow 64 bits
 * @see <a
 *     href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.lib.format</a>
 */
record NpyHeader(String type, boolean bigEndian, List<Integer> dims) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST = 1 << 16;
  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([<>|=]?)([buif][1248])'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d,\\sL]*)\\)");

  /** Returns whether a file starts like a NumPy file. */
  static boolean starts(byte[] bytes) {
    return bytes.length >= MAGIC.length
        && Arrays.equals(MAGIC, 0, MAGIC.length, bytes, 0, MAGIC.length);
  }

  /**
   * Reads a header, up to the numbers. Returns empty for an array of strings, objects or records.
   *
   * @throws InvalidInputException if it is not a valid header, or the array is stored column by
   *     column
   */
  static Optional<NpyHeader> read(String where, InputStream in) throws IOException {
    byte[] start = in.readNBytes(MAGIC.length + 2);
    if (start.length < MAGIC.length + 2 || !starts(start)) {
      throw wrong(where, "a NumPy file", "something else");
    }
    byte[] size = in.readNBytes(start[MAGIC.length] == 1 ? 2 : 4);
    long length = 0;
    for (int i = size.length - 1; i >= 0; i--) {
      length = length << 8 | (size[i] & 0xff);
    }
    byte[] text = in.readNBytes((int) Math.min(length, LONGEST));
    String header = new String(text, StandardCharsets.ISO_8859_1);
    Matcher descr = DESCR.matcher(header);
    Matcher order = ORDER.matcher(header);
    Matcher shape = SHAPE.matcher(header);
    if (text.length < length || !order.find() || !shape.find()) {
      throw wrong(where, "an intact NumPy header", "a damaged one");
    }
    if (order.group(1).equals("True")) {
      throw wrong(where, "an array in C order", "one in Fortran order");
    }
    return descr.find()
        ? Optional.of(
            new NpyHeader(descr.group(2), descr.group(1).equals(">"), dims(where, shape.group(1))))
        : Optional.empty();
  }

  private static List<Integer> dims(String where, String shape) {
    try {
      return Arrays.stream(shape.replace("L", "").split(",", -1))
          .map(String::strip)
          .filter(dim -> !dim.isEmpty())
          .map(Integer::valueOf)
          .toList();
    } catch (NumberFormatException e) {
      throw wrong(where, "sizes below 2147483648", "the shape (" + shape + ")");
    }
  }

  private static InvalidInputException wrong(String where, String expected, String found) {
    return new InvalidInputException(
        where, expected, found, "save it as numpy.save(path, numpy.ascontiguousarray(array)) does");
  }

  int rank() {
    return dims.size();
  }

  /** Returns the number of images or labels. */
  int count() {
    return dims.isEmpty() ? 0 : dims.get(0);
  }

  int bytes() {
    return type.charAt(1) - '0';
  }

  /** Returns whether the numbers are of an integer type. */
  boolean isWhole() {
    return type.charAt(0) != 'f';
  }
}
