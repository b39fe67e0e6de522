package org.ganforge.data;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Digest;
import org.ganforge.internal.Seeds;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;

/**
 * An immutable set of 8-bit images of one shape, with or without labels. The pixels are one block
 * on the Java heap, image after image, each {@code [height, width, channels]}; nothing has to be
 * closed.
 *
 * <pre>{@code
 * ImageDataset faces = ImageDataset.of("faces", TensorShape.of(64, 64, 3), pixels);
 * ImageDataset fives = DatasetCatalogue.standard().load("mnist").ofClass(5);
 * }</pre>
 */
public final class ImageDataset {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final String name;
  private final TensorShape imageShape;
  private final ByteBuffer pixels;
  private final ByteBuffer labels;
  private final List<String> classNames;

  private ImageDataset(
      String name,
      TensorShape imageShape,
      ByteBuffer pixels,
      ByteBuffer labels,
      List<String> classNames) {
    this.name = name;
    this.imageShape = imageShape;
    this.pixels = pixels;
    this.labels = labels;
    this.classNames = classNames;
  }

  /**
   * Returns a set of a user's own images, without labels.
   *
   * @param name letters, digits, {@code _ . -}
   * @param imageShape {@code [height, width, channels]}
   * @param pixels the images one after the other, 0..255 as unsigned bytes, channels innermost;
   *     copied
   */
  public static ImageDataset of(String name, TensorShape imageShape, byte[] pixels) {
    return wrap(name, imageShape, pixels.clone());
  }

  /** Returns a set that takes the array over without a copy. */
  static ImageDataset wrap(String name, TensorShape imageShape, byte[] pixels) {
    String where = "data set " + Checks.name("data set's name", name);
    if (imageShape.rank() != 3) {
      throw new InvalidInputException(
          where,
          "an image shape [height, width, channels]",
          imageShape.toString(),
          "give grey images one channel, as in [28, 28, 1]");
    }
    if (pixels.length == 0 || pixels.length % imageShape.size() != 0) {
      throw new InvalidInputException(
          where,
          "at least one image " + imageShape + " of " + imageShape.size() + " bytes",
          pixels.length + " bytes",
          "give whole images");
    }
    return new ImageDataset(name, imageShape, ByteBuffer.wrap(pixels), NOTHING, List.of());
  }

  /**
   * Returns the same images with a label each.
   *
   * @param values one unsigned byte an image; copied
   * @param names what label 0, 1, ... means; empty, or long enough to name every label
   */
  public ImageDataset withLabels(byte[] values, List<String> names) {
    if (values.length != count()) {
      throw wrong(
          count() + " labels, one for each image",
          "" + values.length,
          "give as many labels as images");
    }
    for (int i = 0; i < values.length && !names.isEmpty(); i++) {
      if ((values[i] & 0xff) >= names.size()) {
        throw wrong(
            "labels below " + names.size() + ", the number of class names",
            "label " + (values[i] & 0xff) + " at image " + i,
            "name every class, or none");
      }
    }
    ByteBuffer copy = ByteBuffer.wrap(values.clone());
    return new ImageDataset(name, imageShape, pixels, copy, List.copyOf(names));
  }

  /** Returns the name, such as {@code mnist}. */
  public String name() {
    return name;
  }

  /** Returns how many images there are, at least 1. */
  public int count() {
    return pixels.limit() / imageShape.size();
  }

  /** Returns the shape of one image, {@code [height, width, channels]}. */
  public TensorShape imageShape() {
    return imageShape;
  }

  /** Returns what label 0, 1, ... means; empty where nobody said. */
  public List<String> classNames() {
    return classNames;
  }

  /** Returns whether the images have labels. */
  public boolean hasLabels() {
    return labels.limit() > 0;
  }

  /** Returns the label of image {@code index}, 0..255; an error where the images have none. */
  public int label(int index) {
    if (!hasLabels()) {
      throw wrong("images with labels", "none", "give them with withLabels");
    }
    return labels.get(index) & 0xff;
  }

  /**
   * Returns a read-only view of all pixels without a copy: unsigned bytes, {@code [count, height,
   * width, channels]}. A backend copies them once into its own memory.
   */
  public ByteBuffer pixels() {
    return pixels.asReadOnlyBuffer();
  }

  /** Returns images as numbers of {@code range}: {@code [indices, height, width, channels]}. */
  public FloatTensor images(ValueRange range, int... indices) {
    int size = imageShape.size();
    TensorShape shape = imageShape.times(indices.length);
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = range.toFloat(pixels.get(indices[i / size] * size + i % size) & 0xff);
    }
    return FloatTensor.wrap(shape, values);
  }

  /**
   * Returns the numbers of {@code n} different images, which the seed alone chooses.
   *
   * @throws InvalidInputException if there are not so many
   */
  public int[] randomIndices(int n, long seed) {
    Checks.positive("images to choose", n);
    if (n > count()) {
      throw wrong("at least " + n + " images to choose", count() + "", "choose fewer");
    }
    // By unrelated 64-bit keys, so that the choice is the same on every Java.
    long[] keys =
        IntStream.range(0, count()).mapToLong(i -> Seeds.derive(seed, "choose/" + i)).toArray();
    return IntStream.range(0, count())
        .boxed()
        .sorted(Comparator.comparingLong(i -> keys[i]))
        .limit(n)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Returns the first {@code n} images, without a copy. */
  public ImageDataset first(int n) {
    return slice(0, n);
  }

  /** Returns images {@code from} up to, but not including, {@code to}, without a copy. */
  public ImageDataset slice(int from, int to) {
    if (from < 0 || to <= from || to > count()) {
      throw wrong(
          "at least one of images 0 up to " + count(),
          from + " up to " + to,
          "ask for images that are there");
    }
    int size = imageShape.size();
    return new ImageDataset(
        name,
        imageShape,
        pixels.slice(from * size, (to - from) * size),
        hasLabels() ? labels.slice(from, to - from) : NOTHING,
        classNames);
  }

  /** Returns the images with this label only, copied in their order. */
  public ImageDataset ofClass(int label) {
    int[] chosen = IntStream.range(0, count()).filter(i -> label(i) == label).toArray();
    if (chosen.length == 0) {
      List<Integer> known =
          IntStream.range(0, count()).map(this::label).distinct().sorted().boxed().toList();
      throw wrong("one of the labels " + known, "" + label, "choose one of them");
    }
    int size = imageShape.size();
    byte[] copy = new byte[chosen.length * size];
    byte[] same = new byte[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      pixels.get(chosen[i] * size, copy, i * size, size);
      same[i] = (byte) label;
    }
    return wrap(name, imageShape, copy).withLabels(same, classNames);
  }

  /** Returns the SHA-256, in hexadecimal, of all pixels followed by all labels. */
  public String digest() {
    return Digest.SHA_256.of(pixels, labels);
  }

  /** Returns name, count and shape: {@code mnist: 60000 images [28, 28, 1]}. */
  @Override
  public String toString() {
    return name + ": " + count() + " images " + imageShape;
  }

  private InvalidInputException wrong(String expected, String found, String wayOut) {
    return new InvalidInputException("data set " + name, expected, found, wayOut);
  }
}
