package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.KerasVersion;
import org.ganforge.layer.Network;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.WeightSpec;
import org.ganforge.tf.form.Convolutions;
import org.ganforge.tf.layer.Mode;
import org.ganforge.tf.noise.RandomStream;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.tf.scope.ScopedGraph;
import org.ganforge.tf.variable.Variable;
import org.ganforge.tf.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * A single network for others to use: variables, outputs in inference mode and in training mode,
 * and a saver. It is compiled without rewrites, for tools that read graphs.
 */
public final class ServingGraph implements CompiledGraph {
  private final Graph graph;
  private final Variables variables;
  private final List<Operand<TFloat32>> inputs;
  private final @Nullable Operand<TFloat32> row;
  private final List<Operand<TFloat32>> rowOutputs;
  private final List<Operand<TFloat32>> outputs;
  private final List<Operand<TFloat32>> trainingOutputs;
  private final ServingSaver saver;
  private final GraphDef published;
  private final StateGraph state;

  private ServingGraph(
      Graph graph,
      Network network,
      KerasVersion keras,
      List<String> inputNames,
      List<String> outputNames) {
    this.graph = graph;
    Ops tf = ScopedGraph.opsOf(graph);
    this.variables = new Variables(tf);
    for (WeightSpec weight : network.weights()) {
      Operand<TFloat32> zeros = tf.fill(tf.constant(weight.shape().toArray()), tf.constant(0f));
      variables.weight(
          network.name() + "/" + weight.name(), weight.shape(), weight.trainable(), zeros);
    }
    NetworkCompiler compiler =
        new NetworkCompiler(network, keras, variables, Rewrites.of(Convolutions.ofEngine()));
    List<Operand<TFloat32>> placeholders = new ArrayList<>();
    for (int i = 0; i < inputNames.size(); i++) {
      Shape shape = GanGraph.batchShape(network.inputShapes().get(i));
      placeholders.add(
          tf.withName(inputNames.get(i)).placeholder(TFloat32.class, Placeholder.shape(shape)));
    }
    this.inputs = List.copyOf(placeholders);
    Ops inference = tf.withSubScope("inference");
    this.outputs = named(tf, outputNames, inferred(inference, compiler, inputs));
    this.trainingOutputs = training(tf.withSubScope("training"), compiler, outputNames);
    if (inputs.size() == 1) {
      this.row = null;
      this.rowOutputs = List.of();
    } else {
      Ops rows = tf.withSubScope("row");
      int length = network.inputShapes().stream().mapToInt(TensorShape::size).sum();
      this.row = GanGraph.batchPlaceholder(rows, TensorShape.of(length));
      this.rowOutputs =
          named(rows, outputNames, inferred(rows, compiler, apart(rows, row, network)));
    }
    this.saver = new ServingSaver(tf.withSubScope("save"), variables);
    // Operations added after this are for this program only.
    this.published = graph.toGraphDef();
    this.state = new StateGraph(tf.withSubScope("state"), variables);
  }

  /**
   * Compiles a network.
   *
   * @param inputNames the names of the inputs, in the graph and in its signatures
   * @param outputNames the names of the outputs, used in the same way
   */
  public static ServingGraph compile(
      Network network, KerasVersion keras, List<String> inputNames, List<String> outputNames) {
    Graph graph = ScopedGraph.empty();
    try {
      return new ServingGraph(graph, network, keras, inputNames, outputNames);
    } catch (RuntimeException | Error e) {
      graph.close();
      throw e;
    }
  }

  private static List<Operand<TFloat32>> inferred(
      Ops tf, NetworkCompiler compiler, List<Operand<TFloat32>> inputs) {
    RandomStream none = new RandomStream(0, tf.constant(0L));
    Reads reads = Reads.of(tf, compiler.variables());
    return compiler.tower(tf, reads, Mode.INFERENCE, inputs, none).outputs();
  }

  private static List<Operand<TFloat32>> named(
      Ops tf, List<String> names, List<Operand<TFloat32>> outputs) {
    List<Operand<TFloat32>> named = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      named.add(tf.withName(names.get(i)).identity(outputs.get(i)));
    }
    return List.copyOf(named);
  }

  /** Splits one tensor into the inputs; each is a part of every row. */
  private static List<Operand<TFloat32>> apart(Ops tf, Operand<TFloat32> row, Network network) {
    List<Operand<TFloat32>> parts = new ArrayList<>();
    int from = 0;
    for (TensorShape one : network.inputShapes()) {
      Operand<TFloat32> part =
          tf.slice(row, tf.constant(new int[] {0, from}), tf.constant(new int[] {-1, one.size()}));
      int[] dims = one.times(1).toArray();
      dims[0] = -1;
      parts.add(tf.reshape(part, tf.constant(dims)));
      from += one.size();
    }
    return parts;
  }

  /** Each call draws new dropout masks and updates moving averages. */
  private List<Operand<TFloat32>> training(
      Ops tf, NetworkCompiler compiler, List<String> outputNames) {
    Operand<TInt64> draw =
        tf.random.randomUniformInt(
            tf.constant(new int[0]), tf.constant(0L), tf.constant(Long.MAX_VALUE));
    Reads reads = Reads.of(tf, compiler.variables());
    Tower tower = compiler.tower(tf, reads, Mode.TRAINING, inputs, new RandomStream(0, draw));
    List<Op> updates = tower.updates(tf);
    return named(tf.withControlDependencies(updates), outputNames, tower.outputs());
  }

  /** Returns the operand to feed a batch of the first input to. */
  public Operand<TFloat32> input() {
    return inputs.get(0);
  }

  /** Returns the operands to feed a batch of each input to, in the network's order. */
  public List<Operand<TFloat32>> inputs() {
    return inputs;
  }

  /**
   * Returns the operand to feed all inputs to as one tensor, {@code [count, length]}, each a part
   * of every row; null if the network has only one input.
   */
  public @Nullable Operand<TFloat32> row() {
    return row;
  }

  /** Returns the outputs for {@link #row} in inference mode; empty if that is null. */
  public List<Operand<TFloat32>> rowOutputs() {
    return rowOutputs;
  }

  /** Returns the first output in inference mode. */
  public Operand<TFloat32> output() {
    return outputs.get(0);
  }

  /** Returns all outputs in inference mode, in the network's order. */
  public List<Operand<TFloat32>> outputs() {
    return outputs;
  }

  /** Returns all outputs in training mode, in the network's order. */
  public List<Operand<TFloat32>> trainingOutputs() {
    return trainingOutputs;
  }

  /** Returns the operations that write and read the variables' files. */
  public ServingSaver saver() {
    return saver;
  }

  /** Returns the graph to publish. */
  public GraphDef published() {
    return published;
  }

  /** Returns the variables in the network's order. */
  public List<Variable> weights() {
    return List.copyOf(variables.weights());
  }

  @Override
  public Graph graph() {
    return graph;
  }

  @Override
  public Variables variables() {
    return variables;
  }

  @Override
  public StateGraph state() {
    return state;
  }

  @Override
  public void close() {
    graph.close();
  }
}
