package org.ganforge.tf.graph;

import java.util.List;
import org.ganforge.KerasVersion;
import org.ganforge.layer.Network;
import org.ganforge.layer.WeightSpec;
import org.ganforge.tf.form.Convolutions;
import org.ganforge.tf.layer.Mode;
import org.ganforge.tf.noise.RandomStream;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.tf.scope.ScopedGraph;
import org.ganforge.tf.variable.Variable;
import org.ganforge.tf.variable.Variables;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
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
  private final Operand<TFloat32> input;
  private final Operand<TFloat32> output;
  private final Operand<TFloat32> trainingOutput;
  private final ServingSaver saver;
  private final GraphDef published;
  private final StateGraph state;

  private ServingGraph(
      Graph graph, Network network, KerasVersion keras, String inputName, String outputName) {
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
    this.input =
        tf.withName(inputName)
            .placeholder(
                TFloat32.class, Placeholder.shape(GanGraph.batchShape(network.inputShape())));
    Ops inference = tf.withSubScope("inference");
    Operand<TFloat32> inferred =
        compiler
            .tower(
                inference,
                new Reads(inference),
                Mode.INFERENCE,
                input,
                new RandomStream(0, tf.constant(0L)))
            .output();
    this.output = tf.withName(outputName).identity(inferred);
    this.trainingOutput = training(tf.withSubScope("training"), compiler, outputName);
    this.saver = new ServingSaver(tf.withSubScope("save"), variables);
    // What comes after this serves this program only.
    this.published = graph.toGraphDef();
    this.state = new StateGraph(tf.withSubScope("state"), variables);
  }

  /**
   * Compiles a network.
   *
   * @param inputName what the input is called, in the graph and in its signatures
   * @param outputName likewise
   */
  public static ServingGraph compile(
      Network network, KerasVersion keras, String inputName, String outputName) {
    Graph graph = ScopedGraph.empty();
    try {
      return new ServingGraph(graph, network, keras, inputName, outputName);
    } catch (RuntimeException | Error e) {
      graph.close();
      throw e;
    }
  }

  /** Each call draws anew what dropout drops, and takes up moving averages. */
  private Operand<TFloat32> training(Ops tf, NetworkCompiler compiler, String outputName) {
    Operand<TInt64> draw =
        tf.random.randomUniformInt(
            tf.constant(new int[0]), tf.constant(0L), tf.constant(Long.MAX_VALUE));
    Tower tower =
        compiler.tower(tf, new Reads(tf), Mode.TRAINING, input, new RandomStream(0, draw));
    List<Op> updates = tower.updates(tf);
    return tf.withControlDependencies(updates).withName(outputName).identity(tower.output());
  }

  /** Returns where a batch is fed. */
  public Operand<TFloat32> input() {
    return input;
  }

  /** Returns what comes of it in inference mode. */
  public Operand<TFloat32> output() {
    return output;
  }

  /** Returns what comes of it in training mode. */
  public Operand<TFloat32> trainingOutput() {
    return trainingOutput;
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
