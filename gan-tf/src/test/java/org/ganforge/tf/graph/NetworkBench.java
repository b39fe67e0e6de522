package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.KerasVersion;
import org.ganforge.Sequential;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Network;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.form.FormTable;
import org.ganforge.tf.layer.Mode;
import org.ganforge.tf.noise.RandomStream;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.tf.variable.Variable;
import org.ganforge.tf.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/** A network on a bench: its initialized variables, and as many towers as a test needs. */
final class NetworkBench implements AutoCloseable {
  private static final long SEED = 7;

  private final GraphBench bench = new GraphBench();
  private final Network network;
  private final Variables variables = new Variables(bench.tf());
  private final NetworkCompiler compiler;
  private @Nullable List<Operand<TFloat32>> reads;

  NetworkBench(Network network, KerasVersion keras) {
    this(network, keras, Rewrites.of(FormTable.products()));
  }

  NetworkBench(Network network, KerasVersion keras, Rewrites rewrites) {
    this.network = network;
    this.compiler = NetworkCompiler.declare(bench.tf(), network, keras, variables, rewrites, SEED);
    bench.run(variables.initializers());
  }

  /** Puts a network with a single layer on the bench. */
  static NetworkBench of(Layer layer, TensorShape input, KerasVersion keras) {
    return new NetworkBench(Sequential.builder("network").input(input).add(layer).build(), keras);
  }

  GraphBench graph() {
    return bench;
  }

  List<String> layerNames() {
    return network.layers().stream().map(Layer::name).toList();
  }

  List<Variable> variables() {
    return List.copyOf(variables.weights());
  }

  List<Variable> trainable() {
    return variables.trainable(network.name());
  }

  /** Returns the variable of a weight, named as within the network: {@code dense/kernel}. */
  Variable variable(String weight) {
    return variables.weight(network.name() + "/" + weight);
  }

  /** Returns a variable's name within the network. */
  String weight(Variable variable) {
    return variable.name().substring(network.name().length() + 1);
  }

  void setWeights(Map<String, FloatTensor> values) {
    List<Op> operations = new ArrayList<>();
    values.forEach(
        (name, value) -> operations.add(variable(name).assign(bench.tf(), bench.constant(value))));
    bench.run(operations);
  }

  /**
   * Returns the weights, named as within the network; always in the same run, which the session
   * prepares once.
   */
  Map<String, FloatTensor> weights() {
    if (reads == null) {
      reads = new ArrayList<>();
      for (Variable variable : variables()) {
        reads.add(variable.read(bench.tf()));
      }
    }
    List<FloatTensor> values = bench.fetch(List.of(), reads, Map.of());
    Map<String, FloatTensor> weights = new LinkedHashMap<>();
    for (Variable variable : variables()) {
      weights.put(weight(variable), values.get(weights.size()));
    }
    return weights;
  }

  Operand<TFloat32> input() {
    return bench.batch(network.inputShape());
  }

  /** Returns a new tower over the variables; its random numbers are those of one fixed step. */
  Tower tower(Mode mode, Operand<TFloat32> input) {
    return tower(mode, input, reads());
  }

  /** Returns reads for towers that add to the same gradients. */
  Reads reads() {
    return Reads.of(bench.tf(), variables);
  }

  /** Returns a new tower that shares its reads of the variables. */
  Tower tower(Mode mode, Operand<TFloat32> input, Reads reads) {
    return tower(compiler, mode, input, reads);
  }

  /** Returns a new training tower for a penalty, whose gradient can be differentiated. */
  Tower towerOfPenalty(Operand<TFloat32> input, Reads reads) {
    return tower(compiler.withSecondGradients(), Mode.TRAINING, input, reads);
  }

  private Tower tower(NetworkCompiler compiler, Mode mode, Operand<TFloat32> input, Reads reads) {
    RandomStream random = new RandomStream(SEED, bench.tf().constant(3L));
    Tower tower = compiler.tower(bench.tf(), reads, mode, input, random);
    // A fed operand cannot be fetched, and a layer may return its input unchanged.
    return new Tower(
        List.of(bench.tf().identity(tower.output())),
        tower.reads(),
        tower.averages(),
        tower.layers());
  }

  @Override
  public void close() {
    bench.close();
  }
}
