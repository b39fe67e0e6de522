package org.ganforge.tf.keras;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ganforge.KerasModel;
import org.ganforge.error.InvalidInputException;

/**
 * A network with its weights in one of Keras' files. Reading recognizes the kind by the file's
 * contents, and reports whatever is wrong in one message with the file's name.
 *
 * @see <a href="https://keras.io/guides/serialization_and_saving/">Save, serialize, and export
 *     models</a>
 */
public final class KerasFile {
  private static final int[] ZIP = {'P', 'K'};
  private static final int[] HDF5 = {0x89, 'H'};
  private static final int[] JSON = {'{'};

  /** The most bytes that a Java array can hold. */
  static final long MOST_BYTES = (1L << 31) - 16;

  private KerasFile() {}

  /** Writes a {@code .keras} file, replacing any existing one. */
  public static void writeKeras(KerasModel model, Path file) throws IOException {
    KerasArchive.write(model, file);
  }

  /**
   * Writes an {@code .h5} file in Keras 2's form, replacing any existing one.
   *
   * @throws InvalidInputException if the network has too many layers for that form
   */
  public static void writeH5(KerasModel model, Path file) throws IOException {
    KerasH5File.write(model, file);
  }

  /**
   * Reads a model: a whole one in a single file, or a model's JSON with its weights beside it,
   * {@code model.json} and {@code model.weights.h5} or {@code model.h5}; either of the two can be
   * given.
   *
   * @throws InvalidInputException if it is not a Keras file, is damaged, or uses something this
   *     library does not support
   */
  public static KerasModel read(Path file) {
    try {
      return readAny(file);
    } catch (InvalidInputException e) {
      throw e.inside(file.toString());
    } catch (IOException e) {
      throw new InvalidInputException(
          file.toString(), "a file that can be read", reason(e), "check the path");
    }
  }

  private static String reason(Exception e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  private static KerasModel readAny(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      String found = Files.isDirectory(file) ? "a folder" : "no such file";
      throw new InvalidInputException("", "a file saved by Keras", found, "check the path");
    }
    if (beginsWith(file, ZIP)) {
      return KerasArchive.read(file);
    }
    if (beginsWith(file, HDF5)) {
      Path description = WeightsBeside.description(file);
      byte[] bytes = bytes(file);
      // A whole model needs no other file, whatever is beside it.
      return description == null || HdfNode.read(bytes, KerasH5File::isWhole)
          ? HdfNode.read(bytes, KerasH5File::read)
          : WeightsBeside.read(description, file, bytes);
    }
    if (beginsWith(file, JSON)) {
      Path weights = WeightsBeside.weights(file);
      return WeightsBeside.read(file, weights, bytes(weights));
    }
    throw new InvalidInputException(
        "",
        "a .keras or .h5 file saved by Keras, or a model's JSON",
        "something else",
        "save the model with model.save(\"model.keras\")");
  }

  private static byte[] bytes(Path file) throws IOException {
    long size = Files.size(file);
    if (size > MOST_BYTES) {
      throw new InvalidInputException(
          "", "at most " + MOST_BYTES + " bytes", size + "", "take a smaller network");
    }
    return Files.readAllBytes(file);
  }

  private static boolean beginsWith(Path file, int... magic) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      for (int expected : magic) {
        if (in.read() != expected) {
          return false;
        }
      }
      return true;
    }
  }
}
