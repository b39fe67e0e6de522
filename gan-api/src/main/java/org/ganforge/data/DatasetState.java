package org.ganforge.data;

import java.nio.file.Path;
import java.util.Locale;
import org.ganforge.error.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Where a data set of the catalogue is, and whether its files are whole.
 *
 * @param name as it is asked for
 * @param kind whether it is there
 * @param where its files are, or what is wrong with those of a data directory; empty where there is
 *     nothing to say
 * @param downloadBytes how many a download would have; 0 where nothing would be downloaded
 * @param train its training part; null where that is not at hand
 * @param test its test part; null where that is not at hand
 */
public record DatasetState(
    String name,
    Kind kind,
    String where,
    long downloadBytes,
    @Nullable ImageDataset train,
    @Nullable ImageDataset test) {

  /** Whether a data set is there. */
  public enum Kind {
    AT_HAND,
    DAMAGED,
    ABSENT;

    /** Returns {@code at_hand}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static DatasetState of(DatasetCatalogue catalogue, boolean hasDirectory, String name) {
    long bytes = hasDirectory ? 0 : catalogue.downloadBytes(name);
    DatasetCatalogue here = catalogue.offline();
    try {
      if (!here.isAtHand(name)) {
        return new DatasetState(name, Kind.ABSENT, "", bytes, null, null);
      }
      ImageDataset train = here.load(name);
      ImageDataset test = here.isAtHand(name, Split.TEST) ? here.load(name, Split.TEST) : null;
      String place = here.folder(name).map(Path::toString).orElse("");
      String where =
          !place.isEmpty() ? "in " + place : bytes == 0 ? "drawn by the program" : "in two folders";
      return new DatasetState(name, Kind.AT_HAND, where, 0, train, test);
    } catch (InvalidInputException e) {
      // The message about a cached file suggests a download, which would mislead here.
      String mistake = hasDirectory ? String.valueOf(e.getMessage()) : "";
      return new DatasetState(name, Kind.DAMAGED, mistake, bytes, null, null);
    }
  }
}
