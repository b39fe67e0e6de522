package org.ganforge.tf.form;

import org.tensorflow.Operand;
import org.tensorflow.types.family.TNumber;

/** A one-tap convolution with strides: picks the pixels that are seen and convolves those. */
record Thinned(ConvolutionForm inner) implements ConvolutionForm {
  @Override
  public String name() {
    return "thinned " + inner.name();
  }

  @Override
  public boolean suits16Bits() {
    return inner.suits16Bits();
  }

  @Override
  public boolean fits(ConvolutionShape shape, Direction direction) {
    return shape.isThinned() && inner.fits(thin(shape), direction);
  }

  private static ConvolutionShape thin(ConvolutionShape shape) {
    return new ConvolutionShape(
        thin(shape.rows()),
        thin(shape.columns()),
        shape.channels(),
        shape.filters(),
        shape.groups());
  }

  private static Axis thin(Axis axis) {
    return axis.isThinned() ? new Axis(axis.out(), axis.out(), 1, 1, 0) : axis;
  }

  @Override
  public <T extends TNumber> Operand<T> compile(
      FormOps<T> ops,
      ConvolutionShape shape,
      Direction direction,
      Operand<T> left,
      Operand<T> right) {
    Operand<T> image = direction == Direction.INPUT ? left : seen(ops, shape, left);
    Operand<T> result = inner.compile(ops, thin(shape), direction, image, right);
    return direction == Direction.INPUT ? spread(ops, shape, result) : result;
  }

  /** Returns every pixel that is seen; a one-tap kernel has no border. */
  private static <T extends TNumber> Operand<T> seen(
      FormOps<T> ops, ConvolutionShape shape, Operand<T> image) {
    Axis rows = shape.rows();
    Axis columns = shape.columns();
    int[] places = places(shape);
    int[] steps = steps(shape);
    Operand<T> whole =
        ops.pad(
            image,
            new int[] {-1, rows.in(), columns.in(), shape.channels()},
            new int[4],
            new int[] {
              0, places[0] * steps[0] - rows.in(), places[1] * steps[1] - columns.in(), 0
            });
    Operand<T> apart =
        ops.reshape(whole, -1, places[0], steps[0], places[1], steps[1], shape.channels());
    int[] size = {-1, places[0], 1, places[1], 1, shape.channels()};
    return ops.reshape(
        ops.slice(apart, new int[6], size), -1, places[0], places[1], shape.channels());
  }

  /** Returns the image with zeros where no tap sees it. */
  private static <T extends TNumber> Operand<T> spread(
      FormOps<T> ops, ConvolutionShape shape, Operand<T> seen) {
    int[] places = places(shape);
    int[] steps = steps(shape);
    Operand<T> apart = ops.reshape(seen, -1, places[0], 1, places[1], 1, shape.channels());
    Operand<T> spread =
        ops.pad(
            apart,
            new int[] {-1, places[0], 1, places[1], 1, shape.channels()},
            new int[6],
            new int[] {0, 0, steps[0] - 1, 0, steps[1] - 1, 0});
    int height = places[0] * steps[0];
    int width = places[1] * steps[1];
    return Border.part(
        ops,
        ops.reshape(spread, -1, height, width, shape.channels()),
        new int[] {height, width},
        new int[2],
        shape);
  }

  /** Returns how many pixels remain along each axis. */
  private static int[] places(ConvolutionShape shape) {
    return new int[] {thin(shape.rows()).in(), thin(shape.columns()).in()};
  }

  private static int[] steps(ConvolutionShape shape) {
    return new int[] {
      shape.rows().isThinned() ? shape.rows().stride() : 1,
      shape.columns().isThinned() ? shape.columns().stride() : 1
    };
  }
}
