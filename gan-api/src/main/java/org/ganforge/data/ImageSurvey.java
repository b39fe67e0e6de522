package org.ganforge.data;

import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.TensorShape;

/**
 * Sizes and colours of an evenly spread sample of a user's pictures.
 *
 * @param pictures how many files may be pictures
 * @param sizes width and height of each sampled one
 * @param decoded how many of them were decoded
 * @param coloured how many of those have colours
 */
public record ImageSurvey(int pictures, List<Size> sizes, int decoded, int coloured) {
  /**
   * The largest side that {@link #form()} chooses, in pixels: larger networks need more than one
   * command.
   */
  public static final int MOST_SIDE = 128;

  private static final int LEAST_POWER = 32;
  private static final int LEAST_SIDE = 8;
  private static final int STEP = 4;

  /** How much a picture may be enlarged: 60 pixels are close enough to 64. */
  private static final double MOST_GROWTH = 1.25;

  /** Copies the list. */
  public ImageSurvey {
    sizes = List.copyOf(sizes);
  }

  /**
   * A picture's size as displayed.
   *
   * @param width in pixels
   * @param height in pixels
   */
  public record Size(int width, int height) {
    private int shortSide() {
      return Math.min(width, height);
    }

    @Override
    public String toString() {
      return width + " x " + height;
    }
  }

  /** Returns the form for a side of at most {@value #MOST_SIDE}. */
  public ImageForm form() {
    return form(MOST_SIDE);
  }

  /**
   * Returns the shape that suits these pictures: their own if all have the same size, no larger
   * than {@code mostSide} and a multiple of 4, since networks halve it twice; otherwise a square
   * whose side is the largest power of two that nine of ten pictures reach, or nearly.
   *
   * @param mostSide the largest side, in pixels
   * @throws InvalidInputException if the survey has no picture
   */
  public ImageForm form(int mostSide) {
    if (sizes.isEmpty()) {
      throw new InvalidInputException(
          "picture survey",
          "the size of at least one picture",
          "none",
          "give one, or choose a size");
    }
    int channels = coloured == 0 ? 1 : 3;
    String colours = coloured + " of " + decoded + " pictures have colours";
    Size size = sizes.get(0);
    boolean isOwn =
        sizes.stream().allMatch(size::equals)
            && Math.max(size.width(), size.height()) <= mostSide
            && size.width() % STEP == 0
            && size.height() % STEP == 0;
    if (isOwn) {
      TensorShape shape = TensorShape.of(size.height(), size.width(), channels);
      return new ImageForm(shape, "the pictures' own size", colours);
    }
    int[] sides = sizes.stream().mapToInt(Size::shortSide).sorted().toArray();
    int reached = sides[sides.length / 10];
    int side = Math.min(side(reached), mostSide);
    String reason =
        "the short sides are "
            + sides[0]
            + " to "
            + sides[sides.length - 1]
            + " pixels, nine of ten at least "
            + reached;
    return new ImageForm(TensorShape.of(side, side, channels), reason, colours);
  }

  private static int side(int reached) {
    int power = Integer.highestOneBit((int) (reached * MOST_GROWTH));
    return power >= LEAST_POWER ? power : Math.max(LEAST_SIDE, reached / STEP * STEP);
  }
}
