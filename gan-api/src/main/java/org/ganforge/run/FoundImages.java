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
 * The images of a run, before selection by the data plan; the caller must check that they are those
 * the run started with.
 *
 * @param images those supplied by the program, else those at the given path, else those where
 *     training read them, else those in the catalogue
 * @param isOpened whether they were opened here rather than supplied
 * @param catalogue the catalogue in which they were found by name; null if they have no name
 */
record FoundImages(ImageSource images, boolean isOpened, @Nullable DatasetCatalogue catalogue)
    implements AutoCloseable {
  /**
   * Finds the images.
   *
   * @param gan the run's GAN, which may have changed
   * @throws InvalidInputException if they cannot be found
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
            : recorded.name() + ", supplied by a program");
  }

  private static ImageOrigin there(ImageOrigin origin) {
    Path path = origin.files().path();
    if (Files.notExists(path)) {
      throw new InvalidInputException(
          "run's images",
          "them in " + path + ", where the training read them,",
          "no such file or folder",
          "give their place with withFolder(PATH)");
    }
    return origin;
  }

  private static InvalidInputException unnamed(String found) {
    return new InvalidInputException(
        "run's images",
        "images that can be found again",
        found,
        "give their place with withFolder(PATH), or supply them with withImages(...)");
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
      // Don't download: the images might differ, and the user hasn't agreed to a download.
      throw new InvalidInputException(
          "run's images",
          "them in " + folder + ", where the training read them,",
          "no such folder",
          "give their place with withFolder(DIR)");
    }
    return settings.catalogue();
  }

  /** Closes the files of images that were opened here. */
  @Override
  public void close() {
    if (isOpened && images instanceof ImageStream stream) {
      stream.close();
    }
  }
}
