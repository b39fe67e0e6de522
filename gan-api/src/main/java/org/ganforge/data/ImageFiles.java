package org.ganforge.data;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.layer.TensorShape;
import org.ganforge.picture.Kernel;

/**
 * A user's own pictures in files, and the form in which they are wanted: an immutable value, of
 * which {@code withX} returns a changed copy. Nothing is looked at before {@link #survey} or {@link
 * #read}.
 *
 * <pre>{@code
 * LoadedImages loaded = ImageFiles.of(Path.of("pictures")).withSize(64).withChannels(3).read();
 * System.out.println(loaded.skipped());
 * ImageDataset images = loaded.images();
 * }</pre>
 *
 * <p>The path is one of these, told apart by content:
 *
 * <ul>
 *   <li>a folder, a zip file or a tar file (plain, gzip or bzip2) of PNG, JPEG, BMP, GIF and WebP
 *       pictures, in any folders. Where they lie in two or more sub-folders and nowhere else, the
 *       sub-folders are classes;
 *   <li>a NumPy file ({@code .npy}, {@code .npz}) of one array {@code [count, height, width]},
 *       {@code [count, height, width, channels]} or {@code [count, channels, height, width]}, of
 *       numbers from 0 to 255, 0 to 1 or -1 to 1, and labels beside it;
 *   <li>an IDX file of any name or a folder with one, with labels where the file is there that is
 *       named for them.
 * </ul>
 *
 * <p>Pictures are turned as their EXIF data say, laid on the background where they are transparent,
 * and converted from CMYK, 16 bits and other colour spaces. Files that are broken, cut off, too
 * large, links or special files are skipped and counted. The images come in the order of their
 * files' paths; the same files give the same bytes on every machine.
 *
 * @param path where the pictures are
 * @param name the data set's name; by default that of the folder or file
 * @param height of the images; 0 (the default) to choose by what the pictures are
 * @param width of the images; 0 (the default) to choose
 * @param channels 1 for grey, 3 for colours, 0 (the default) to choose
 * @param framing how pictures of another shape come to fill an image; {@link Framing#CROP} by
 *     default
 * @param filter how they are resized; {@link ResizeFilter#LANCZOS} by default
 * @param background the grey level behind transparent pixels and beside pictures that are fitted;
 *     255, white, by default
 * @param strict whether to refuse to go without a file that cannot be read; not by default
 * @param labelled whether sub-folders and files of labels give labels; they do by default
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

  /** Returns the pictures at a path in the form that suits them. */
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

  /** Returns a copy of the same files in another place, under the same name. */
  public ImageFiles withPath(Path path) {
    return new ImageFiles(
        path, name, height, width, channels, framing, filter, background, strict, labelled);
  }

  /** Returns a copy whose data set has this {@code name}. */
  public ImageFiles withName(String name) {
    return new ImageFiles(
        path, name, height, width, channels, framing, filter, background, strict, labelled);
  }

  /** Returns a copy of square images. */
  public ImageFiles withSize(int side) {
    return withSize(Checks.positive("image size", side), side);
  }

  /** Returns a copy of images of this {@code height} and {@code width}. */
  public ImageFiles withSize(int height, int width) {
    return new ImageFiles(
        path, name, height, width, channels, framing, filter, background, strict, labelled);
  }

  /** Returns a copy of images with 1 channel or 3. */
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

  /** Returns a copy that refuses, or does not refuse, to go without a file. */
  public ImageFiles withStrict(boolean strict) {
    return new ImageFiles(
        path, name, height, width, channels, framing, filter, background, strict, labelled);
  }

  /** Returns a copy that gives labels where there are some, or gives none. */
  public ImageFiles withLabelled(boolean labelled) {
    return new ImageFiles(
        path, name, height, width, channels, framing, filter, background, strict, labelled);
  }

  /**
   * Looks at up to 512 pictures, evenly spread, and decodes up to 64 of them.
   *
   * @throws InvalidInputException if the path cannot be read, or holds no picture that can be
   */
  public ImageSurvey survey() {
    return ImageLoading.of(this).survey();
  }

  /**
   * Reads all pictures into memory, by as many threads as there are processors.
   *
   * @throws InvalidInputException if the path cannot be read, no picture in it can be, one cannot
   *     and {@code strict} is set, or the images are more than Java's memory holds
   */
  public LoadedImages read() {
    return ImageLoading.of(this).read();
  }

  /**
   * Opens all pictures and leaves them in their files, for sets that are larger than memory. Every
   * file is read for its header and digest; pictures are decoded only by {@link #survey}, where
   * size or channels are left open.
   *
   * @return a stream that is to be closed
   * @throws InvalidInputException if the path is a packed tar or NumPy file, cannot be read, no
   *     picture in it can be, or one cannot and {@code strict} is set
   */
  public StreamedImages stream() {
    return ImageLoading.of(this).stream();
  }

  /**
   * Opens all pictures: reads them into memory where they take at most three quarters of what Java
   * has free and a quarter of the machine's, and else leaves them in their files, where they can be
   * read in any order.
   *
   * @return images that are to be closed
   * @throws InvalidInputException as {@link #read} and {@link #stream} do
   */
  public OpenImages open() {
    return ImageLoading.of(this).open();
  }

  /**
   * Returns the form that the images get: what is asked for, and where something is open, what
   * suits the pictures.
   *
   * @param survey of these pictures
   */
  public ImageForm form(ImageSurvey survey) {
    return form(() -> survey);
  }

  /** Returns the form that is asked for, and where something is open, what suits the pictures. */
  ImageForm form(Supplier<ImageSurvey> survey) {
    if (height > 0 && channels > 0) {
      return new ImageForm(TensorShape.of(height, width, channels), "asked for", "asked for");
    }
    ImageForm chosen = survey.get().form();
    TensorShape shape = chosen.shape();
    return new ImageForm(
        TensorShape.of(
            height > 0 ? height : shape.dim(0),
            height > 0 ? width : shape.dim(1),
            channels > 0 ? channels : shape.dim(2)),
        height > 0 ? "asked for" : chosen.sizeReason(),
        channels > 0 ? "asked for" : chosen.colourReason());
  }

  Framing.Frame frame(TensorShape shape) {
    Kernel kernel = filter.kernel();
    return new Framing.Frame(shape.dim(1), shape.dim(0), shape.dim(2), kernel, background);
  }
}
