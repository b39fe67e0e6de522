package org.ganforge.tf.graph;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ganforge.KerasVersion;
import org.ganforge.internal.Seeds;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.UnaryLayer;
import org.ganforge.layer.WeightSpec;
import org.ganforge.tf.distributed.AllReduce;
import org.ganforge.tf.layer.InitializerCompiler;
import org.ganforge.tf.layer.LayerCompilers;
import org.ganforge.tf.layer.LayerContext;
import org.ganforge.tf.layer.Mode;
import org.ganforge.tf.noise.RandomStream;
import org.ganforge.tf.regularization.SpectralNormalizationView;
import org.ganforge.tf.rewrite.Rewrite;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.tf.variable.Variable;
import org.ganforge.tf.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Turns a network into variables, once, and into a tower over them for each use.
 *
 * @param network the network
 * @param keras the version whose rules apply
 * @param variables holds its variables
 * @param rewrites the rewrites that its towers use
 */
record NetworkCompiler(
    Network network, KerasVersion keras, Variables variables, Rewrites rewrites) {
  /** Makes the variables; their first values depend only on the seed and their names. */
  static NetworkCompiler declare(
      Ops tf,
      Network network,
      KerasVersion keras,
      Variables variables,
      Rewrites rewrites,
      long seed) {
    Ops scope = tf.withSubScope(network.name() + "_init");
    for (WeightSpec weight : network.weights()) {
      String name = network.name() + "/" + weight.name();
      Operand<TFloat32> first =
          InitializerCompiler.compile(
              scope, weight.initializer(), weight.shape(), Seeds.derive(seed, name));
      variables.weight(name, weight.shape(), weight.trainable(), first);
    }
    SpectralNormalizationView.declareAll(network, variables);
    return new NetworkCompiler(network, keras, variables, rewrites);
  }

  /** Returns a compiler over the same variables, whose towers' gradients can be differentiated. */
  NetworkCompiler withSecondGradients() {
    return new NetworkCompiler(network, keras, variables, rewrites.withSecondGradients());
  }

  /**
   * Returns a new tower of a network with one input.
   *
   * @param reads the variables; towers that share them add to the same gradients
   */
  Tower tower(Ops tf, Reads reads, Mode mode, Operand<TFloat32> input, RandomStream random) {
    return tower(tf, reads, mode, List.of(input), random);
  }

  /** Returns a new tower outside a step. */
  Tower tower(Ops tf, Reads reads, Mode mode, List<Operand<TFloat32>> inputs, RandomStream random) {
    return tower(tf, reads, AllReduce.alone(), mode, inputs, random, null);
  }

  /**
   * Returns a new tower in a part of a step, whose towers share the part's variables.
   *
   * @param inputs a batch for each input of the network, in order
   */
  Tower tower(Part part, Mode mode, List<Operand<TFloat32>> inputs, RandomStream random) {
    return tower(part.tf(), part, mode, inputs, random, null);
  }

  /**
   * Returns a new tower in a part of a step.
   *
   * @param tf the scope of its operations
   * @param inputs a batch for each input of the network, in order
   * @param front how many examples at the front no layer may mix with those after them, {@code
   *     [1]}; null if all belong together
   */
  Tower tower(
      Ops tf,
      Part part,
      Mode mode,
      List<Operand<TFloat32>> inputs,
      RandomStream random,
      @Nullable Operand<TInt32> front) {
    return tower(tf, part.reads(), part.reduce(), mode, inputs, random, front);
  }

  /**
   * Returns a new tower.
   *
   * @param reads the variables; towers that share them add to the same gradients
   * @param reduce means over all replicas
   * @param inputs a batch for each input of the network, in order
   * @param front how many examples at the front no layer may mix with those after them, {@code
   *     [1]}; null if all belong together
   */
  private Tower tower(
      Ops tf,
      Reads reads,
      AllReduce reduce,
      Mode mode,
      List<Operand<TFloat32>> inputs,
      RandomStream random,
      @Nullable Operand<TInt32> front) {
    Pass pass =
        new Pass(
            reads,
            reduce,
            random,
            front,
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>());
    List<Operand<TFloat32>> outputs =
        graph(tf, pass, network, network.name(), network.trainable() ? mode : freeze(mode), inputs);
    return new Tower(outputs, pass.read, pass.averages, pass.layers);
  }

  private record Pass(
      Reads reads,
      AllReduce reduce,
      RandomStream random,
      @Nullable Operand<TInt32> front,
      Map<Variable, Operand<TFloat32>> read,
      Map<Variable, Operand<TFloat32>> averages,
      Map<String, Operand<TFloat32>> layers) {}

  private static Mode freeze(Mode mode) {
    return mode == Mode.TRAINING ? Mode.FROZEN : mode;
  }

  /** A network that a pass goes through, the outermost or one inside it, with the values so far. */
  private record Level(
      Ops scope,
      Pass pass,
      String path,
      Mode mode,
      Runs runs,
      Map<String, TensorShape> shapes,
      Map<String, Operand<TFloat32>> values) {
    List<TensorShape> shapesOf(List<String> names) {
      return names.stream().map(shapes::get).toList();
    }

    List<Operand<TFloat32>> valuesOf(List<String> names) {
      return names.stream().map(values::get).toList();
    }

    Mode modeOf(Layer layer) {
      return layer.trainable() ? mode : freeze(mode);
    }
  }

  private List<Operand<TFloat32>> graph(
      Ops tf, Pass pass, Network network, String path, Mode mode, List<Operand<TFloat32>> inputs) {
    Ops scope = tf.withSubScope(network.name());
    Level level =
        new Level(scope, pass, path, mode, new Runs(network), network.shapes(), new HashMap<>());
    for (int i = 0; i < inputs.size(); i++) {
      level.values.put(network.inputs().get(i).name(), inputs.get(i));
    }
    Set<String> done = new HashSet<>();
    for (Node node : network.nodes()) {
      if (node.layer() instanceof Network inner) {
        String name = path + "/" + node.name();
        List<Operand<TFloat32>> batches = level.valuesOf(node.from());
        level.values.put(
            node.name(), graph(scope, pass, inner, name, level.modeOf(inner), batches).get(0));
      } else if (!done.contains(node.name())) {
        done.addAll(layers(level, node));
      }
    }
    return level.valuesOf(network.outputs());
  }

  /**
   * Compiles a layer, joined with those after it where possible; returns the names of those
   * compiled.
   */
  private List<String> layers(Level level, Node node) {
    List<Node> run = level.runs.from(node);
    List<TensorShape> taken = level.shapesOf(node.from());
    List<Operand<TFloat32>> batches = level.valuesOf(node.from());
    Optional<Rewrite.Form> form = form(run, taken);
    List<Node> one = run.subList(0, form.map(Rewrite.Form::length).orElse(1));
    Node last = one.get(one.size() - 1);
    String name = level.path + "/" + last.name();
    LayerContext context =
        context(
            level.scope.withSubScope(last.name()),
            level.pass,
            name,
            level.modeOf(last.layer()),
            taken,
            requireNonNull(level.shapes.get(last.name())));
    Operand<TFloat32> output =
        form.isPresent()
            ? form.get().body().compile(context, batches.get(0))
            : LayerCompilers.compile(node.layer(), context, batches);
    level.pass.layers.put(name, output);
    level.values.put(last.name(), output);
    return one.stream().map(Node::name).toList();
  }

  /** Returns a rewritten form of the first layers of a run, if there is one. */
  private Optional<Rewrite.Form> form(List<Node> run, List<TensorShape> inputs) {
    return run.get(0).layer() instanceof UnaryLayer
        ? rewrites.match(Runs.layers(run), inputs.get(0))
        : Optional.empty();
  }

  private LayerContext context(
      Ops tf, Pass pass, String name, Mode mode, List<TensorShape> inputs, TensorShape output) {
    return new LayerContext(
        tf,
        name,
        mode,
        keras,
        inputs,
        output,
        weight -> read(pass, variables.weight(name + "/" + weight)),
        (weight, value) -> pass.averages.put(variables.weight(name + "/" + weight), value),
        pass.random,
        pass.reduce,
        pass.front,
        rewrites.convolutions(),
        rewrites.secondGradients());
  }

  private static Operand<TFloat32> read(Pass pass, Variable weight) {
    pass.read.computeIfAbsent(weight, pass.reads::of);
    return pass.reads.used(weight);
  }
}
