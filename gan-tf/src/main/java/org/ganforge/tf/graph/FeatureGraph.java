package org.ganforge.tf.graph;

import org.ganforge.KerasVersion;
import org.ganforge.data.ValueRange;
import org.ganforge.layer.Network;
import org.ganforge.tf.layer.Mode;
import org.ganforge.tf.noise.RandomStream;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.tf.scope.ScopedGraph;
import org.ganforge.tf.variable.Variables;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** A network that computes features of images, given as bytes, and doesn't learn. */
public final class FeatureGraph implements CompiledGraph {
  private final Graph graph;
  private final Variables variables;
  private final Placeholder<TUint8> bytes;
  private final Operand<TFloat32> features;
  private final StateGraph state;

  private FeatureGraph(Graph graph, Network network, ValueRange range, Rewrites forms) {
    this.graph = graph;
    Ops tf = ScopedGraph.opsOf(graph);
    this.variables = new Variables(tf);
    NetworkCompiler compiler =
        NetworkCompiler.declare(tf, network, KerasVersion.KERAS_3, variables, forms, 0);
    // The network may have no weights at all, but a graph's state must not be empty.
    variables.counter(network.name() + "/looks");
    Ops scope = tf.withSubScope("look");
    Shape rows = Shape.of(Shape.UNKNOWN_SIZE, network.inputShape().size());
    this.bytes = scope.placeholder(TUint8.class, Placeholder.shape(rows));
    Operand<TFloat32> images = ImageBatches.numbers(scope, bytes, network.inputShape(), range);
    RandomStream none = new RandomStream(0, scope.constant(0L));
    Tower tower = compiler.tower(scope, Reads.of(scope, variables), Mode.INFERENCE, images, none);
    int size = network.outputShape().size();
    this.features = scope.reshape(tower.output(), scope.constant(new int[] {-1, size}));
    this.state = new StateGraph(tf.withSubScope("state"), variables);
  }

  /**
   * Compiles a network.
   *
   * @param network the network, whose outputs are the features
   * @param range the numbers it expects for black and white
   * @param forms what it is compiled with
   */
  public static FeatureGraph compile(Network network, ValueRange range, Rewrites forms) {
    Graph graph = ScopedGraph.empty();
    try {
      return new FeatureGraph(graph, network, range, forms);
    } catch (RuntimeException | Error e) {
      graph.close();
      throw e;
    }
  }

  /** Returns the operand to feed images to, {@code [count, size]}. */
  public Operand<TUint8> bytes() {
    return bytes;
  }

  /** Returns the features of the {@link #bytes}, {@code [count, size]}. */
  public Operand<TFloat32> features() {
    return features;
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
