package org.ganforge.run;

import java.nio.file.Files;
import java.nio.file.Path;
import org.ganforge.Gan;
import org.ganforge.data.DatasetCatalogue;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ImageSource;
import org.ganforge.data.Split;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.record.RunInfo;
import org.jspecify.annotations.Nullable;

/**
 * The real images of a run, found again and recognised by their digest.
 *
 * @param all the training part of the data set
 * @param learned those of it that the run has learned
 * @param test the part that it has never seen; null where that is not at hand
 */
public record LearnedImages(ImageDataset all, ImageDataset learned, @Nullable ImageDataset test) {

  /**
   * Finds the images of a run: those that the program brings, else in the folder that is given,
   * else in the one that the training read them from, else where the catalogue finds them.
   *
   * @throws InvalidInputException if they are not to be found, or are others
   */
  static LearnedImages of(RunInfo info, RunSettings settings) {
    RunInfo.Images images = described(info);
    ImageSource brought = settings.images();
    if (brought != null) {
      ImageDataset memory = inMemory("run's images", brought);
      return new LearnedImages(memory, recognised(info, images, memory), null);
    }
    String name = name(info.gan(), images);
    DatasetCatalogue catalogue = catalogue(images, name, settings);
    ImageDataset all = catalogue.load(name);
    ImageDataset learned = recognised(info, images, all);
    return new LearnedImages(all, learned, test(catalogue, name, all));
  }

  private static ImageDataset recognised(RunInfo info, RunInfo.Images images, ImageDataset all) {
    ImageDataset learned = info.gan().data().select(all);
    if (!learned.digest().equals(images.digest())) {
      throw new InvalidInputException(
          "data set " + all.name(),
          "the images that the run has learned, SHA-256 " + images.digest(),
          "others, " + learned.digest(),
          "give the folder of the right ones with withFolder(DIR)");
    }
    return learned;
  }

  /**
   * Finds the images of a run likewise, for a model that may have changed; whether they are the
   * same is for the caller to see.
   *
   * @return all of the data set, before the model's own choice of it
   */
  static ImageSource all(RunInfo info, Gan gan, RunSettings settings) {
    RunInfo.Images images = described(info);
    ImageSource brought = settings.images();
    if (brought != null) {
      return brought;
    }
    String name = name(gan, images);
    return catalogue(images, name, settings).load(name);
  }

  /**
   * Returns images that are in memory.
   *
   * @throws InvalidInputException if they are in files
   */
  static ImageDataset inMemory(String where, ImageSource images) {
    if (images instanceof ImageDataset memory) {
      return memory;
    }
    throw new InvalidInputException(
        where, "images in memory", images.toString(), "read them with ImageFiles.read()");
  }

  private static RunInfo.Images described(RunInfo info) {
    RunInfo.Images images = info.images();
    if (images == null) {
      throw unnamed("none, since its networks were trained elsewhere");
    }
    return images;
  }

  private static String name(Gan gan, RunInfo.Images images) {
    String name = gan.data().dataset();
    if (name == null) {
      throw unnamed(images.name() + ", which a program brought");
    }
    return name;
  }

  private static InvalidInputException unnamed(String found) {
    return new InvalidInputException(
        "run's images",
        "a data set with a name",
        found,
        "bring images of your own by withImages(...)");
  }

  private static DatasetCatalogue catalogue(
      RunInfo.Images images, String name, RunSettings settings) {
    Path given = settings.folder();
    if (given != null) {
      return settings.catalogue().withDirectory(given);
    }
    Path folder = images.folder() == null ? null : Path.of(images.folder());
    if (folder == null) {
      return settings.catalogue();
    }
    if (Files.isDirectory(folder)) {
      return settings.catalogue().withDirectory(folder);
    }
    if (!settings.catalogue().isAtHand(name)) {
      // A download would bring other images, or the right ones for a price that nobody agreed to.
      throw new InvalidInputException(
          "run's images",
          "them in " + folder + ", where the training read them,",
          "no such folder",
          "say with withFolder(DIR) where they are now");
    }
    return settings.catalogue();
  }

  /** It is good to have but not needed, so nothing is downloaded for it. */
  private static @Nullable ImageDataset test(
      DatasetCatalogue catalogue, String name, ImageDataset train) {
    if (!catalogue.isAtHand(name, Split.TEST)) {
      return null;
    }
    ImageDataset test = catalogue.load(name, Split.TEST);
    return test.imageShape().equals(train.imageShape()) ? test : null;
  }
}
