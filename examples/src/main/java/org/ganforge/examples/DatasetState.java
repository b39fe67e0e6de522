package org.ganforge.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Locale;
import org.ganforge.data.DatasetCatalogue;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.Split;
import org.ganforge.error.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Where a data set is, and whether its files are whole.
 *
 * @param name as it is asked for
 * @param folder where its files are; null where they are not at hand, or not needed
 * @param downloadBytes how many a download would have; 0 where nothing would be
 * @param train its training part; null where that is not at hand
 * @param test its test part, likewise
 * @param mistake what is wrong with the files at hand; null for nothing
 */
record DatasetState(
    String name,
    @Nullable Path folder,
    long downloadBytes,
    @Nullable ImageDataset train,
    @Nullable ImageDataset test,
    @Nullable String mistake) {

  /**
   * Looks a data set up, and reads its files where they are at hand; downloads nothing.
   *
   * @param elsewhere whether the catalogue looks into a folder that it was given, and only there
   */
  static DatasetState of(DatasetCatalogue catalogue, boolean elsewhere, String name) {
    long bytes = elsewhere ? 0 : catalogue.downloadBytes(name);
    DatasetCatalogue here = catalogue.offline();
    Path folder = null;
    try {
      folder = here.folder(name).orElse(null);
      if (folder == null && !here.isAtHand(name)) {
        return new DatasetState(name, null, bytes, null, null, null);
      }
      return new DatasetState(name, folder, bytes, here.load(name), test(here, name), null);
    } catch (InvalidInputException e) {
      return new DatasetState(name, folder, bytes, null, null, e.getMessage());
    }
  }

  private static @Nullable ImageDataset test(DatasetCatalogue catalogue, String name) {
    try {
      return catalogue.load(name, Split.TEST);
    } catch (InvalidInputException e) {
      return null;
    }
  }

  /** Returns a line for a person, the name padded to {@code width}. */
  String line(int width) {
    return name + " ".repeat(Math.max(1, width - name.length())) + state();
  }

  private String state() {
    if (mistake != null) {
      return "damaged: " + mistake;
    }
    if (train == null) {
      return downloadBytes == 0
          ? "not in the folder"
          : "not here; '"
              + Console.command("data", name)
              + "' downloads "
              + Math.round(downloadBytes / 1e6)
              + " MB";
    }
    String count =
        String.format(Locale.ROOT, "%,d", train.count())
            + (test == null ? "" : String.format(Locale.ROOT, " + %,d", test.count()));
    return count
        + " images "
        + train.imageShape()
        + (train.name().equals(name) ? "" : ", which are " + train.name() + ",")
        + (folder == null ? ", drawn by the program" : " in " + folder);
  }

  /** Returns the same for a program. */
  ObjectNode json() {
    ObjectNode json =
        Json.object()
            .put("name", name)
            .put("at_hand", train != null)
            .put("folder", folder == null ? null : folder.toString())
            .put("download_bytes", downloadBytes);
    if (train != null) {
      json.put("holds", train.name()).put("train", train.count());
      json.put("test", test == null ? 0 : test.count());
      train.imageShape().dims().forEach(json.putArray("image_shape")::add);
      train.classNames().forEach(json.putArray("classes")::add);
    }
    return mistake == null ? json : json.put("mistake", mistake);
  }
}
