package org.ganforge.data;

import java.nio.file.Files;
import java.nio.file.Path;
import org.ganforge.GivenFolder;
import org.junit.jupiter.api.Assumptions;

/** The real data sets, where this machine has them: in the folder {@code data.dir}. */
final class RealData {
  private RealData() {}

  /** Returns a part of a published data set, or skips the test and says so. */
  static ImageDataset load(String name, Split split) {
    Path folder = GivenFolder.of("data.dir", "../shared/data");
    DatasetCatalogue catalogue = DatasetCatalogue.standard().withDirectory(folder.resolve(name));
    if (!Files.isDirectory(folder) || !catalogue.isAtHand(name)) {
      String reason = "SKIPPED: no " + name + " in " + folder + "; set -Ddata.dir=DIR to test it";
      System.err.println(reason);
      Assumptions.abort(reason);
    }
    return catalogue.load(name, split);
  }
}
