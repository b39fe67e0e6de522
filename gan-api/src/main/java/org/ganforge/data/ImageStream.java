package org.ganforge.data;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Seeds;
import org.ganforge.layer.TensorShape;
import org.ganforge.picture.Picture;
import org.jspecify.annotations.Nullable;

/**
 * Images that stay in their files and are decoded each time they are drawn, so that a set may be
 * larger than memory and be changed at random by an {@link Augmentation}. Close the stream when
 * nothing reads from it any more; its slices share its files.
 *
 * <pre>{@code
 * try (ImageStream faces = ImageFiles.of(Path.of("faces")).withSize(64).stream().images()) {
 *   ...
 * }
 * }</pre>
 *
 * <p>Training draws the same images as it would from memory: a function of seed and count.
 */
public final class ImageStream implements ImageSource, AutoCloseable {
  private final String name;
  private final TensorShape imageShape;
  private final StreamedFiles files;
  private final int[] chosen;
  private final ClassLabels labels;
  private final Augmentation augmentation;
  private final @Nullable ImageOrigin origin;

  /**
   * Makes a stream.
   *
   * @param chosen the numbers of its pictures
   * @param labels one for each, or none
   * @param origin where they all come from; null if they are only some of a stream's images
   */
  ImageStream(
      String name,
      TensorShape imageShape,
      StreamedFiles files,
      int[] chosen,
      ClassLabels labels,
      Augmentation augmentation,
      @Nullable ImageOrigin origin) {
    this.name = name;
    this.imageShape = imageShape;
    this.files = files;
    this.chosen = chosen;
    this.labels = labels;
    this.augmentation = augmentation;
    this.origin = origin;
  }

  /**
   * Returns the same images, changed at random whenever a batch is drawn.
   *
   * @throws InvalidInputException if pictures are fitted whole, since no part of them can be cut
   *     out
   */
  public ImageStream withAugmentation(Augmentation augmentation) {
    if (augmentation.crop() < 1 && files.framing() == Framing.FIT) {
      throw new InvalidInputException(
          "augmentation crop",
          "1, since pictures are fitted whole,",
          augmentation.crop() + "",
          "use another framing");
    }
    return new ImageStream(
        name,
        imageShape,
        files,
        chosen,
        labels,
        augmentation,
        origin == null ? null : origin.withAugmentation(augmentation));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int count() {
    return chosen.length;
  }

  @Override
  public TensorShape imageShape() {
    return imageShape;
  }

  @Override
  public List<String> classNames() {
    return labels.names();
  }

  @Override
  public boolean hasLabels() {
    return labels.count() > 0;
  }

  @Override
  public int label(int index) {
    if (!hasLabels()) {
      throw wrong("images with labels", "none", "put each class into its own folder");
    }
    return labels.get(index);
  }

  /** Copies the bytes of image {@code index}, without augmentation. */
  @Override
  public void copy(int index, byte[] target, int offset) {
    int picture = chosen[index];
    byte[] image = files.image(picture, files.picture(picture), Framing.Cut.NONE);
    System.arraycopy(image, 0, target, offset, image.length);
  }

  /**
   * Returns the bytes of an image as drawn, with augmentation.
   *
   * @param seed the seed of its random changes
   */
  byte[] draw(Decoders decoders, int index, long seed) {
    byte[] image =
        augmentation.crop() == 1
            ? whole(decoders, index)
            : cut(decoders, index, augmentation.cut(seed));
    if (augmentation.isFlipped(seed)) {
      flip(image);
    }
    return image;
  }

  /** Returns the bytes of an image, decoded unless they are cached. */
  private byte[] whole(Decoders decoders, int index) {
    KeptPixels kept = files.kept();
    byte[] before = kept == null ? null : kept.get(chosen[index]);
    if (before != null) {
      return before;
    }
    byte[] image = cut(decoders, index, Framing.Cut.NONE);
    if (kept != null) {
      kept.put(chosen[index], image);
    }
    return image;
  }

  /** Returns the bytes of a part of an image, decoded once there is memory for it. */
  private byte[] cut(Decoders decoders, int index, Framing.Cut cut) {
    int number = chosen[index];
    Picture picture = files.picture(number);
    int room = decoders.takeRoom(files.where(number), picture);
    try {
      return files.image(number, picture, cut);
    } finally {
      decoders.giveBack(room);
    }
  }

  private void flip(byte[] image) {
    int width = imageShape.dim(1);
    int channels = imageShape.dim(2);
    for (int row = 0; row < image.length; row += width * channels) {
      for (int x = 0; x < width / 2; x++) {
        for (int c = 0; c < channels; c++) {
          int left = row + x * channels + c;
          int right = row + (width - 1 - x) * channels + c;
          byte kept = image[left];
          image[left] = image[right];
          image[right] = kept;
        }
      }
    }
  }

  /** Returns the seed of the changes to one image in a batch. */
  static long seedOf(long seed, long batch, int position) {
    return Seeds.derive(seed, "draw/" + batch + "/" + position);
  }

  @Override
  public ImageStream slice(int from, int to) {
    if (from < 0 || to <= from || to > count()) {
      throw wrong(
          "at least one of images 0 up to " + count(),
          from + " up to " + to,
          "choose images in that range");
    }
    return of(IntStream.range(from, to).toArray());
  }

  @Override
  public ImageStream ofClass(int label) {
    return of(labels.imagesOf(label, this));
  }

  private ImageStream of(int[] some) {
    int[] numbers = IntStream.of(some).map(i -> chosen[i]).toArray();
    return new ImageStream(
        name, imageShape, files, numbers, labels.chosen(some), augmentation, null);
  }

  @Override
  public Optional<ImageOrigin> origin() {
    return Optional.ofNullable(origin);
  }

  /** Returns the images in memory, decoded with as many threads as there are processors. */
  @Override
  public ImageDataset inMemory() {
    new ImageMemory("data set " + name, count(), imageShape)
        .require("choose fewer or smaller images, or start Java with a larger -Xmx");
    PixelBlocks pixels = PixelBlocks.allocate(imageShape.size(), count());
    try (Decoders decoders = Decoders.start()) {
      for (int i = 0; i < count(); i++) {
        int index = i;
        decoders.submit(() -> pixels.put(index, cut(decoders, index, Framing.Cut.NONE), 0));
      }
      decoders.finish();
    }
    return ImageDataset.wrap(name, imageShape, pixels, labels);
  }

  /**
   * Returns the SHA-256, in hexadecimal, of the files' digests, the form that pictures are
   * converted to, the augmentation and the labels.
   */
  @Override
  public String digest() {
    return files.digest(chosen, augmentation, labels);
  }

  /** Closes the files of this stream and of all its slices. */
  @Override
  public void close() {
    files.close();
  }

  /** Returns name, count and shape: {@code faces: 70000 images [64, 64, 3], streamed}. */
  @Override
  public String toString() {
    return name + ": " + count() + " images " + imageShape + ", streamed";
  }

  private InvalidInputException wrong(String expected, String found, String wayOut) {
    return new InvalidInputException("data set " + name, expected, found, wayOut);
  }
}
