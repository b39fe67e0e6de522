package org.ganforge.examples.option;

import java.nio.file.Path;
import java.util.Optional;
import org.ganforge.data.ImageFiles;
import org.ganforge.data.OpenImages;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;
import org.ganforge.json.record.RunInfo;
import org.ganforge.layer.TensorShape;
import org.ganforge.run.Run;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the images of a run are now. */
public final class RunImagesOptions {
  @Mixin private CatalogueOptions files = new CatalogueOptions();

  @Option(
      names = "--images",
      paramLabel = "PATH",
      description = "where your own pictures are now; default: where training read them")
  private @Nullable Path images;

  /** Returns the run with its images in the given place. */
  public Run apply(Run run, Console console) {
    Run found = files.apply(run, console);
    if (images == null) {
      return found;
    }
    files
        .given()
        .ifPresent(
            option -> {
              throw new InvalidInputException(
                  "--images", "it alone", option + " as well", "give one of the two");
            });
    return found.withFolder(images);
  }

  /**
   * Opens pictures that the run has not been trained on, in the shape of its images; empty if none
   * are given, or if they are the run's own pictures, which it reads itself.
   *
   * @return images, which the caller closes
   */
  public Optional<OpenImages> openOthers(RunInfo info) {
    RunInfo.Images learned = info.images();
    if (images == null || (learned != null && learned.origin() != null)) {
      return Optional.empty();
    }
    TensorShape shape = info.gan().imageShape();
    ImageFiles sized = ImageFiles.of(images).withSize(shape.dim(0), shape.dim(1));
    return Optional.of(sized.withChannels(shape.dim(2)).open());
  }
}
