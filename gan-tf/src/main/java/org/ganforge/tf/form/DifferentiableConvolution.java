package org.ganforge.tf.form;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.tf.gradient.OwnGradients;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A convolution whose gradients have their own forms. Each direction is linear in both of its
 * operands, and its gradients are the other two directions, so gradients of gradients need nothing
 * more.
 */
final class DifferentiableConvolution {
  private DifferentiableConvolution() {}

  static Operand<TFloat32> of(
      Ops tf,
      FormTable table,
      ConvolutionShape shape,
      Direction direction,
      Operand<TFloat32> left,
      Operand<TFloat32> right) {
    if (!OwnGradients.areTaken()) {
      // TensorFlow's own gradients are right for the operations that products are made of.
      return Choice.inFloat32(Forms.ofProducts(shape, direction))
          .compile(tf, shape, direction, left, right);
    }
    Operand<TFloat32> value =
        table.choice(shape, direction).compile(tf, shape, direction, left, right);
    return OwnGradients.attach(
        tf,
        value,
        List.of(left, right),
        (inner, operands, gradient) ->
            gradients(inner, table, shape, direction, operands, gradient));
  }

  private static List<Operand<TFloat32>> gradients(
      Ops tf,
      FormTable table,
      ConvolutionShape shape,
      Direction direction,
      List<Operand<TFloat32>> operands,
      Operand<TFloat32> gradient) {
    Operand<TFloat32> left = operands.get(0);
    Operand<TFloat32> right = operands.get(1);
    List<Operand<TFloat32>> gradients = new ArrayList<>();
    switch (direction) {
      case FORWARD -> {
        gradients.add(of(tf, table, shape, Direction.INPUT, gradient, right));
        gradients.add(of(tf, table, shape, Direction.KERNEL, left, gradient));
      }
      case INPUT -> {
        gradients.add(of(tf, table, shape, Direction.FORWARD, gradient, right));
        gradients.add(of(tf, table, shape, Direction.KERNEL, gradient, left));
      }
      case KERNEL -> {
        gradients.add(of(tf, table, shape, Direction.INPUT, right, gradient));
        gradients.add(of(tf, table, shape, Direction.FORWARD, left, gradient));
      }
    }
    return gradients;
  }
}
