package org.ganforge.data;

import java.util.Optional;
import org.ganforge.GivenFolder;
import org.junit.jupiter.api.Assumptions;

/** The real data sets, if available: in the folder {@code data.dir}. */
final class RealData {
  private RealData() {}

  /** Returns a part of a published data set, or skips the test with a message. */
  static ImageDataset load(String name, Split split) {
    Optional<DatasetCatalogue> catalogue =
        GivenFolder.of("data.dir")
            .map(all -> DatasetCatalogue.standard().withDirectory(all.resolve(name)))
            .filter(all -> all.isAtHand(name));
    if (catalogue.isEmpty()) {
      String reason = "SKIPPED: no " + name + "; set -Ddata.dir=DIR to test it";
      System.err.println(reason);
      Assumptions.abort(reason);
    }
    return catalogue.get().load(name, split);
  }
}
