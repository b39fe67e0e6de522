package org.ganforge.examples.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ganforge.data.ImageFiles;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.TensorShape;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A user's own pictures, and the size and colours of the images made from them. */
public final class PictureFormOptions {
  private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,4})(?:x([1-9]\\d{0,4}))?");
  private static final String IMAGES = "--images";

  @Option(
      names = IMAGES,
      paramLabel = "PATH",
      description =
          "your own pictures: a folder or an archive (zip, tar) of PNG, JPEG, BMP, GIF and WebP,"
              + " with sub-folders as classes; or a NumPy or IDX file")
  private @Nullable Path path;

  @Option(
      names = "--size",
      paramLabel = "N",
      description =
          "the images' width and height in pixels, 64 or 64x48; default: chosen for the pictures")
  private @Nullable String size;

  @Option(
      names = {"--grey", "--gray"},
      description = "make grey images; default: if no picture has colours")
  private boolean grey;

  @Option(names = "--rgb", description = "make colour images; default: if any picture has colours")
  private boolean rgb;

  /** Returns whether the user gave pictures. */
  public boolean areGiven() {
    return path != null;
  }

  /** Returns the names of the given options other than the path. */
  List<String> given() {
    List<String> given = new ArrayList<>();
    if (size != null) {
      given.add("--size");
    }
    if (grey) {
      given.add("--grey");
    }
    if (rgb) {
      given.add("--rgb");
    }
    return given;
  }

  /**
   * Returns the pictures in the requested form.
   *
   * @throws InvalidInputException if no path is given, or two options contradict each other
   */
  public ImageFiles files() {
    ImageFiles files = ImageFiles.of(required());
    if (grey && rgb) {
      throw new InvalidInputException(
          "--grey", "it alone", "--rgb as well", "give one of the two, or none");
    }
    ImageFiles coloured = grey ? files.withChannels(1) : rgb ? files.withChannels(3) : files;
    return size == null ? coloured : sized(coloured, size);
  }

  /**
   * Returns the pictures in the form that a model takes.
   *
   * @throws InvalidInputException if a different one is requested
   */
  ImageFiles files(TensorShape shape) {
    Optional<String> form = given().stream().findFirst();
    if (form.isPresent()) {
      throw new InvalidInputException(
          form.get(),
          "it without a MODEL, which fixes the shape of its images, " + shape + ",",
          "both",
          "leave one of them out");
    }
    return ImageFiles.of(required())
        .withSize(shape.dim(0), shape.dim(1))
        .withChannels(shape.dim(2));
  }

  private Path required() {
    if (path == null) {
      throw new InvalidInputException(
          IMAGES, "the path of your own pictures", "none", "say where they are");
    }
    return path;
  }

  /** Returns the error for an option that needs pictures, without any. */
  static InvalidInputException missing(String option) {
    return new InvalidInputException(
        option, IMAGES + " PATH, your own pictures,", "none", "say where they are");
  }

  private static ImageFiles sized(ImageFiles files, String size) {
    Matcher sides = SIZE.matcher(size);
    if (!sides.matches()) {
      throw new InvalidInputException(
          "--size",
          "a side in pixels, or WIDTHxHEIGHT,",
          '"' + size + '"',
          "write it as in --size 64 or --size 64x48");
    }
    int width = Integer.parseInt(sides.group(1));
    int height = sides.group(2) == null ? width : Integer.parseInt(sides.group(2));
    try {
      return files.withSize(height, width);
    } catch (InvalidInputException e) {
      throw e.inside("--size");
    }
  }
}
