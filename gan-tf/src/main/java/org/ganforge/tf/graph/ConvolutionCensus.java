package org.ganforge.tf.graph;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ganforge.Gan;
import org.ganforge.KerasVersion;
import org.ganforge.layer.Network;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.form.ConvolutionShape;
import org.ganforge.tf.form.ConvolutionUse;
import org.ganforge.tf.form.Convolutions;
import org.ganforge.tf.form.Direction;
import org.ganforge.tf.layer.Mode;
import org.ganforge.tf.noise.RandomStream;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.tf.scope.ScopedGraph;
import org.ganforge.tf.variable.Variables;
import org.ganforge.train.TrainingPlan;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Counts the convolutions of a network by compiling it into a graph that never runs. */
public final class ConvolutionCensus implements Convolutions {
  private final Convolutions engine = Convolutions.ofEngine();
  private final boolean joinsLayers;
  private final Map<ConvolutionShape, ConvolutionUse> uses = new LinkedHashMap<>();

  private ConvolutionCensus(boolean joinsLayers) {
    this.joinsLayers = joinsLayers;
  }

  /**
   * Returns every convolution and matrix product of a GAN, with the larger of its batches.
   *
   * @param joinsLayers whether consecutive layers are computed as one
   * @param replicas how many share each batch
   */
  public static List<ConvolutionUse> of(Gan gan, boolean joinsLayers, int replicas) {
    TrainingPlan plan = gan.plan();
    int real = plan.realCount() / replicas;
    int generated = plan.generatedCount() / replicas;
    int batch = plan.batchSize() / replicas;
    int joined = plan.composition().isSeparate() ? Math.max(real, generated) : real + generated;
    ConvolutionCensus census = new ConvolutionCensus(joinsLayers);
    census.count(gan.generator(), gan.keras(), batch);
    census.count(gan.discriminator(), gan.keras(), Math.max(joined, batch));
    return List.copyOf(census.uses.values());
  }

  /** Returns those of a GAN's generator alone, for its training's batch size. */
  public static List<ConvolutionUse> ofGenerator(Gan gan, boolean joinsLayers) {
    ConvolutionCensus census = new ConvolutionCensus(joinsLayers);
    census.count(gan.generator(), gan.keras(), gan.plan().batchSize());
    return List.copyOf(census.uses.values());
  }

  /** Returns every convolution and matrix product of a network whose layers may be joined. */
  public static List<ConvolutionUse> of(Network network, KerasVersion keras, int batch) {
    ConvolutionCensus census = new ConvolutionCensus(true);
    census.count(network, keras, batch);
    return List.copyOf(census.uses.values());
  }

  private void count(Network network, KerasVersion keras, int batch) {
    try (Graph graph = ScopedGraph.empty()) {
      Ops tf = ScopedGraph.opsOf(graph);
      NetworkCompiler compiler =
          NetworkCompiler.declare(tf, network, keras, new Variables(tf), Rewrites.of(this), 0);
      List<Operand<TFloat32>> inputs =
          network.inputShapes().stream().map(one -> batch(tf, one, batch)).toList();
      Reads reads = Reads.of(tf, compiler.variables());
      RandomStream none = new RandomStream(0, tf.constant(0L));
      compiler.tower(tf, reads, Mode.INFERENCE, inputs, none);
    }
  }

  /** Returns a batch of a known size, so that every layer's batch is known. */
  private static Operand<TFloat32> batch(Ops tf, TensorShape one, int batch) {
    Shape shape = Shape.of(one.times(batch).dims().stream().mapToLong(i -> i).toArray());
    return tf.placeholder(TFloat32.class, Placeholder.shape(shape));
  }

  private void add(ConvolutionShape shape, Direction direction, Operand<TFloat32> left) {
    int batch = Math.toIntExact(left.asOutput().shape().get(0));
    ConvolutionUse use = uses.get(shape);
    Set<Direction> directions = EnumSet.of(direction);
    if (use != null) {
      directions.addAll(use.directions());
      batch = Math.max(batch, use.batch());
    }
    uses.put(shape, new ConvolutionUse(shape, batch, directions));
  }

  @Override
  public Operand<TFloat32> compile(
      Ops tf,
      ConvolutionShape shape,
      Direction direction,
      Operand<TFloat32> left,
      Operand<TFloat32> kernel) {
    add(shape, direction, left);
    return engine.compile(tf, shape, direction, left, kernel);
  }

  @Override
  public Operand<TFloat32> multiply(
      Ops tf, int n, int units, Operand<TFloat32> rows, Operand<TFloat32> matrix) {
    add(ConvolutionShape.product(n, units), Direction.FORWARD, rows);
    return engine.multiply(tf, n, units, rows, matrix);
  }

  @Override
  public boolean joinsLayers() {
    return joinsLayers;
  }
}
