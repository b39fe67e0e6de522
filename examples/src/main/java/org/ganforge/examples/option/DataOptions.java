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

/** Which images a training learns, and where they come from. */
public final class DataOptions {
  @Mixin private CatalogueOptions files = new CatalogueOptions();

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description =
          "another data set than the model's, all of it: mnist, fashion-mnist, emnist-letters,"
              + " stacked-mnist, or digits and shapes, which the program draws itself")
  private @Nullable String dataset;

  /** Returns the model with the data set that is asked for. */
  public Gan apply(Gan gan) {
    return dataset == null || dataset.equals(gan.data().dataset())
        ? gan
        : gan.withData(all(gan.data()).withDataset(dataset));
  }

  /**
   * Returns the model with its choice of images, or with all of them where they are not the
   * published ones that the choice was made for, but a user's own in their place.
   */
  public static Gan fit(Gan gan, ImageDataset images) {
    return images.name().equals(gan.data().dataset()) ? gan : gan.withData(all(gan.data()));
  }

  /** Returns the model for images that the program brings, all of them. */
  public static Gan ofOwnImages(Gan gan) {
    return gan.withData(all(gan.data()).withDataset(null));
  }

  /** Returns the name of the data set that is asked for, if any. */
  public Optional<String> dataset() {
    return Optional.ofNullable(dataset);
  }

  /** Returns the first of these options that is given. */
  Optional<String> given() {
    return dataset == null ? files.given() : Optional.of("--dataset");
  }

  private static DataPlan all(DataPlan plan) {
    return plan.withSkip(0).withFirst(0).withLabel(null);
  }

  /** Returns the folder that the images are read from, or null where the catalogue knows. */
  public @Nullable Path folder() {
    return files.folder();
  }

  /**
   * Returns all images of the model's data set, before the model's own choice of them; of the data
   * set that is asked for where there is no model.
   */
  public ImageDataset load(@Nullable Gan gan, Console console) {
    DatasetCatalogue catalogue = files.catalogue(console);
    String name = gan == null ? dataset : gan.data().dataset();
    if (name == null) {
      throw new InvalidInputException(
          "--dataset",
          "the name of a data set, since the model says none,",
          "nothing",
          "give one of " + String.join(", ", catalogue.names()));
    }
    return catalogue.load(name);
  }
}
