package org.ganforge.tf.rewrite;

import java.util.List;
import java.util.Optional;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.Interpolation;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.UpSampling2D;
import org.ganforge.tf.form.ConvolutionShape;
import org.ganforge.tf.form.Direction;
import org.ganforge.tf.form.JointKernel;
import org.ganforge.tf.form.Taps;
import org.ganforge.tf.layer.Activations;
import org.ganforge.tf.layer.LayerContext;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Nearest-neighbour upsampling by f, then a convolution of stride 1, as one convolution of the
 * small image. A pixel of the large image sees only a few pixels of the small one: with f = 2, the
 * 25 taps of a 5 x 5 kernel fall on 9. For each of the f x f phases, the taps that fall on the same
 * pixel are added up. Zeros around the large image become zeros around the small one.
 */
final class UpSampledConvolution implements Rewrite {
  /**
   * The convolution after the upsampling; a transposed one is a plain one with its kernel rotated
   * by 180 degrees.
   */
  private record Convolved(
      Size2D kernel,
      int filters,
      boolean useBias,
      ActivationFunction activation,
      boolean transposed) {
    static Optional<Convolved> of(Layer layer) {
      if (layer instanceof Conv2D c
          && c.strides().isOne()
          && c.dilationRate().isOne()
          && c.groups() == 1
          && c.padding() == Padding.SAME) {
        return Optional.of(
            new Convolved(c.kernelSize(), c.filters(), c.useBias(), c.activation(), false));
      }
      if (layer instanceof Conv2DTranspose c
          && c.strides().isOne()
          && c.dilationRate().isOne()
          && c.outputPadding() == null
          && c.padding() == Padding.SAME) {
        return Optional.of(
            new Convolved(c.kernelSize(), c.filters(), c.useBias(), c.activation(), true));
      }
      return Optional.empty();
    }

    JointKernel joint(int factor, int channels) {
      return new JointKernel(
          new Taps(kernel.rows(), factor, factor, transposed),
          new Taps(kernel.columns(), factor, factor, transposed),
          channels,
          filters,
          transposed);
    }
  }

  @Override
  public Optional<Form> match(List<Layer> layers, TensorShape input) {
    if (layers.size() < 2 || !(layers.get(0) instanceof UpSampling2D up)) {
      return Optional.empty();
    }
    int factor = up.size().rows();
    if (up.interpolation() != Interpolation.NEAREST || !up.size().isSquare() || factor == 1) {
      return Optional.empty();
    }
    return Convolved.of(layers.get(1)).flatMap(convolved -> form(convolved, factor, input));
  }

  private static Optional<Form> form(Convolved convolved, int factor, TensorShape input) {
    JointKernel joint = convolved.joint(factor, input.dim(2));
    return joint.isCentered() && joint.hasFewerTaps()
        ? Optional.of(new Form(2, (context, x) -> compile(convolved, joint, context, x)))
        : Optional.empty();
  }

  private static Operand<TFloat32> compile(
      Convolved convolved, JointKernel joint, LayerContext context, Operand<TFloat32> input) {
    Ops tf = context.tf();
    ConvolutionShape shape = joint.shape(context.inputShape().dim(0), context.inputShape().dim(1));
    Operand<TFloat32> output =
        context
            .convolutions()
            .compile(tf, shape, Direction.FORWARD, input, joint.join(tf, context.weight("kernel")));
    if (convolved.useBias()) {
      output = tf.nn.biasAdd(output, joint.repeat(tf, context.weight("bias")));
    }
    return Activations.apply(
        tf, convolved.activation(), tf.nn.depthToSpace(output, (long) joint.rows().phases()));
  }
}
