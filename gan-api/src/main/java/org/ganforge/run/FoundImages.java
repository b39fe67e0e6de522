package org.ganforge.run;

import java.nio.file.Files;
import java.nio.file.Path;
import org.ganforge.Gan;
import org.ganforge.data.DatasetCatalogue;
import org.ganforge.data.ImageFiles;
import org.ganforge.data.ImageOrigin;
import org.ganforge.data.ImageSource;
import org.ganforge.data.ImageStream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.record.RunInfo;
import org.ganforge.layer.TensorShape;
import org.jspecify.annotations.Nullable;

/**
 * The images of a run, before the model's own choice of them; whether they are the same that the
 * run began with is for the caller to see.
 *
 * @param images those that the program brings, else those at the path that is given, else those
 *     where the training read them, else those that the catalogue has
 * @param isOpened whether they were opened for this, and not brought
 * @param catalogue where they were found by their name; null where they have none
 */
record FoundImages(ImageSource images, boolean isOpened, @Nullable DatasetCatalogue catalogue)
    implements AutoCloseable {
  /**
   * Finds them.
   *
   * @param gan the run's, which may have changed
   * @throws InvalidInputException if they are not to be found
   */
  static FoundImages of(RunInfo info, Gan gan, RunSettings settings) {
    ImageSource brought = settings.images();
    if (brought != null) {
      return new FoundImages(brought, false, null);
    }
    RunInfo.Images recorded = info.images();
    String name = gan.data().dataset();
    Path given = settings.folder();
    if (recorded != null && recorded.origin() != null) {
      ImageOrigin origin = recorded.origin();
      ImageOrigin now = given == null ? there(origin) : origin.withPath(given);
      return new FoundImages(now.open().images(), true, null);
    }
    if (name != null) {
      DatasetCatalogue catalogue = catalogue(recorded, name, settings);
      return new FoundImages(catalogue.load(name), true, catalogue);
    }
    if (recorded == null && given != null) {
      TensorShape shape = gan.imageShape();
      ImageFiles files = ImageFiles.of(given).withSize(shape.dim(0), shape.dim(1));
      return new FoundImages(files.withChannels(shape.dim(2)).open().images(), true, null);
    }
    throw unnamed(
        recorded == null
            ? "none, since its networks were trained elsewhere"
            : recorded.name() + ", which a program brought");
  }

  private static ImageOrigin there(ImageOrigin origin) {
    Path path = origin.files().path();
    if (Files.notExists(path)) {
      throw new InvalidInputException(
          "run's images",
          "them in " + path + ", where the training read them,",
          "no such file or folder",
          "say with withFolder(PATH) where they are now");
    }
    return origin;
  }

  private static InvalidInputException unnamed(String found) {
    return new InvalidInputException(
        "run's images",
        "images that can be found again",
        found,
        "say with withFolder(PATH) where they are, or bring them by withImages(...)");
  }

  private static DatasetCatalogue catalogue(
      RunInfo.@Nullable Images images, String name, RunSettings settings) {
    Path given = settings.folder();
    if (given != null) {
      return settings.catalogue().withDirectory(given);
    }
    if (images == null || images.folder() == null) {
      return settings.catalogue();
    }
    Path folder = Path.of(images.folder());
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

  /** Closes the files of images that were opened for this. */
  @Override
  public void close() {
    if (isOpened && images instanceof ImageStream stream) {
      stream.close();
    }
  }
}
