package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.layer.Input;
import org.ganforge.layer.TensorShape;
import org.ganforge.regularization.MovingAverage;
import org.ganforge.tf.layer.Mode;
import org.ganforge.tf.noise.NoiseCompiler;
import org.ganforge.tf.noise.RandomStream;
import org.ganforge.tf.scope.ScopedGraph;
import org.ganforge.tf.variable.Variable;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** The functions of a generator in use: drawing noise and generating images in inference mode. */
public final class GeneratorFunctions {
  private final Graph graph;
  private final Gan gan;
  private final NetworkCompiler network;
  private final GanGraph.Function generate;
  private final GanGraph.NoiseFunction noise;
  private GanGraph.@Nullable Function generateMixed;

  /** Adds the functions to a graph with the generator's variables and their averages, if any. */
  GeneratorFunctions(Graph graph, Gan gan, NetworkCompiler network) {
    this.graph = graph;
    this.gan = gan;
    this.network = network;
    Ops tf = ScopedGraph.opsOf(graph);
    this.generate =
        inference(tf.withSubScope("generate"), network, sampled(), gan.generator().inputShapes());
    this.noise = noise(tf.withSubScope("noise"), gan);
  }

  /** Returns whether the generator is used with the moving averages of its weights. */
  static boolean samplesAverage(Gan gan) {
    return MovingAverage.among(gan.regularization()).filter(MovingAverage::sampled).isPresent();
  }

  private Map<Variable, Variable> sampled() {
    return samplesAverage(gan) ? network.variables().averages() : Map.of();
  }

  /** Returns a network in inference mode. */
  static GanGraph.Function inference(
      Ops tf, NetworkCompiler network, Map<Variable, Variable> others, List<TensorShape> shapes) {
    List<Operand<TFloat32>> inputs = new ArrayList<>();
    shapes.forEach(one -> inputs.add(GanGraph.batchPlaceholder(tf, one)));
    RandomStream none = new RandomStream(0, tf.constant(0L));
    Tower tower =
        network.tower(tf, Reads.of(tf, network.variables(), others), Mode.INFERENCE, inputs, none);
    // A fed operand cannot be fetched, and layers may return their input unchanged.
    List<Operand<TFloat32>> outputs = new ArrayList<>();
    tower.outputs().forEach(output -> outputs.add(tf.identity(output)));
    return new GanGraph.Function(List.copyOf(inputs), List.copyOf(outputs));
  }

  private static GanGraph.NoiseFunction noise(Ops tf, Gan gan) {
    Placeholder<TInt32> count = tf.placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
    Placeholder<TInt64> seed = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
    Operand<TInt32> shape = tf.stack(List.of(count, tf.constant(gan.noiseLength())));
    Operand<TInt64> seeds = new RandomStream(0, seed).seedOf(tf, "noise");
    return new GanGraph.NoiseFunction(
        count, seed, NoiseCompiler.compile(tf, gan.noise(), shape, seeds));
  }

  /** Returns the generator: noise to images. */
  public GanGraph.Function generate() {
    return generate;
  }

  /**
   * Returns the generator with shares of classes, {@code [count, classes]}, instead of labels. It
   * is built on first use.
   */
  public synchronized GanGraph.Function generateMixed() {
    if (generateMixed == null) {
      List<TensorShape> shapes = new ArrayList<>();
      for (Input input : gan.generator().inputs()) {
        shapes.add(
            input instanceof Input.Label label ? TensorShape.of(label.classes()) : input.shape());
      }
      Ops tf = ScopedGraph.opsOf(graph).withSubScope("generate_mixed");
      generateMixed = inference(tf, network, sampled(), shapes);
    }
    return generateMixed;
  }

  /** Returns noise from the spec's distribution for a given seed. */
  public GanGraph.NoiseFunction noise() {
    return noise;
  }
}
