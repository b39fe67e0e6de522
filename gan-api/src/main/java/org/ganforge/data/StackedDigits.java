package org.ganforge.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Seeds;
import org.ganforge.layer.TensorShape;

/**
 * Stacked MNIST (Metz et al. 2017): each image has a different grey digit in each of its red, green
 * and blue channels, drawn at random with replacement. Ten digits make 1,000 classes, {@code 000}
 * to {@code 999}, about equally frequent: modes that can be counted, so that missing ones are
 * noticed.
 *
 * <pre>{@code
 * ImageDataset stacked = StackedDigits.of(DatasetCatalogue.standard().load("mnist"), 60_000, 0);
 * }</pre>
 */
public final class StackedDigits {
  /** The name in the {@link DatasetCatalogue} of the set made from MNIST. */
  public static final String NAME = "stacked-mnist";

  /** The published set that its digits come from. */
  static final String SOURCE = "mnist";

  private static final String CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final int CHANNELS = 3;

  /** More digits than this don't improve a classifier. */
  private static final int MOST_APART = 20_000;

  private StackedDigits() {}

  /**
   * Returns {@code count} labelled images {@code [height, width, 3]}. Image {@code i} depends only
   * on the digits, the seed and {@code i}. Its label is {@code (a * n + b) * n + c} for digits a,
   * b, c of n classes. Its class name has three characters, such as {@code 407}: the digits' class
   * names, or 0 to 9 and A to Z if those are longer.
   *
   * @param digits grey images with labels, with at most 36 classes
   * @throws InvalidInputException if they are not
   */
  public static ImageDataset of(ImageDataset digits, int count, long seed) {
    Checks.positive("count", count);
    List<String> names = names(digits);
    int size = digits.imageShape().size();
    TensorShape shape = shape(digits);
    byte[] pixels = new byte[shape.times(count).size()];
    int[] labels = new int[count];
    IntStream.range(0, count)
        .parallel()
        .forEach(
            i -> {
              Draws draws = new Draws(Seeds.derive(seed, "stacked/" + i));
              byte[] digit = new byte[size];
              for (int channel = 0; channel < CHANNELS; channel++) {
                int chosen = draws.below(digits.count());
                labels[i] = labels[i] * names.size() + digits.label(chosen);
                digits.copy(chosen, digit, 0);
                for (int k = 0; k < size; k++) {
                  pixels[(i * size + k) * CHANNELS + channel] = digit[k];
                }
              }
            });
    return ImageDataset.wrap(name(digits), shape, pixels).withLabels(labels, stacked(names));
  }

  private static String name(ImageDataset digits) {
    return "stacked-" + digits.name();
  }

  private static TensorShape shape(ImageDataset digits) {
    return TensorShape.of(digits.imageShape().dim(0), digits.imageShape().dim(1), CHANNELS);
  }

  /**
   * Returns the catalogue's part: as many images as MNIST, 60,000 for training or 10,000 for
   * testing.
   */
  static ImageDataset of(ImageDataset digits, Split split) {
    return of(digits, digits.count(), split == Split.TRAIN ? 0 : 1);
  }

  /** Returns what {@link #of(ImageDataset, Split)} would be, without drawing it. */
  static DatasetState.Part part(ImageDataset digits) {
    List<String> names = stacked(names(digits));
    return new DatasetState.Part(name(digits), digits.count(), shape(digits), names);
  }

  /**
   * Returns a character for each class: its name if that is one character, else 0 to 9 and A to Z.
   */
  private static List<String> names(ImageDataset digits) {
    if (digits.imageShape().dim(2) != 1) {
      throw new InvalidInputException(
          "digits to stack",
          "grey images, [height, width, 1]",
          digits.imageShape().toString(),
          "use grey ones");
    }
    List<String> given = digits.classNames();
    int classes =
        given.isEmpty()
            ? 1 + IntStream.range(0, digits.count()).map(digits::label).max().orElseThrow()
            : given.size();
    if (!given.isEmpty() && given.stream().allMatch(name -> name.length() == 1)) {
      return given;
    }
    if (classes > CHARACTERS.length()) {
      throw new InvalidInputException(
          "digits to stack",
          "at most " + CHARACTERS.length() + " classes",
          classes + "",
          "stack images of fewer classes");
    }
    return IntStream.range(0, classes).mapToObj(i -> CHARACTERS.substring(i, i + 1)).toList();
  }

  private static List<String> stacked(List<String> names) {
    List<String> all = new ArrayList<>();
    for (String first : names) {
      for (String second : names) {
        names.forEach(third -> all.add(first + second + third));
      }
    }
    return all;
  }

  /** Returns whether a data set consists of stacked digits, one in each channel. */
  public static boolean isStacked(ImageDataset images) {
    List<String> names = images.classNames();
    return images.imageShape().dim(2) == CHANNELS
        && names.size() > 1
        && names.stream().allMatch(name -> name.length() == CHANNELS)
        && names.equals(stacked(single(names)));
  }

  /** Returns the names of the digits: the last characters of the first classes' names. */
  private static List<String> single(List<String> names) {
    int classes = (int) Math.round(Math.cbrt(names.size()));
    return names.subList(0, classes).stream().map(name -> name.substring(CHANNELS - 1)).toList();
  }

  /**
   * Returns the digits of a stacked set as separate grey images with their labels, from at most the
   * first {@value #MOST_APART} images. They train the classifier that judges single channels.
   *
   * @param stacked a set for which {@link #isStacked} is true
   */
  public static ImageDataset apart(ImageDataset stacked) {
    int count = Math.min(stacked.count(), MOST_APART);
    TensorShape shape = TensorShape.of(stacked.imageShape().dim(0), stacked.imageShape().dim(1), 1);
    List<String> names = single(stacked.classNames());
    byte[] image = new byte[stacked.imageShape().size()];
    byte[] pixels = new byte[shape.times((long) count * CHANNELS).size()];
    int[] labels = new int[count * CHANNELS];
    for (int i = 0; i < count; i++) {
      stacked.copy(i, image, 0);
      int rest = stacked.label(i);
      for (int channel = CHANNELS - 1; channel >= 0; channel--) {
        int digit = i * CHANNELS + channel;
        labels[digit] = rest % names.size();
        rest /= names.size();
        for (int k = 0; k < shape.size(); k++) {
          pixels[digit * shape.size() + k] = image[k * CHANNELS + channel];
        }
      }
    }
    return ImageDataset.wrap("channels-of-" + stacked.name(), shape, pixels)
        .withLabels(labels, names);
  }
}
