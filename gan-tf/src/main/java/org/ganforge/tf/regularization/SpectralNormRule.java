package org.ganforge.tf.regularization;

import java.util.List;
import org.ganforge.internal.Seeds;
import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.DepthwiseConv2D;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.WeightSpec;
import org.ganforge.noise.Normal;
import org.ganforge.regularization.SpectralNorm;
import org.ganforge.tf.noise.NoiseCompiler;
import org.ganforge.tf.noise.RandomStream;
import org.ganforge.tf.variable.Variable;
import org.ganforge.tf.variable.Variables;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Rule of {@link SpectralNorm}. */
final class SpectralNormRule implements RegularizationRule<SpectralNorm> {
  @Override
  public void declare(
      Ops tf, SpectralNorm norm, Network discriminator, Variables variables, long seed) {
    declare(tf, norm, discriminator, discriminator.name(), variables, seed);
  }

  private static void declare(
      Ops tf, SpectralNorm norm, Network network, String path, Variables variables, long seed) {
    for (Node node : network.nodes()) {
      String name = path + "/" + node.name();
      if (node.layer() instanceof Network inner) {
        declare(tf, norm, inner, name, variables, seed);
        continue;
      }
      List<TensorShape> inputs = node.from().stream().map(network.shapes()::get).toList();
      for (WeightSpec weight : node.layer().weights(inputs)) {
        if (!SpectralNorm.divides(weight.name())) {
          continue;
        }
        Variable variable = variables.weight(name + "/" + weight.name());
        if (variable.trainable()) {
          PowerMethod method = new PowerMethod(weight.shape(), rows(node.layer(), weight));
          declare(tf, norm, variable, method, variables, Seeds.derive(seed, "spectral_norm"));
        }
      }
    }
  }

  private static void declare(
      Ops tf,
      SpectralNorm norm,
      Variable weight,
      PowerMethod method,
      Variables variables,
      long seed) {
    Operand<TFloat32> drawn =
        NoiseCompiler.compile(
            tf,
            Normal.of(),
            tf.constant(method.shapeOfV().toArray()),
            new RandomStream(seed, tf.constant(0L)).seedOf(tf, weight.name()));
    Operand<TFloat32> start = method.normalized(tf, drawn);
    PowerMethod.Vectors first =
        method.iterate(tf, variables.firstValue(weight), start, SpectralNormView.FIRST_ITERATIONS);
    Variable u = variables.beside(weight, "spectral_u", method.shapeOfU(), first.u());
    Variable v = variables.beside(weight, "spectral_v", method.shapeOfV(), first.v());
    variables.view(weight, new SpectralNormView(method, norm.powerIterations(), u, v, start));
  }

  /** Returns the axes of the layer's outputs, which PyTorch puts first. */
  private static List<Integer> rows(Layer layer, WeightSpec weight) {
    int last = weight.shape().rank() - 1;
    if (weight.name().equals("embeddings")) {
      return List.of(0);
    }
    if (layer instanceof Conv2DTranspose) {
      return List.of(last - 1);
    }
    boolean isDepthwise =
        layer instanceof DepthwiseConv2D || weight.name().equals("depthwise_kernel");
    return isDepthwise ? List.of(last - 1, last) : List.of(last);
  }
}
