package org.ganforge.tf.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ganforge.KerasVersion;
import org.ganforge.internal.Seeds;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Network;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.WeightSpec;
import org.ganforge.tf.layer.InitializerCompiler;
import org.ganforge.tf.layer.LayerCompilers;
import org.ganforge.tf.layer.LayerContext;
import org.ganforge.tf.layer.Mode;
import org.ganforge.tf.noise.RandomStream;
import org.ganforge.tf.rewrite.Rewrite;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.tf.variable.Variable;
import org.ganforge.tf.variable.Variables;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Turns a network into variables, once, and into towers over them, as often as there are uses.
 *
 * @param network the network
 * @param keras whose rules hold
 * @param variables where its variables are
 * @param rewrites the other forms of layers that its towers use
 */
record NetworkCompiler(
    Network network, KerasVersion keras, Variables variables, Rewrites rewrites) {
  /** Makes the variables; their first values depend on the seed and on their own names only. */
  static NetworkCompiler declare(
      Ops tf,
      Network network,
      KerasVersion keras,
      Variables variables,
      Rewrites rewrites,
      long seed) {
    Ops scope = tf.withSubScope(network.name() + "_init");
    for (WeightSpec weight : network.weights(network.inputShape())) {
      String name = network.name() + "/" + weight.name();
      Operand<TFloat32> first =
          InitializerCompiler.compile(
              scope, weight.initializer(), weight.shape(), Seeds.derive(seed, name));
      variables.weight(name, weight.shape(), weight.trainable(), first);
    }
    return new NetworkCompiler(network, keras, variables, rewrites);
  }

  /**
   * Returns a new tower.
   *
   * @param reads the variables; towers that share them add to the same gradients
   */
  Tower tower(Ops tf, Reads reads, Mode mode, Operand<TFloat32> input, RandomStream random) {
    Pass pass =
        new Pass(
            reads, random, new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    Operand<TFloat32> output =
        chain(tf, pass, network, network.name(), network.trainable() ? mode : freeze(mode), input);
    return new Tower(output, pass.read, pass.averages, pass.layers);
  }

  private record Pass(
      Reads reads,
      RandomStream random,
      Map<Variable, Operand<TFloat32>> read,
      Map<Variable, Operand<TFloat32>> averages,
      Map<String, Operand<TFloat32>> layers) {}

  private static Mode freeze(Mode mode) {
    return mode == Mode.TRAINING ? Mode.FROZEN : mode;
  }

  private Operand<TFloat32> chain(
      Ops tf, Pass pass, Network chain, String path, Mode mode, Operand<TFloat32> input) {
    Ops scope = tf.withSubScope(chain.name());
    Operand<TFloat32> output = input;
    TensorShape shape = chain.inputShape();
    List<Layer> layers = chain.layers();
    for (int i = 0; i < layers.size(); i++) {
      Optional<Rewrite.Form> form = rewrites.match(layers.subList(i, layers.size()), shape);
      TensorShape small = shape;
      for (int last = i + form.map(Rewrite.Form::length).orElse(1) - 1; i < last; i++) {
        shape = layers.get(i).outputShape(shape);
      }
      Layer layer = layers.get(i);
      String name = path + "/" + layer.name();
      Mode layerMode = layer.trainable() ? mode : freeze(mode);
      TensorShape next = layer.outputShape(shape);
      if (layer instanceof Network inner) {
        output = chain(scope, pass, inner, name, layerMode, output);
      } else {
        Ops layerScope = scope.withSubScope(layer.name());
        LayerContext context = context(layerScope, pass, name, layerMode, small, next);
        output =
            form.isPresent()
                ? form.get().body().compile(context, output)
                : LayerCompilers.compile(layer, context, output);
        pass.layers.put(name, output);
      }
      shape = next;
    }
    return output;
  }

  private LayerContext context(
      Ops tf, Pass pass, String name, Mode mode, TensorShape input, TensorShape output) {
    return new LayerContext(
        tf,
        name,
        mode,
        keras,
        input,
        output,
        weight -> pass.read.computeIfAbsent(variables.weight(name + "/" + weight), pass.reads::of),
        (weight, value) -> pass.averages.put(variables.weight(name + "/" + weight), value),
        pass.random,
        rewrites.convolutions());
  }
}
