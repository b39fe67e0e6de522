package org.ganforge.data;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Digest;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.layer.TensorShape;
import org.ganforge.picture.Box;
import org.ganforge.picture.Picture;
import org.ganforge.picture.PictureException;
import org.ganforge.picture.Pixels;
import org.jspecify.annotations.Nullable;

/** Reads pictures into memory, or surveys some of them. */
final class ImageLoading {
  private static final int LOOKED_AT = 512;
  private static final int SEEN_IN_COLOUR = 64;
  private static final int THUMBNAIL = 32;

  /** The largest difference between channels that JPEG leaves in a grey picture. */
  private static final int GREY = 16;

  private final ImageFiles files;
  private final PictureSet set;
  private final PictureVisits visits;

  private ImageLoading(ImageFiles files, PictureSet set) {
    this.files = files;
    this.set = set;
    this.visits = new PictureVisits(files, set);
  }

  static ImageLoading of(ImageFiles files) {
    return new ImageLoading(files, PicturePlace.open(files.path()));
  }

  /** Looks at some evenly spread pictures. */
  ImageSurvey survey() {
    ImageSurvey some = survey(LOOKED_AT);
    return some.sizes().isEmpty() ? requireOne(survey(set.count())) : some;
  }

  private ImageSurvey requireOne(ImageSurvey survey) {
    if (survey.sizes().isEmpty()) {
      throw visits.nothingReadable();
    }
    return survey;
  }

  private ImageSurvey survey(int most) {
    int count = Math.min(most, set.count());
    int every = Math.max(1, count / SEEN_IN_COLOUR);
    Map<Integer, ImageSurvey.Size> sizes = new ConcurrentHashMap<>();
    Map<Integer, Boolean> coloured = new ConcurrentHashMap<>();
    visits.visit(
        index -> position(index, count) >= 0,
        (index, picture, opening) -> {
          if (position(index, count) % every == 0) {
            coloured.put(index, isColoured(picture));
          }
          sizes.put(index, new ImageSurvey.Size(picture.width(), picture.height()));
        });
    List<ImageSurvey.Size> inOrder = new ArrayList<>(new TreeMap<>(sizes).values());
    int seen = coloured.size();
    int withColours = (int) coloured.values().stream().filter(is -> is).count();
    return new ImageSurvey(set.count(), inOrder, seen, withColours);
  }

  /** Returns the position of a picture among the surveyed ones; -1 if it isn't one of them. */
  private int position(int index, int count) {
    long all = set.count();
    int position = (int) (((long) index * count + all - 1) / all);
    return position < count && position * all / count == index ? position : -1;
  }

  private boolean isColoured(Picture picture) throws PictureException {
    Box whole = new Box(0, 0, picture.width(), picture.height());
    Pixels small =
        picture.resized(
            whole, THUMBNAIL, THUMBNAIL, 3, ResizeFilter.AREA.kernel(), files.background());
    byte[] bytes = small.bytes();
    for (int i = 0; i < bytes.length; i += 3) {
      int red = bytes[i] & 0xff;
      int green = bytes[i + 1] & 0xff;
      int blue = bytes[i + 2] & 0xff;
      if (Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue)) > GREY) {
        return true;
      }
    }
    return false;
  }

  /** Reads all pictures if memory allows, else only looks at every file. */
  OpenImages open() {
    ImageForm form = files.form(this::survey);
    return !memory(form).isComfortable() && set.isRandom()
        ? OpenImages.of(stream(form), Augmentation.none())
        : OpenImages.of(read(form));
  }

  private ImageMemory memory(ImageForm form) {
    return new ImageMemory(files.path().toString(), set.count(), form.shape());
  }

  /** Returns the origin with the chosen form filled in. */
  private ImageOrigin origin(ImageForm form) {
    TensorShape shape = form.shape();
    return ImageOrigin.of(
        files
            .withPath(files.path().toAbsolutePath().normalize())
            .withSize(shape.dim(0), shape.dim(1))
            .withChannels(shape.dim(2)));
  }

  /** Reads all pictures. */
  LoadedImages read() {
    return read(files.form(this::survey));
  }

  private LoadedImages read(ImageForm form) {
    TensorShape shape = form.shape();
    memory(form).require("choose a smaller size, or start Java with a larger -Xmx");
    PixelBlocks pixels = PixelBlocks.allocate(shape.size(), set.count());
    Framing.Frame frame = files.frame(shape);
    visits.visit(
        index -> true,
        (index, picture, opening) -> {
          Pixels image = files.framing().frame(picture, frame, Framing.Cut.NONE);
          pixels.put(index, image.bytes(), 0);
        });
    int[] read = visits.read();
    ClassLabels labels = files.labelled() ? set.labels() : ClassLabels.NONE;
    ImageDataset images =
        ImageDataset.wrap(files.name(), shape, pixels.compact(read), labels.chosen(read));
    return new LoadedImages(images.from(origin(form)), form, visits.skipped());
  }

  /** Looks at every file, decodes none, and leaves the images in them. */
  StreamedImages stream() {
    return stream(files.form(this::survey));
  }

  private StreamedImages stream(ImageForm form) {
    PictureSet.RandomPictures pictures = openFiles();
    try {
      byte[][] digests = new byte[set.count()][];
      visits.visit(
          index -> true,
          (index, picture, opening) -> {
            MessageDigest digest = Digest.SHA_256.start();
            opening.addTo(digest);
            digests[index] = digest.digest();
          });
      int[] read = visits.read();
      ClassLabels labels = files.labelled() ? set.labels() : ClassLabels.NONE;
      StreamedFiles behind =
          new StreamedFiles(
              set, pictures, files, files.frame(form.shape()), digests, kept(form.shape()));
      ImageStream images =
          new ImageStream(
              files.name(),
              form.shape(),
              behind,
              read,
              labels.chosen(read),
              Augmentation.none(),
              origin(form).withStreamed(true));
      return new StreamedImages(images, form, visits.skipped());
    } catch (RuntimeException | Error e) {
      try {
        pictures.close();
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  private @Nullable KeptPixels kept(TensorShape shape) {
    return set.isEncoded()
        ? KeptPixels.inCache(files.path().toString(), set.count(), shape.size())
        : null;
  }

  private PictureSet.RandomPictures openFiles() {
    try {
      return set.open();
    } catch (IOException e) {
      throw new InvalidInputException(
          files.path().toString(),
          "pictures to stream, in a folder, a zip or an unpacked tar file, or a .npy file",
          FileErrors.reason(e),
          "unpack it, or read it into memory");
    }
  }
}
