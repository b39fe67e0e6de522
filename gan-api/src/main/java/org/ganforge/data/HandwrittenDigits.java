package org.ganforge.data;

import java.util.List;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Seeds;
import org.ganforge.layer.TensorShape;

/**
 * The built-in data set: handwriting-like digits 0-9, drawn by arithmetic alone, for machines
 * without MNIST or network access. It has MNIST's format: 28 x 28 x 1, white ink on black, each
 * digit in a box of at most 20 x 20 pixels with its centre of mass in the middle.
 *
 * <p>Each image picks one of several ways to write its digit and random values for slant, rotation,
 * width, size, pen, pressure and tremble. The same seed gives the same bytes on every machine.
 */
public final class HandwrittenDigits {
  /** The data set's name in the {@link DatasetCatalogue}. */
  public static final String NAME = "digits";

  static final List<String> CLASS_NAMES = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

  private static final int SIDE = 28;
  private static final TensorShape SHAPE = TensorShape.of(SIDE, SIDE, 1);

  private HandwrittenDigits() {}

  /**
   * Returns {@code count} labelled digits: image {@code i} shows digit {@code i % 10}, so all
   * digits are equally frequent. Image {@code i} depends only on the seed and {@code i}.
   */
  public static ImageDataset of(int count, long seed) {
    Checks.positive("count", count);
    byte[] pixels = new byte[SHAPE.times(count).size()];
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % 10);
      draw(i % 10, Seeds.derive(seed, NAME + "/" + i)).copyTo(pixels, i * SHAPE.size());
    }
    return ImageDataset.wrap(NAME, SHAPE, pixels).withLabels(labels, CLASS_NAMES);
  }

  private static InkCanvas draw(int digit, long seed) {
    Draws draws = new Draws(seed);
    List<DigitShape> shapes = DigitShapes.of(digit);
    DigitShape shape = shapes.get(draws.below(shapes.size()));
    return Sheet.fit(new Handwriting(draws).write(shape), draws, SIDE);
  }
}
