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
 * Writes HDF5 files around a fault of the library (jhdf 0.13.0): when it closes a file, it writes
 * its own name where the numbers of the last array end, over whatever stands behind them, which is
 * the header of an empty group if that came last. So here an array of one number always comes last.
 */
final class HdfOutput {
  /** The library writes the length of a name, and of the zero behind it, into one byte. */
  private static final int LONGEST_NAME = 254;

  private HdfOutput() {}

  /** Writes a new file, over what was there. */
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
   * Returns a name that comes after the others in the order in which the library writes them, that
   * of a hash map.
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
