package org.ganforge.run;

import java.util.stream.IntStream;
import org.ganforge.Gan;
import org.ganforge.data.DatasetCatalogue;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ImageSource;
import org.ganforge.data.Split;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.record.RunInfo;
import org.jspecify.annotations.Nullable;

/**
 * The real images of a run, found again and verified by their digest.
 *
 * @param all the training part of the data set
 * @param learned those of it that the run was trained on
 * @param test the test part; null if it is not available
 * @param unseen the images of the test part with the class that the run learns; null if there are
 *     none
 */
public record LearnedImages(
    ImageDataset all,
    ImageDataset learned,
    @Nullable ImageDataset test,
    @Nullable ImageDataset unseen) {

  /**
   * Finds the images of a run: those supplied by the program, else those at the given path, else
   * those where training read them, else those in the catalogue. Streamed images are read into
   * memory.
   *
   * @throws InvalidInputException if they cannot be found, have changed, or don't fit in memory
   */
  static LearnedImages of(RunInfo info, RunSettings settings) {
    try (FoundImages found = FoundImages.of(described(info), info.gan(), settings)) {
      ImageSource learned = recognised(info, found.images());
      ImageDataset all = found.images().inMemory();
      ImageDataset chosen =
          learned instanceof ImageDataset memory ? memory : info.gan().data().select(all);
      ImageDataset test = test(found, info.gan());
      return new LearnedImages(all, chosen, test, unseen(test, info.gan()));
    }
  }

  /**
   * Returns some of a run's training images, with their labels if they have any.
   *
   * @param count how many, at most all
   * @param seed the seed for choosing them
   */
  static ImageDataset some(RunInfo info, RunSettings settings, int count, long seed) {
    try (FoundImages found = FoundImages.of(described(info), info.gan(), settings)) {
      return some(recognised(info, found.images()), count, seed);
    }
  }

  /**
   * Returns some unseen images, from the test part of the run's data set; null if that is not
   * available.
   *
   * @param count how many, at most all
   * @param seed the seed for choosing them
   */
  static @Nullable ImageDataset someUnseen(
      RunInfo info, RunSettings settings, int count, long seed) {
    try (FoundImages found = FoundImages.of(described(info), info.gan(), settings)) {
      ImageDataset unseen = unseen(test(found, info.gan()), info.gan());
      return unseen == null ? null : some(unseen, count, seed);
    }
  }

  private static ImageDataset some(ImageSource all, int count, long seed) {
    int[] chosen = all.randomIndices(Math.min(count, all.count()), seed);
    byte[] pixels = new byte[chosen.length * all.imageShape().size()];
    for (int i = 0; i < chosen.length; i++) {
      all.copy(chosen[i], pixels, i * all.imageShape().size());
    }
    ImageDataset some = ImageDataset.of(all.name(), all.imageShape(), pixels);
    return all.hasLabels()
        ? some.withLabels(IntStream.of(chosen).map(all::label).toArray(), all.classNames())
        : some;
  }

  private static RunInfo described(RunInfo info) {
    if (info.images() == null) {
      throw new InvalidInputException(
          "run's images",
          "images that the run was trained on",
          "none, since its networks were trained elsewhere",
          "resume it with images first");
    }
    return info;
  }

  private static ImageSource recognised(RunInfo info, ImageSource all) {
    ImageSource learned = info.gan().data().select(all);
    RunInfo.Images images = info.images();
    if (images != null && !learned.digest().equals(images.digest())) {
      throw new InvalidInputException(
          "data set " + all.name(),
          "the images that the run was trained on, SHA-256 " + images.digest(),
          "others, " + learned.digest(),
          "give the folder of the right ones with withFolder(DIR)");
    }
    return learned;
  }

  /** A run that learns a single class is measured against images of that class. */
  private static @Nullable ImageDataset unseen(@Nullable ImageDataset test, Gan gan) {
    Integer label = gan.data().label();
    return test == null || label == null ? test : test.ofClass(label);
  }

  /** The test part is optional, so nothing is downloaded for it. */
  private static @Nullable ImageDataset test(FoundImages found, Gan gan) {
    DatasetCatalogue catalogue = found.catalogue();
    String name = gan.data().dataset();
    if (catalogue == null || name == null || !catalogue.isAtHand(name, Split.TEST)) {
      return null;
    }
    ImageDataset test = catalogue.load(name, Split.TEST);
    return test.imageShape().equals(found.images().imageShape()) ? test : null;
  }
}
