package org.ganforge.data;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Digest;
import org.ganforge.layer.TensorShape;
import org.jspecify.annotations.Nullable;

/**
 * An immutable set of 8-bit images of the same shape, with or without labels. The pixels are on the
 * Java heap, image after image, each {@code [height, width, channels]}; no closing is needed.
 *
 * <pre>{@code
 * ImageDataset faces = ImageFiles.of(Path.of("faces")).withSize(64).read().images();
 * ImageDataset own = ImageDataset.of("own", TensorShape.of(64, 64, 3), pixels);
 * ImageDataset fives = DatasetCatalogue.standard().load("mnist").ofClass(5);
 * }</pre>
 */
public final class ImageDataset implements ImageSource {
  private final String name;
  private final TensorShape imageShape;
  private final PixelBlocks pixels;
  private final ClassLabels labels;
  private final @Nullable ImageOrigin origin;

  private ImageDataset(
      String name,
      TensorShape imageShape,
      PixelBlocks pixels,
      ClassLabels labels,
      @Nullable ImageOrigin origin) {
    this.name = name;
    this.imageShape = imageShape;
    this.pixels = pixels;
    this.labels = labels;
    this.origin = origin;
  }

  /**
   * Returns a set of the given images, without labels.
   *
   * @param name letters, digits, {@code _ . -}
   * @param imageShape {@code [height, width, channels]}
   * @param pixels the images one after the other, 0..255 as unsigned bytes, channels innermost;
   *     copied
   */
  public static ImageDataset of(String name, TensorShape imageShape, byte[] pixels) {
    return wrap(name, imageShape, pixels.clone());
  }

  /**
   * Returns a set of images from an iterator, as many as fit in memory, where they are held only
   * once.
   *
   * @param name letters, digits, {@code _ . -}
   * @param imageShape {@code [height, width, channels]}
   * @param images each an array of the shape's size, as in {@link #of(String, TensorShape,
   *     byte[])}; copied
   */
  public static ImageDataset of(String name, TensorShape imageShape, Iterator<byte[]> images) {
    String where = where(name, imageShape);
    PixelCollector collector = new PixelCollector(imageShape.size());
    while (images.hasNext()) {
      byte[] image = images.next();
      if (image.length != imageShape.size()) {
        throw wholeImages(
            where + ", image " + collector.count(), imageShape, image.length + " bytes");
      }
      collector.add(image);
    }
    if (collector.count() == 0) {
      throw wholeImages(where, imageShape, "none");
    }
    return new ImageDataset(name, imageShape, collector.pixels(), ClassLabels.NONE, null);
  }

  /** Returns a set that wraps the array without a copy. */
  static ImageDataset wrap(String name, TensorShape imageShape, byte[] pixels) {
    String where = where(name, imageShape);
    if (pixels.length == 0 || pixels.length % imageShape.size() != 0) {
      throw wholeImages(where, imageShape, pixels.length + " bytes");
    }
    return new ImageDataset(
        name, imageShape, PixelBlocks.of(imageShape.size(), pixels), ClassLabels.NONE, null);
  }

  /** Returns a set that wraps matching pixels and labels without a copy. */
  static ImageDataset wrap(
      String name, TensorShape imageShape, PixelBlocks pixels, ClassLabels labels) {
    where(name, imageShape);
    return new ImageDataset(name, imageShape, pixels, labels, null);
  }

  /** Returns the same images with their origin, of which they are all images. */
  ImageDataset from(ImageOrigin origin) {
    return new ImageDataset(name, imageShape, pixels, labels, origin);
  }

  private static String where(String name, TensorShape imageShape) {
    String where = "data set " + Checks.name("data set's name", name);
    if (imageShape.rank() != 3) {
      throw new InvalidInputException(
          where,
          "an image shape [height, width, channels]",
          imageShape.toString(),
          "give grey images one channel, as in [28, 28, 1]");
    }
    return where;
  }

  private static InvalidInputException wholeImages(
      String where, TensorShape imageShape, String found) {
    return new InvalidInputException(
        where,
        "at least one image " + imageShape + " of " + imageShape.size() + " bytes",
        found,
        "give whole images");
  }

  /**
   * Returns the same images with labels.
   *
   * @param values one unsigned byte per image; copied
   * @param names the names of labels 0, 1, ...; empty, or one for every label
   */
  public ImageDataset withLabels(byte[] values, List<String> names) {
    return withLabels(ClassLabels.of(values, names));
  }

  /**
   * Returns the same images with labels, for any number of classes.
   *
   * @param values a number of at least 0 for each image; copied
   * @param names the names of labels 0, 1, ...; empty, or one for every label
   */
  public ImageDataset withLabels(int[] values, List<String> names) {
    return withLabels(ClassLabels.of(values.clone(), names));
  }

  private ImageDataset withLabels(ClassLabels given) {
    if (given.count() != count()) {
      throw wrong(
          count() + " labels, one for each image",
          "" + given.count(),
          "give as many labels as images");
    }
    int names = given.names().size();
    for (int i = 0; i < given.count(); i++) {
      int label = given.get(i);
      if (label < 0 || (names > 0 && label >= names)) {
        throw wrong(
            label < 0
                ? "labels of at least 0"
                : "labels below " + names + ", the number of class names",
            "label " + label + " at image " + i,
            label < 0 ? "count the classes from 0" : "name every class, or none");
      }
    }
    return new ImageDataset(name, imageShape, pixels, given, null);
  }

  /** Returns the name, such as {@code mnist}. */
  @Override
  public String name() {
    return name;
  }

  /** Returns how many images there are, at least 1. */
  @Override
  public int count() {
    return pixels.count();
  }

  /** Returns the shape of one image, {@code [height, width, channels]}. */
  @Override
  public TensorShape imageShape() {
    return imageShape;
  }

  /** Returns the names of labels 0, 1, ...; empty if unknown. */
  @Override
  public List<String> classNames() {
    return labels.names();
  }

  /** Returns whether the images have labels. */
  @Override
  public boolean hasLabels() {
    return labels.count() > 0;
  }

  /** Returns the label of image {@code index}, at least 0; throws if the images have no labels. */
  @Override
  public int label(int index) {
    if (!hasLabels()) {
      throw wrong(
          "images with labels",
          "none",
          origin == null ? "give them with withLabels" : "put each class into its own folder");
    }
    return labels.get(index);
  }

  /**
   * Returns all pixels, read-only: unsigned bytes, {@code [count, height, width, channels]}. They
   * are copied only if they are stored in several arrays, as after reading them from an iterator.
   *
   * @throws InvalidInputException if they exceed one buffer, 2 GiB; use {@link #parts()} instead
   */
  public ByteBuffer pixels() {
    List<ByteBuffer> parts = parts();
    if (parts.size() == 1) {
      return parts.get(0);
    }
    long size = (long) count() * imageShape.size();
    if (size > PixelBlocks.MOST_BYTES) {
      throw wrong(
          "pixels that one buffer holds", parts.size() + " buffers of them", "ask for its parts");
    }
    ByteBuffer all = ByteBuffer.allocate((int) size);
    parts.forEach(all::put);
    return all.flip().asReadOnlyBuffer();
  }

  /**
   * Returns read-only views of all pixels without a copy, in order, each of whole images. A backend
   * copies them once into its own memory.
   */
  public List<ByteBuffer> parts() {
    return pixels.parts();
  }

  /** Copies the bytes of image {@code index} to {@code target}, starting at {@code offset}. */
  @Override
  public void copy(int index, byte[] target, int offset) {
    pixels.get(index, target, offset);
  }

  /** Returns the first {@code n} images, without a copy. */
  @Override
  public ImageDataset first(int n) {
    return slice(0, n);
  }

  /** Returns images {@code from} up to, but not including, {@code to}, without a copy. */
  @Override
  public ImageDataset slice(int from, int to) {
    if (from < 0 || to <= from || to > count()) {
      throw wrong(
          "at least one of images 0 up to " + count(),
          from + " up to " + to,
          "choose images in that range");
    }
    return new ImageDataset(name, imageShape, pixels.slice(from, to), labels.slice(from, to), null);
  }

  /** Returns only the images with this label, copied, in their order. */
  @Override
  public ImageDataset ofClass(int label) {
    int[] chosen = labels.imagesOf(label, this);
    return new ImageDataset(name, imageShape, pixels.copy(chosen), labels.chosen(chosen), null);
  }

  /**
   * Returns the SHA-256, in hexadecimal, of all pixels followed by all labels: one byte per label,
   * or four if there are more than 256 classes.
   */
  @Override
  public String digest() {
    List<ByteBuffer> all = new ArrayList<>(parts());
    all.add(labels.bytes());
    return Digest.SHA_256.of(all.toArray(ByteBuffer[]::new));
  }

  @Override
  public Optional<ImageOrigin> origin() {
    return Optional.ofNullable(origin);
  }

  /** Returns this set. */
  @Override
  public ImageDataset inMemory() {
    return this;
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
