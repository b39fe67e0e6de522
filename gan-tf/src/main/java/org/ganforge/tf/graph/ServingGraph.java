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
 * One network by itself, as others use it: variables, an output in inference mode, an output in
 * training mode, and a saver. Its form is plain, without rewrites, for tools that read graphs.
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
    // What comes after this serves this program only.
    this.published = graph.toGraphDef();
    this.state = new StateGraph(tf.withSubScope("state"), variables);
  }

  /**
   * Compiles a network.
   *
   * @param inputNames what the inputs are called, in the graph and in its signatures
   * @param outputNames likewise
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

  /** Takes one tensor apart into the inputs, each of them a part of a row. */
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

  /** Each call draws anew what dropout drops, and takes up moving averages. */
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

  /** Returns where a batch of the first input is fed. */
  public Operand<TFloat32> input() {
    return inputs.get(0);
  }

  /** Returns where a batch of each input is fed, in the network's order. */
  public List<Operand<TFloat32>> inputs() {
    return inputs;
  }

  /**
   * Returns where all inputs are fed as one tensor, {@code [count, length]}, each a part of a row;
   * null of a network with one input.
   */
  public @Nullable Operand<TFloat32> row() {
    return row;
  }

  /** Returns what comes of {@link #row} in inference mode; empty where there is none. */
  public List<Operand<TFloat32>> rowOutputs() {
    return rowOutputs;
  }

  /** Returns what comes out first, in inference mode. */
  public Operand<TFloat32> output() {
    return outputs.get(0);
  }

  /** Returns all that comes out in inference mode, in the network's order. */
  public List<Operand<TFloat32>> outputs() {
    return outputs;
  }

  /** Returns the same in training mode. */
  public List<Operand<TFloat32>> trainingOutputs() {
    return trainingOutputs;
  }

  /** Returns what writes and reads the variables' files. */
  public ServingSaver saver() {
    return saver;
  }

  /** Returns the graph for others. */
  public GraphDef published() {
    return published;
  }

  /** Returns the variables in the order in which the network has them. */
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
