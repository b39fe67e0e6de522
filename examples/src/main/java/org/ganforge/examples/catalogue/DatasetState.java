package org.ganforge.examples.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Locale;
import org.ganforge.data.DatasetCatalogue;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.Split;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.Json;
import org.jspecify.annotations.Nullable;

/**
 * Where a data set is, and whether its files are whole.
 *
 * @param name as it is asked for
 * @param kind what can be said of it
 * @param where of its files, or of what is wrong with them; empty where there is nothing to say
 * @param downloadBytes how many a download would have; 0 where nothing would be downloaded
 * @param train its training part; null where that is not at hand
 * @param test its test part, likewise
 */
public record DatasetState(
    String name,
    Kind kind,
    String where,
    long downloadBytes,
    @Nullable ImageDataset train,
    @Nullable ImageDataset test) {

  /** What can be said of a data set. */
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

  /**
   * Looks a data set up, and reads its files where they are at hand; downloads nothing.
   *
   * @param elsewhere whether the catalogue looks into a folder that it was given, and only there
   */
  public static DatasetState of(DatasetCatalogue catalogue, boolean elsewhere, String name) {
    long bytes = elsewhere ? 0 : catalogue.downloadBytes(name);
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
      // What the catalogue says of a file in its cache speaks of a download that was not asked for.
      String mistake = elsewhere ? String.valueOf(e.getMessage()) : "";
      return new DatasetState(name, Kind.DAMAGED, mistake, bytes, null, null);
    }
  }

  /** Returns a line for a person, the name padded to {@code width}. */
  public String line(int width) {
    return name + " ".repeat(Math.max(1, width - name.length())) + state();
  }

  private String state() {
    return switch (kind) {
      case AT_HAND -> images();
      case DAMAGED -> where.isEmpty() ? "damaged; " + download() + " again" : "damaged: " + where;
      case ABSENT -> downloadBytes == 0 ? "not in the folder" : "not here; " + download();
    };
  }

  private String download() {
    long megabytes = Math.round(downloadBytes / 1e6);
    return "'" + Console.command("data", name) + "' downloads " + megabytes + " MB";
  }

  private String images() {
    if (train == null) {
      throw new AssertionError(this);
    }
    return String.format(Locale.ROOT, "%,d", train.count())
        + (test == null ? "" : String.format(Locale.ROOT, " + %,d", test.count()))
        + " images "
        + train.imageShape()
        + (train.name().equals(name) ? ", " : ", which are " + train.name() + ", ")
        + where;
  }

  /** Returns the same for a program. */
  ObjectNode json() {
    ObjectNode json =
        Json.object()
            .put("name", name)
            .put("state", kind.toString())
            .put("where", where)
            .put("download_bytes", downloadBytes);
    if (train != null) {
      json.put("holds", train.name()).put("train", train.count());
      json.put("test", test == null ? 0 : test.count());
      train.imageShape().dims().forEach(json.putArray("image_shape")::add);
      train.classNames().forEach(json.putArray("classes")::add);
    }
    return json;
  }
}
