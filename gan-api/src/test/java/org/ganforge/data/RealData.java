package org.ganforge.data;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The real data sets, where this machine has them: in the folder {@code data.dir}. */
final class RealData {
  private static final Path FOLDER = Path.of(System.getProperty("data.dir", "../../shared/data"));

  private RealData() {}

  /** Returns a part of a published data set, or skips the test and says so. */
  static ImageDataset load(String name, Split split) {
    DatasetCatalogue catalogue = DatasetCatalogue.standard().withDirectory(FOLDER.resolve(name));
    if (!Files.isDirectory(FOLDER) || !catalogue.isAtHand(name)) {
      String reason = "SKIPPED: no " + name + " in " + FOLDER + "; set -Ddata.dir=DIR to test it";
      System.err.println(reason);
      Assumptions.abort(reason);
    }
    return catalogue.load(name, split);
  }
}
