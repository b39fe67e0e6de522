package org.ganforge.observe;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.file.AtomicFile;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;

/**
 * NumPy's array files: float32, little-endian, C order, format version 1.0, as {@code numpy.save}
 * writes and {@code numpy.load} reads them.
 *
 * @see <a
 *     href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.lib.format</a>
 */
public final class NpyFile {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int PREFIX = MAGIC.length + 2;
  private static final int ALIGNMENT = 64;
  private static final int CHUNK = 1 << 14;
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '<f4', 'fortran_order': False, 'shape': \\(((?:\\d+, ?)*\\d*)\\), ?\\} *\\n");

  private NpyFile() {}

  /**
   * Writes the tensor, whole or not at all, replacing any existing file.
   *
   * @throws InvalidInputException if the file cannot be written
   */
  public static void write(Path npy, FloatTensor tensor) {
    AtomicFile.write(npy, out -> write(out, tensor));
  }

  /**
   * Reads the array in a file.
   *
   * @throws InvalidInputException if the file cannot be read, has another type or order, or is
   *     incomplete
   */
  public static FloatTensor read(Path npy) {
    try {
      return parse(npy.toString(), ByteBuffer.wrap(Files.readAllBytes(npy)));
    } catch (IOException e) {
      throw FileErrors.unreadable(npy, e);
    }
  }

  private static void write(OutputStream out, FloatTensor tensor) throws IOException {
    String dims =
        tensor.shape().dims().stream().map(String::valueOf).collect(Collectors.joining(", "));
    String comma = tensor.shape().rank() == 1 ? "," : "";
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + dims + comma + "), }";
    int padding = ALIGNMENT - (PREFIX + header.length() + 1) % ALIGNMENT;
    byte[] text =
        (header + " ".repeat(padding % ALIGNMENT) + "\n").getBytes(StandardCharsets.US_ASCII);
    out.write(MAGIC);
    out.write(text.length & 0xff);
    out.write(text.length >>> 8);
    out.write(text);
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < tensor.shape().size(); i++) {
      chunk.putFloat(tensor.get(i));
      if (!chunk.hasRemaining()) {
        out.write(chunk.array());
        chunk.clear();
      }
    }
    out.write(chunk.array(), 0, chunk.position());
  }

  private static FloatTensor parse(String where, ByteBuffer bytes) {
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    byte[] magic = new byte[MAGIC.length];
    bytes.get(magic, 0, Math.min(MAGIC.length, bytes.remaining()));
    int length = bytes.remaining() < 2 ? Integer.MAX_VALUE : bytes.getShort() & 0xffff;
    if (!Arrays.equals(magic, MAGIC) || bytes.remaining() < length) {
      throw wrong(where, "a NumPy file of version 1.0", "something else");
    }
    byte[] text = new byte[length];
    bytes.get(text);
    String header = new String(text, StandardCharsets.ISO_8859_1);
    Matcher fields = HEADER.matcher(header);
    if (!fields.matches()) {
      throw wrong(where, "a header for float32 ('<f4') in C order", header.strip());
    }
    TensorShape shape = shape(where, fields.group(1));
    if (bytes.remaining() != shape.size() * (long) Float.BYTES) {
      throw wrong(
          where,
          shape.size() * (long) Float.BYTES + " bytes for shape " + shape,
          Integer.toString(bytes.remaining()));
    }
    float[] values = new float[shape.size()];
    bytes.asFloatBuffer().get(values);
    return FloatTensor.wrap(shape, values);
  }

  private static TensorShape shape(String where, String dims) {
    try {
      return new TensorShape(
          Arrays.stream(dims.split(", ?", -1))
              .filter(d -> !d.isEmpty())
              .map(Integer::valueOf)
              .toList());
    } catch (NumberFormatException e) {
      throw wrong(where, "a shape of at most 2147483647 elements", "(" + dims + ")");
    } catch (InvalidInputException e) {
      throw e.inside(where);
    }
  }

  private static InvalidInputException wrong(String where, String expected, String found) {
    return new InvalidInputException(
        where, expected, found, "save it as numpy.save(path, array.astype('<f4')) does");
  }
}
