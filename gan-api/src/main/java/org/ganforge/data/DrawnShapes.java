package org.ganforge.data;

import java.util.List;
import java.util.stream.IntStream;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Seeds;
import org.ganforge.layer.TensorShape;

/**
 * The built-in colour data set: circles, rings, squares, triangles, stars and the letters A, E, H,
 * T and X, drawn by arithmetic alone, to try out colours and sizes without any files.
 *
 * <p>Position, size, rotation and the two colours are random in each image: a strong colour on a
 * pale or dark background. The same seed gives the same bytes on every machine.
 */
public final class DrawnShapes {
  /** The data set's name in the {@link DatasetCatalogue}. */
  public static final String NAME = "shapes";

  private static final TensorShape SHAPE = TensorShape.of(64, 64, 3);
  private static final List<ShapeClass> CLASSES =
      List.of(
          new ShapeClass("circle", new ShapeOutline.Disc(0.85, 0)),
          new ShapeClass("ring", new ShapeOutline.Disc(0.95, 0.55)),
          new ShapeClass("square", ShapeOutline.Polygon.of(8, 0.7, 0.99)),
          new ShapeClass("triangle", ShapeOutline.Polygon.of(3, 1)),
          new ShapeClass("star", ShapeOutline.Polygon.of(10, 1, 0.45)),
          letter("A", "-52,66 0,-80 52,66 / -34,18 34,18"),
          letter("E", "42,-70 -42,-70 -42,70 42,70 / -42,0 32,0"),
          letter("H", "-46,-70 -46,70 / 46,-70 46,70 / -46,0 46,0"),
          letter("T", "-50,-68 50,-68 / 0,-68 0,68"),
          letter("X", "-50,-68 50,68 / 50,-68 -50,68"));

  private DrawnShapes() {}

  private record ShapeClass(String name, ShapeOutline outline) {}

  private static ShapeClass letter(String name, String strokes) {
    return new ShapeClass(
        name, new ShapeOutline.Strokes(DigitShape.parse(strokes).strokes(), 0.15));
  }

  /**
   * Returns {@code count} labelled images of 64 x 64 pixels, like {@link #of(int, int, int, long)}.
   */
  public static ImageDataset of(int count, long seed) {
    return of(SHAPE.dim(0), SHAPE.dim(1), count, seed);
  }

  /**
   * Returns {@code count} labelled images {@code [height, width, 3]}: image {@code i} has class
   * {@code i % 10}, so all classes are equally frequent. Image {@code i} depends only on shape,
   * seed and {@code i}.
   */
  public static ImageDataset of(int height, int width, int count, long seed) {
    Checks.positive("height", height);
    Checks.positive("width", width);
    Checks.positive("count", count);
    TensorShape shape = TensorShape.of(height, width, 3);
    byte[] pixels = new byte[shape.times(count).size()];
    byte[] labels = new byte[count];
    IntStream.range(0, count)
        .parallel()
        .forEach(
            i -> {
              int label = i % CLASSES.size();
              labels[i] = (byte) label;
              Draws draws = new Draws(Seeds.derive(seed, NAME + "/" + i));
              new PaintedShape(CLASSES.get(label).outline(), shape, draws)
                  .copyTo(pixels, i * shape.size());
            });
    return ImageDataset.wrap(NAME, shape, pixels)
        .withLabels(labels, CLASSES.stream().map(ShapeClass::name).toList());
  }
}
