package org.ganforge.examples.option;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.ganforge.data.Augmentation;
import org.ganforge.data.Framing;
import org.ganforge.data.ImageFiles;
import org.ganforge.data.ImageOrigin;
import org.ganforge.data.OpenImages;
import org.ganforge.data.ResizeFilter;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.TensorShape;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A user's own pictures, and how they are fed to training. */
public final class PictureOptions {
  @Mixin private PictureFormOptions form = new PictureFormOptions();

  @Option(
      names = "--framing",
      paramLabel = "F",
      description =
          "how pictures of another shape are fitted: crop, to the largest part in the middle;"
              + " fit, whole on a background; fill, stretched; default: crop")
  private @Nullable Framing framing;

  @Option(
      names = "--filter",
      paramLabel = "F",
      description =
          "how pictures are resized: lanczos, or area, which keeps pixels square; default: lanczos")
  private @Nullable ResizeFilter filter;

  @Option(
      names = "--background",
      paramLabel = "GREY",
      description =
          "the grey level, 0 to 255, behind transparent pixels and around fitted pictures; default:"
              + " 255, white")
  private @Nullable Integer background;

  @Option(names = "--strict", description = "refuse the pictures if any file cannot be read")
  private boolean strict;

  @Option(names = "--no-labels", description = "do not treat sub-folders as classes")
  private boolean noLabels;

  @Option(
      names = "--stream",
      description =
          "read the pictures from their files during training; default: if they do not fit into"
              + " memory")
  private boolean stream;

  @Option(
      names = "--flip",
      description = "mirror a random half of the images each time they are drawn")
  private boolean flip;

  @Option(
      names = "--crop",
      paramLabel = "SHARE",
      description =
          "show a random part of each picture each time it is drawn, with this share of its sides,"
              + " such as 0.9")
  private @Nullable Double crop;

  /** Returns whether the user gave pictures. */
  public boolean areGiven() {
    return form.areGiven();
  }

  /**
   * Refuses these options without pictures, and two sources of images.
   *
   * @param data the other source
   */
  public void check(DataOptions data) {
    List<String> all = Stream.concat(form.given().stream(), given()).toList();
    if (!areGiven() && !all.isEmpty()) {
      throw PictureFormOptions.missing(all.get(0));
    }
    if (areGiven()) {
      data.given()
          .ifPresent(
              option -> {
                throw new InvalidInputException(
                    "--images", "it alone", option + " as well", "give one of the two");
              });
    }
  }

  private Stream<String> given() {
    return Stream.of(
            framing == null ? "" : "--framing",
            filter == null ? "" : "--filter",
            background == null ? "" : "--background",
            strict ? "--strict" : "",
            noLabels ? "--no-labels" : "",
            stream ? "--stream" : "",
            flip ? "--flip" : "",
            crop == null ? "" : "--crop")
        .filter(option -> !option.isEmpty());
  }

  /**
   * Opens the pictures: as a stream if they change each time they are drawn or do not fit into
   * memory, otherwise in memory.
   *
   * @param shape the shape of the model's images; null to choose one
   * @return images, which the caller closes
   */
  public OpenImages open(@Nullable TensorShape shape) {
    ImageFiles files = files(shape);
    Augmentation augmentation = augmentation();
    boolean isStreamed = stream || !augmentation.equals(Augmentation.none());
    return isStreamed
        ? ImageOrigin.of(files).withStreamed(true).withAugmentation(augmentation).open()
        : files.open();
  }

  private ImageFiles files(@Nullable TensorShape shape) {
    ImageFiles files = shape == null ? form.files() : form.files(shape);
    files = framing == null ? files : files.withFraming(framing);
    files = filter == null ? files : files.withFilter(filter);
    files = background == null ? files : files.withBackground(background);
    return files.withStrict(strict).withLabelled(!noLabels);
  }

  private Augmentation augmentation() {
    try {
      Augmentation flips = Augmentation.none().withFlips(flip);
      return crop == null ? flips : flips.withCrop(crop);
    } catch (InvalidInputException e) {
      throw e.at("--crop");
    }
  }

  /** Returns where the images are, and why: {@code in memory, 0.1 MB}. */
  String place(OpenImages open) {
    String bytes = bytes((long) open.images().count() * open.images().imageShape().size());
    if (open.images().origin().filter(ImageOrigin::streamed).isEmpty()) {
      return "in memory, " + bytes;
    }
    return "streamed from their files, "
        + (stream
            ? "as --stream says"
            : flip || crop != null
                ? "since they change each time they are drawn"
                : "since memory has no room for " + bytes);
  }

  private static String bytes(long bytes) {
    return bytes < 1 << 30
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 0x1p20)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 0x1p30);
  }
}
