package org.ganforge.data;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.layer.TensorShape;
import org.ganforge.picture.Kernel;

/**
 * A user's picture files and the form to convert them to: an immutable value whose {@code withX}
 * methods return modified copies. No file is opened before {@link #survey}, {@link #read}, {@link
 * #stream} or {@link #open}.
 *
 * <pre>{@code
 * LoadedImages loaded = ImageFiles.of(Path.of("pictures")).withSize(64).withChannels(3).read();
 * System.out.println(loaded.skipped());
 * ImageDataset images = loaded.images();
 * }</pre>
 *
 * <p>The path is one of these, recognized by content:
 *
 * <ul>
 *   <li>a folder, a zip file or a tar file (plain, gzip or bzip2) of PNG, JPEG, BMP, GIF and WebP
 *       pictures, in any folders. If they are all in two or more subfolders, the subfolders are
 *       classes;
 *   <li>a NumPy file ({@code .npy}, {@code .npz}) of one array {@code [count, height, width]},
 *       {@code [count, height, width, channels]} or {@code [count, channels, height, width]}, with
 *       numbers from 0 to 255, 0 to 1 or -1 to 1, optionally with labels beside it;
 *   <li>an IDX file of any name or a folder with one, with labels if the correspondingly named file
 *       is there.
 * </ul>
 *
 * <p>Pictures are rotated according to their EXIF data, blended with the background where
 * transparent, and converted from CMYK, 16 bits and other colour spaces. Files that are broken,
 * truncated or too large, links and special files are skipped and counted. Images are ordered by
 * their files' paths; the same files give the same bytes on every machine.
 *
 * @param path where the pictures are
 * @param name the data set's name; by default that of the folder or file
 * @param height the images' height in pixels; 0 (the default) to choose one that suits the pictures
 * @param width the images' width in pixels; 0 (the default) to choose
 * @param channels 1 for grey, 3 for RGB, 0 (the default) to choose
 * @param framing how pictures are fitted to an image of another shape; {@link Framing#CROP} by
 *     default
 * @param filter how they are resized; {@link ResizeFilter#LANCZOS} by default
 * @param background the grey level behind transparent pixels and beside pictures that are fitted
 *     whole; 255, white, by default
 * @param strict whether to fail if a file cannot be read, rather than skip it; false by default
 * @param labelled whether to take labels from subfolders and label files; true by default
 */
public record ImageFiles(
    Path path,
    String name,
    int height,
    int width,
    int channels,
    Framing framing,
    ResizeFilter filter,
    int background,
    boolean strict,
    boolean labelled) {
  private static final int LARGEST_SIDE = 8192;
  private static final int WHITE = 255;

  /** Checks the arguments. */
  public ImageFiles {
    Checks.name("data set's name", name);
    side("image height", height);
    side("image width", width);
    if (height == 0 != (width == 0)) {
      throw new InvalidInputException(
          "image size", "both a height and a width", height + " and " + width, "give both or none");
    }
    if (channels != 0 && channels != 1 && channels != 3) {
      throw new InvalidInputException(
          "image channels", "1 (grey) or 3 (RGB)", "" + channels, "give 1 or 3");
    }
    if (background < 0 || background > WHITE) {
      throw new InvalidInputException(
          "image background", "a grey level from 0 to 255", "" + background, "give 255 for white");
    }
  }

  private static void side(String where, int side) {
    Checks.notNegative(where, side);
    if (side > LARGEST_SIDE) {
      throw new InvalidInputException(
          where, "at most " + LARGEST_SIDE + " pixels", "" + side, "choose a smaller image");
    }
  }

  /** Returns the pictures at a path, with size and channels chosen to suit them. */
  public static ImageFiles of(Path path) {
    return new ImageFiles(
        path, nameOf(path), 0, 0, 0, Framing.CROP, ResizeFilter.LANCZOS, WHITE, false, true);
  }

  private static String nameOf(Path path) {
    Path last = path.toAbsolutePath().normalize().getFileName();
    String file = last == null ? "" : last.toString();
    String bare = file.replaceFirst("(?i)(\\.(zip|tar|tgz|npy|npz|gz|bz2))+$", "");
    String name = bare.replaceAll("[^A-Za-z0-9_.-]+", "-").replaceFirst("^[^A-Za-z0-9]+", "");
    return name.isEmpty() ? "images" : name;
  }

  /** Returns a copy for the same files at another path, with the same name. */
  public ImageFiles withPath(Path path) {
    return new ImageFiles(
        path, name, height, width, channels, framing, filter, background, strict, labelled);
  }

  /** Returns a copy whose data set has this {@code name}. */
  public ImageFiles withName(String name) {
    return new ImageFiles(
        path, name, height, width, channels, framing, filter, background, strict, labelled);
  }

  /** Returns a copy with square images. */
  public ImageFiles withSize(int side) {
    return withSize(Checks.positive("image size", side), side);
  }

  /** Returns a copy with this {@code height} and {@code width}, in pixels. */
  public ImageFiles withSize(int height, int width) {
    return new ImageFiles(
        path, name, height, width, channels, framing, filter, background, strict, labelled);
  }

  /** Returns a copy with 1 or 3 {@code channels}. */
  public ImageFiles withChannels(int channels) {
    return new ImageFiles(
        path, name, height, width, channels, framing, filter, background, strict, labelled);
  }

  /** Returns a copy with this {@code framing}. */
  public ImageFiles withFraming(Framing framing) {
    return new ImageFiles(
        path, name, height, width, channels, framing, filter, background, strict, labelled);
  }

  /** Returns a copy with this {@code filter}. */
  public ImageFiles withFilter(ResizeFilter filter) {
    return new ImageFiles(
        path, name, height, width, channels, framing, filter, background, strict, labelled);
  }

  /** Returns a copy with this {@code background}. */
  public ImageFiles withBackground(int background) {
    return new ImageFiles(
        path, name, height, width, channels, framing, filter, background, strict, labelled);
  }

  /** Returns a copy with this {@code strict}. */
  public ImageFiles withStrict(boolean strict) {
    return new ImageFiles(
        path, name, height, width, channels, framing, filter, background, strict, labelled);
  }

  /** Returns a copy with this {@code labelled}. */
  public ImageFiles withLabelled(boolean labelled) {
    return new ImageFiles(
        path, name, height, width, channels, framing, filter, background, strict, labelled);
  }

  /**
   * Looks at up to 512 evenly spread pictures and decodes up to 64 of them.
   *
   * @throws InvalidInputException if the path cannot be read or has no readable picture
   */
  public ImageSurvey survey() {
    return ImageLoading.of(this).survey();
  }

  /**
   * Reads all pictures into memory, with as many threads as there are processors.
   *
   * @throws InvalidInputException if the path cannot be read, has no readable picture, has an
   *     unreadable one and {@code strict} is set, or the images don't fit in Java's memory
   */
  public LoadedImages read() {
    return ImageLoading.of(this).read();
  }

  /**
   * Opens all pictures and leaves them in their files, for sets larger than memory. Every file is
   * read for its header and digest; pictures are decoded only by {@link #survey}, if size or
   * channels are not set.
   *
   * @return a stream that the caller must close
   * @throws InvalidInputException if the path is a compressed tar or NumPy file, cannot be read,
   *     has no readable picture, or has an unreadable one and {@code strict} is set
   */
  public StreamedImages stream() {
    return ImageLoading.of(this).stream();
  }

  /**
   * Opens all pictures: reads them into memory if they take at most three quarters of Java's free
   * memory and a quarter of the machine's; otherwise leaves them in their files, if those can be
   * read in any order.
   *
   * @return images that the caller must close
   * @throws InvalidInputException in the same cases as {@link #read} and {@link #stream}
   */
  public OpenImages open() {
    return ImageLoading.of(this).open();
  }

  /**
   * Returns the images' form: as requested, with unset values chosen to suit the pictures.
   *
   * @param survey a survey of these pictures
   */
  public ImageForm form(ImageSurvey survey) {
    return form(() -> survey);
  }

  /** Returns the images' form: as requested, with unset values chosen to suit the pictures. */
  ImageForm form(Supplier<ImageSurvey> survey) {
    if (height > 0 && channels > 0) {
      return new ImageForm(TensorShape.of(height, width, channels), "as requested", "as requested");
    }
    ImageForm chosen = survey.get().form();
    TensorShape shape = chosen.shape();
    return new ImageForm(
        TensorShape.of(
            height > 0 ? height : shape.dim(0),
            height > 0 ? width : shape.dim(1),
            channels > 0 ? channels : shape.dim(2)),
        height > 0 ? "as requested" : chosen.sizeReason(),
        channels > 0 ? "as requested" : chosen.colourReason());
  }

  Framing.Frame frame(TensorShape shape) {
    Kernel kernel = filter.kernel();
    return new Framing.Frame(shape.dim(1), shape.dim(0), shape.dim(2), kernel, background);
  }
}
