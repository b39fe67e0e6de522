package org.ganforge.examples.option;

import java.nio.file.Path;
import java.util.Optional;
import org.ganforge.Gan;
import org.ganforge.data.DatasetCatalogue;
import org.ganforge.data.ImageDataset;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;
import org.ganforge.train.DataPlan;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which images to train on, and where they come from. */
public final class DataOptions {
  @Mixin private CatalogueOptions files = new CatalogueOptions();

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description =
          "train on all of this data set instead of the model's: mnist, fashion-mnist,"
              + " emnist-letters, stacked-mnist, or digits or shapes, which the program draws"
              + " itself")
  private @Nullable String dataset;

  /** Returns the model with the requested data set. */
  public Gan apply(Gan gan) {
    return dataset == null || dataset.equals(gan.data().dataset())
        ? gan
        : gan.withData(all(gan.data()).withDataset(dataset));
  }

  /**
   * Returns the model with its selection of images, or with all images if they are a user's own
   * instead of the published ones that the selection was made for.
   */
  public static Gan fit(Gan gan, ImageDataset images) {
    return images.name().equals(gan.data().dataset()) ? gan : gan.withData(all(gan.data()));
  }

  /** Returns the model for all of the user's own images. */
  public static Gan ofOwnImages(Gan gan) {
    return gan.withData(all(gan.data()).withDataset(null));
  }

  /** Returns the name of the requested data set, if any. */
  public Optional<String> dataset() {
    return Optional.ofNullable(dataset);
  }

  /** Returns the first of these options that the user gave. */
  Optional<String> given() {
    return dataset == null ? files.given() : Optional.of("--dataset");
  }

  private static DataPlan all(DataPlan plan) {
    return plan.withSkip(0).withFirst(0).withLabel(null);
  }

  /** Returns the folder to read the images from, or null to use the catalogue's. */
  public @Nullable Path folder() {
    return files.folder();
  }

  /**
   * Returns all images of the model's data set, before the model's own selection; without a model,
   * those of the requested data set.
   */
  public ImageDataset load(@Nullable Gan gan, Console console) {
    DatasetCatalogue catalogue = files.catalogue(console);
    String name = gan == null ? dataset : gan.data().dataset();
    if (name == null) {
      throw new InvalidInputException(
          "--dataset",
          "the name of a data set, since the model names none,",
          "nothing",
          "give one of " + String.join(", ", catalogue.names()));
    }
    return catalogue.load(name);
  }
}
