package org.ganforge.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.TensorShape;
import org.jspecify.annotations.Nullable;

/**
 * Where a data set of the catalogue is, and whether its files are intact.
 *
 * @param name the name it is requested by
 * @param kind whether it is available
 * @param where where its files are, or what is wrong with those of a data directory; empty if
 *     neither applies
 * @param downloadBytes the size of the download; 0 if nothing would be downloaded
 * @param train the training part; null if it is not available
 * @param test the test part; null if it is not available
 */
public record DatasetState(
    String name,
    Kind kind,
    String where,
    long downloadBytes,
    @Nullable Part train,
    @Nullable Part test) {

  /**
   * A part of a data set that is available.
   *
   * @param name the name of the set that the files belong to, which may differ from the requested
   *     one
   * @param count the number of images
   * @param imageShape {@code [height, width, channels]}
   * @param classNames the names of classes 0, 1, ...; empty if unknown
   */
  public record Part(String name, int count, TensorShape imageShape, List<String> classNames) {
    /** Copies the list. */
    public Part {
      classNames = List.copyOf(classNames);
    }

    private static Part of(DatasetCatalogue catalogue, String name, Split split) {
      if (name.equals(StackedDigits.NAME)) {
        return StackedDigits.part(catalogue.load(StackedDigits.SOURCE, split));
      }
      ImageDataset images = catalogue.load(name, split);
      return new Part(images.name(), images.count(), images.imageShape(), images.classNames());
    }
  }

  /** Whether a data set is available. */
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
      Optional<DrawnDataset> drawn = hasDirectory ? Optional.empty() : DrawnDataset.named(name);
      if (drawn.isPresent()) {
        return drawn(name, drawn.get());
      }
      Part train = Part.of(here, name, Split.TRAIN);
      Part test = here.isAtHand(name, Split.TEST) ? Part.of(here, name, Split.TEST) : null;
      String place = here.folder(name).map(Path::toString).orElse("");
      String where = place.isEmpty() ? "in two folders" : "in " + place;
      return new DatasetState(name, Kind.AT_HAND, where, 0, train, test);
    } catch (InvalidInputException e) {
      // The message about a cached file suggests a download, which would mislead here.
      String mistake = hasDirectory ? String.valueOf(e.getMessage()) : "";
      return new DatasetState(name, Kind.DAMAGED, mistake, bytes, null, null);
    }
  }

  private static DatasetState drawn(String name, DrawnDataset set) {
    return new DatasetState(
        name, Kind.AT_HAND, "drawn by the program", 0, set.part(Split.TRAIN), set.part(Split.TEST));
  }
}
