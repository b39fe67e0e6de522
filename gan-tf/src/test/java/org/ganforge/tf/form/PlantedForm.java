package org.ganforge.tf.form;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.family.TNumber;

/** A form that tests plant in a table: right but slow, or wrong in one way. */
enum PlantedForm implements ConvolutionForm {
  /** One element of the result is slightly off, but by more than rounding. */
  WRONG_IN_ONE_ELEMENT,
  /** One element of the result is not a number. */
  NOT_A_NUMBER,
  /** Only the first examples of a batch are right. */
  WRONG_BEYOND_TWO_EXAMPLES,
  /** One element is wrong in bfloat16; right in float32. */
  WRONG_IN_BFLOAT16,
  /** Right; a test's stopwatch reports that it is slow. */
  SLOW;

  private static final int EXAMPLES = 2;

  @Override
  public boolean fits(ConvolutionShape shape, Direction direction) {
    return true;
  }

  @Override
  public <T extends TNumber> Operand<T> compile(
      FormOps<T> ops,
      ConvolutionShape shape,
      Direction direction,
      Operand<T> left,
      Operand<T> right) {
    ConvolutionForm products = Forms.ofProducts(shape, direction);
    if (this == WRONG_BEYOND_TWO_EXAMPLES && direction == Direction.KERNEL) {
      return products.compile(ops, shape, direction, head(ops, left), head(ops, right));
    }
    Operand<T> result = products.compile(ops, shape, direction, left, right);
    return switch (this) {
      case WRONG_IN_ONE_ELEMENT -> addToFirst(ops, result, 0.1f);
      case NOT_A_NUMBER -> addToFirst(ops, result, Float.NaN);
      case WRONG_BEYOND_TWO_EXAMPLES ->
          ops.concat(
              List.of(head(ops, result), ops.tf().zerosLike(part(ops, result, EXAMPLES, -1))), 0);
      case WRONG_IN_BFLOAT16 ->
          ops.type() == TBfloat16.class ? addToFirst(ops, result, 100) : result;
      case SLOW -> result;
    };
  }

  private static <T extends TNumber> Operand<T> head(FormOps<T> ops, Operand<T> values) {
    return part(ops, values, 0, EXAMPLES);
  }

  private static <T extends TNumber> Operand<T> part(
      FormOps<T> ops, Operand<T> values, int from, int count) {
    return ops.slice(values, new int[] {from, 0, 0, 0}, new int[] {count, -1, -1, -1});
  }

  private static <T extends TNumber> Operand<T> addToFirst(
      FormOps<T> ops, Operand<T> values, float amount) {
    Operand<T> flat = ops.reshape(values, -1);
    Operand<T> first = ops.slice(flat, new int[1], new int[] {1});
    Operand<T> others = ops.slice(flat, new int[] {1}, new int[] {-1});
    Operand<T> wrong = ops.add(first, number(ops, amount));
    return ops.tf().reshape(ops.concat(List.of(wrong, others), 0), ops.tf().shape(values));
  }

  private static <T extends TNumber> Operand<T> number(FormOps<T> ops, float value) {
    return ops.tf().dtypes.cast(ops.tf().constant(value), ops.type());
  }
}
