package org.ganforge.tf.form;

import org.tensorflow.Operand;
import org.tensorflow.types.family.TNumber;

/**
 * A convolution of stride 1 with few filters, such as a generator's last layer. It computes squares
 * of 4 x 4 or 2 x 2 places at once, each place as separate channels, since a processor computes 16
 * channels in the time of one.
 */
final class FewFilters implements ConvolutionForm {
  /** Numbers of float32 in a register of 512 bits. */
  private static final int CHANNELS = 16;

  /** The joint kernel of a smaller one would be mostly zeros. */
  private static final int LEAST_KERNEL = 3;

  private final ConvolutionForm engine = new Engine();

  @Override
  public String name() {
    return "few filters";
  }

  @Override
  public boolean fits(ConvolutionShape shape, Direction direction) {
    Axis rows = shape.rows();
    Axis columns = shape.columns();
    return direction != Direction.INPUT
        && shape.groups() == 1
        && !shape.hasStrides()
        && rows.isSame()
        && columns.isSame()
        && Math.min(rows.taps(), columns.taps()) >= LEAST_KERNEL
        && phases(shape) > 1
        && joint(shape).isCentered();
  }

  private static int phases(ConvolutionShape shape) {
    for (int phases : new int[] {4, 2}) {
      if (shape.filters() * phases * phases <= CHANNELS
          && shape.rows().in() % phases == 0
          && shape.columns().in() % phases == 0) {
        return phases;
      }
    }
    return 1;
  }

  private static JointKernel joint(ConvolutionShape shape) {
    int phases = phases(shape);
    return new JointKernel(
        new Taps(shape.rows().taps(), phases, 1, false),
        new Taps(shape.columns().taps(), phases, 1, false),
        shape.channels(),
        shape.filters(),
        false);
  }

  @Override
  public <T extends TNumber> Operand<T> compile(
      FormOps<T> ops,
      ConvolutionShape shape,
      Direction direction,
      Operand<T> left,
      Operand<T> right) {
    JointKernel joint = joint(shape);
    ConvolutionShape jointShape = joint.shape(shape.rows().in(), shape.columns().in());
    long phases = joint.rows().phases();
    if (direction == Direction.FORWARD) {
      Operand<T> output = engine.compile(ops, jointShape, direction, left, joint.join(ops, right));
      return ops.tf().nn.depthToSpace(output, phases);
    }
    Operand<T> gradient = ops.tf().nn.spaceToDepth(right, phases);
    return joint.split(ops, engine.compile(ops, jointShape, direction, left, gradient));
  }
}
