package org.ganforge.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.MachineMemory;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.layer.TensorShape;
import org.ganforge.picture.Box;
import org.ganforge.picture.Picture;
import org.ganforge.picture.PictureException;
import org.ganforge.picture.Pixels;

/** Reads pictures into memory, or looks at some of them. */
final class ImageLoading {
  private static final int LOOKED_AT = 512;
  private static final int SEEN_IN_COLOUR = 64;
  private static final int THUMBNAIL = 32;

  /** What JPEG leaves of a grey picture's colours stays below. */
  private static final int GREY = 16;

  /** A share of the free memory: Java needs the rest to decode and to work in. */
  private static final double MOST_OF_MEMORY = 0.75;

  private final ImageFiles files;
  private final PictureSet set;
  private final Map<Integer, String> unread = new ConcurrentHashMap<>();

  private ImageLoading(ImageFiles files, PictureSet set) {
    this.files = files;
    this.set = set;
  }

  static ImageLoading of(ImageFiles files) {
    return new ImageLoading(files, PicturePlace.open(files.path()));
  }

  /** Looks at some pictures, evenly spread. */
  ImageSurvey survey() {
    ImageSurvey some = survey(LOOKED_AT);
    return some.sizes().isEmpty() ? requireOne(survey(set.count())) : some;
  }

  private ImageSurvey requireOne(ImageSurvey survey) {
    if (survey.sizes().isEmpty()) {
      throw nothingReadable();
    }
    return survey;
  }

  private ImageSurvey survey(int most) {
    unread.clear();
    int count = Math.min(most, set.count());
    int every = Math.max(1, count / SEEN_IN_COLOUR);
    Map<Integer, ImageSurvey.Size> sizes = new ConcurrentHashMap<>();
    Map<Integer, Boolean> coloured = new ConcurrentHashMap<>();
    visit(
        index -> position(index, count) >= 0,
        (index, picture) -> {
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

  /** Returns which of the pictures looked at this one is; -1 for one that is not. */
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

  /** Reads all pictures. */
  LoadedImages read() {
    ImageForm form = files.form(this::survey);
    TensorShape shape = form.shape();
    requireMemory(shape);
    PixelBlocks pixels = PixelBlocks.allocate(shape.size(), set.count());
    Framing.Frame frame = files.frame(shape);
    unread.clear();
    visit(
        index -> true,
        (index, picture) -> pixels.put(index, files.framing().frame(picture, frame).bytes(), 0));
    int[] read = IntStream.range(0, set.count()).filter(i -> !unread.containsKey(i)).toArray();
    SkippedFiles skipped = skipped();
    if (read.length == 0) {
      throw nothingReadable();
    }
    if (files.strict() && skipped.count() > 0) {
      throw new InvalidInputException(
          files.path().toString(),
          "pictures that can all be read",
          skipped.count() + " that cannot: " + String.join(", ", skipped.examples()),
          "remove them, or leave out the strict check");
    }
    ClassLabels labels = files.labelled() ? set.labels() : ClassLabels.NONE;
    ImageDataset images =
        ImageDataset.wrap(files.name(), shape, pixels.compact(read), labels.chosen(read));
    return new LoadedImages(images, form, skipped);
  }

  private void requireMemory(TensorShape shape) {
    long needed = (long) shape.size() * set.count();
    long free = (long) (MOST_OF_MEMORY * Decoders.free());
    if (needed > free) {
      throw new InvalidInputException(
          files.path().toString(),
          "images that Java's memory has room for, " + MachineMemory.gigabytes(free) + ",",
          set.count() + " images " + shape + ", " + MachineMemory.gigabytes(needed),
          "choose a smaller size, or start Java with a larger -Xmx");
    }
  }

  private SkippedFiles skipped() {
    Map<String, String> reasons = new TreeMap<>(set.refused());
    unread.forEach((index, reason) -> reasons.put(set.name(index), reason));
    return new SkippedFiles(set.count() + set.refused().size(), reasons);
  }

  private InvalidInputException nothingReadable() {
    return new InvalidInputException(
        files.path().toString(),
        "a picture in " + FilePictures.FORMATS + " that can be read",
        skipped().toString(),
        "check the files");
  }

  /** What is done with an opened picture, by any thread. */
  private interface Work {
    void on(int index, Picture picture) throws PictureException;
  }

  private void visit(IntPredicate wanted, Work work) {
    try (Decoders decoders = Decoders.start()) {
      set.visit(
          wanted,
          new PictureSet.Visitor() {
            @Override
            public void picture(int index, PictureSet.Opening opening) {
              decoders.submit(() -> work(decoders, index, opening, work));
            }

            @Override
            public void unreadable(int index, String reason) {
              unread.put(index, reason);
            }
          });
      decoders.finish();
    } catch (IOException e) {
      throw FileErrors.unreadable(files.path(), e);
    }
  }

  private void work(Decoders decoders, int index, PictureSet.Opening opening, Work work) {
    try {
      Picture picture = opening.open();
      int room = decoders.takeRoom(files.path() + " " + set.name(index), picture);
      try {
        work.on(index, picture);
      } finally {
        decoders.giveBack(room);
      }
    } catch (PictureException e) {
      unread.put(index, e.getMessage() == null ? "damaged data" : e.getMessage());
    }
  }
}
