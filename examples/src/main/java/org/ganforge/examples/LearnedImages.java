package org.ganforge.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ganforge.data.DatasetCatalogue;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.Split;
import org.ganforge.error.InvalidInputException;
import org.ganforge.evaluate.ClassCoverage;
import org.ganforge.json.RunInfo;
import org.jspecify.annotations.Nullable;

/**
 * The real images of a run, found again and recognised by their digest.
 *
 * @param all the training part of the data set
 * @param learned those of it that the run has learned
 * @param test the part that it has never seen; null where that is not at hand
 */
record LearnedImages(ImageDataset all, ImageDataset learned, @Nullable ImageDataset test) {

  /**
   * Finds the images of a run: in the folder that is given, else in the one that the training read
   * them from, else where the catalogue finds them.
   *
   * @throws InvalidInputException if they are not to be found, or are others
   */
  static LearnedImages of(RunInfo info, CatalogueOptions options, Console console) {
    String name = info.gan().data().dataset();
    if (name == null) {
      throw new InvalidInputException(
          "run's images",
          "a data set with a name",
          info.images().name() + ", which a program brought",
          "use the library's own methods for them");
    }
    DatasetCatalogue catalogue = options.catalogueOr(folder(info), console);
    ImageDataset all = catalogue.load(name);
    ImageDataset learned = info.gan().data().select(all);
    if (!learned.digest().equals(info.images().digest())) {
      throw new InvalidInputException(
          "data set " + all.name(),
          "the images that the run has learned, SHA-256 " + info.images().digest(),
          "others, " + learned.digest(),
          "give the folder of the right ones with --data DIR");
    }
    return new LearnedImages(all, learned, test(catalogue.offline(), name).orElse(null));
  }

  /** Returns how many of the learned images have each label, under the classifier's names. */
  ClassCoverage coverage(List<String> classNames) {
    return ClassCoverage.of(
        classNames, IntStream.range(0, learned.count()).map(learned::label).toArray());
  }

  private static @Nullable Path folder(RunInfo info) {
    String folder = info.images().folder();
    return folder != null && Files.isDirectory(Path.of(folder)) ? Path.of(folder) : null;
  }

  /** It is good to have but not needed, so nothing is downloaded for it and nothing refused. */
  private static Optional<ImageDataset> test(DatasetCatalogue catalogue, String name) {
    try {
      return Optional.of(catalogue.load(name, Split.TEST));
    } catch (InvalidInputException e) {
      return Optional.empty();
    }
  }
}
