package org.ganforge.tf.keras;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.ganforge.error.InvalidInputException;

/**
 * Writes HDF5 files and works around a bug in the library (jhdf 0.13.0): on closing a file, it
 * writes its own name after the numbers of the last array, over whatever follows, such as the
 * header of an empty group. So an array of one number always comes last here.
 */
final class HdfOutput {
  /** The library stores the length of a name, including its terminating zero, in one byte. */
  private static final int LONGEST_NAME = 254;

  private HdfOutput() {}

  /** Writes a file, replacing any existing one. */
  static void write(Path h5, Consumer<WritableGroup> content) throws IOException {
    try (WritableHdfFile file = HdfFile.write(h5)) {
      content.accept(file);
      file.putDataset(lastAmong(file.getChildren().keySet()), new float[1]);
    } catch (HdfException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(cause.getMessage(), e);
    }
  }

  /**
   * Makes a group.
   *
   * @throws InvalidInputException if its name is too long for the library, which would write a
   *     damaged file
   */
  static WritableGroup group(WritableGroup parent, String name) {
    if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
      throw new InvalidInputException(
          "name of " + name.length() + " characters",
          "at most " + LONGEST_NAME + " bytes, for a .h5 file,",
          name,
          "shorten it, or choose another format");
    }
    return parent.putGroup(name);
  }

  /**
   * Returns a name that comes last in the order in which the library writes them, that of a hash
   * map.
   */
  static String lastAmong(Collection<String> others) {
    for (int i = 0; ; i++) {
      String name = "_end_" + i;
      Map<String, Boolean> order = new ConcurrentHashMap<>();
      others.forEach(other -> order.put(other, true));
      order.put(name, true);
      String last = "";
      for (String key : order.keySet()) {
        last = key;
      }
      if (last.equals(name)) {
        return name;
      }
    }
  }
}
