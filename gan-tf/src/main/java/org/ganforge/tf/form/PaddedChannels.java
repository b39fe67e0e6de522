package org.ganforge.tf.form;

import org.tensorflow.Operand;
import org.tensorflow.types.family.TNumber;

/**
 * The engine with channels zero-padded to the next multiple of 32. oneDNN's faults were seen with
 * one channel and with counts whose last register of 16 has no neighbour: 33 to 48, 65 to 80.
 */
final class PaddedChannels implements ConvolutionForm {
  private static final int STEP = 32;

  /** The padded image may be at most this many times as large as image and output together. */
  private static final int MOST_TIMES = 4;

  private final ConvolutionForm engine = new Engine();

  @Override
  public String name() {
    return "padded engine";
  }

  @Override
  public boolean fits(ConvolutionShape shape, Direction direction) {
    return shape.channels() % STEP != 0
        && shape.imageSize() / shape.channels() * padded(shape)
            <= MOST_TIMES * (shape.imageSize() + shape.outputSize())
        && engine.fits(shape, direction);
  }

  private static int padded(ConvolutionShape shape) {
    return (shape.channels() + STEP - 1) / STEP * STEP;
  }

  @Override
  public <T extends TNumber> Operand<T> compile(
      FormOps<T> ops,
      ConvolutionShape shape,
      Direction direction,
      Operand<T> left,
      Operand<T> right) {
    int channels = shape.channels();
    int more = padded(shape) - channels;
    Operand<T> image = left;
    if (direction != Direction.INPUT) {
      int[] sizes = {-1, shape.rows().in(), shape.columns().in(), channels};
      image = ops.pad(left, sizes, new int[4], new int[] {0, 0, 0, more});
    }
    Operand<T> kernel = right;
    if (direction != Direction.KERNEL) {
      int[] sizes = {shape.rows().taps(), shape.columns().taps(), channels, shape.filters()};
      kernel = ops.pad(right, sizes, new int[4], new int[] {0, 0, more, 0});
    }
    Operand<T> result =
        engine.compile(ops, shape.withChannels(channels + more), direction, image, kernel);
    return switch (direction) {
      case FORWARD -> result;
      case INPUT -> ops.slice(result, new int[4], new int[] {-1, -1, -1, channels});
      case KERNEL -> ops.slice(result, new int[4], new int[] {-1, -1, channels, -1});
    };
  }
}
