package org.ganforge.run;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.ganforge.data.DatasetCatalogue;
import org.ganforge.data.ImageDataset;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.record.RunInfo;

/**
 * The licence of a run's images. A program may give its own images the name of a published set, so
 * only images with that set's digest have its licence.
 *
 * @param info the run's record
 * @param catalogue where the published sets are; nothing is downloaded
 */
record ImageLicense(RunInfo info, DatasetCatalogue catalogue) {
  /** Returns the licence; empty if the catalogue's images are not at hand or are others. */
  Optional<String> find() {
    RunInfo.Images images = info.images();
    if (images == null || images.origin() != null) {
      return Optional.empty();
    }
    return isIn(catalogue.offline(), images) || isInFolder(images)
        ? catalogue.license(images.name())
        : Optional.empty();
  }

  private boolean isInFolder(RunInfo.Images images) {
    String folder = images.folder();
    return folder != null && isIn(catalogue.withDirectory(Path.of(folder)), images);
  }

  /** A missing or damaged file must not stop an export. */
  private boolean isIn(DatasetCatalogue place, RunInfo.Images images) {
    String name = images.name();
    try {
      if (!place.names().contains(name) || !place.isAtHand(name)) {
        return false;
      }
      ImageDataset all = place.load(name);
      return all.name().equals(name)
          && info.gan().data().select(all).digest().equals(images.digest());
    } catch (InvalidInputException | UncheckedIOException e) {
      return false;
    }
  }
}
