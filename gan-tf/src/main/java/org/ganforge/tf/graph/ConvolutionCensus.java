package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.KerasVersion;
import org.ganforge.Sequential;
import org.ganforge.tf.form.ConvolutionShape;
import org.ganforge.tf.form.ConvolutionUse;
import org.ganforge.tf.form.Convolutions;
import org.ganforge.tf.form.Direction;
import org.ganforge.tf.layer.Mode;
import org.ganforge.tf.noise.RandomStream;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.tf.variable.Variables;
import org.ganforge.train.TrainingPlan;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Counts the convolutions of a network by compiling it into a graph that never runs. */
public final class ConvolutionCensus implements Convolutions {
  private final Convolutions engine = Convolutions.ofGpu();
  private final Map<ConvolutionShape, Integer> batches = new LinkedHashMap<>();
  private int batch;

  private ConvolutionCensus() {}

  /** Returns every convolution and matrix product of a GAN, with the larger of its batches. */
  public static List<ConvolutionUse> of(Gan gan) {
    TrainingPlan plan = gan.plan();
    int half = plan.composition().realCount(plan.batchSize());
    int joined = plan.composition().isSeparate() ? half : 2 * half;
    ConvolutionCensus census = new ConvolutionCensus();
    census.count(gan.generator(), gan.keras(), plan.batchSize());
    census.count(gan.discriminator(), gan.keras(), Math.max(joined, plan.batchSize()));
    return census.uses();
  }

  /** Returns every convolution and matrix product of a network. */
  static List<ConvolutionUse> of(Sequential network, KerasVersion keras, int batch) {
    ConvolutionCensus census = new ConvolutionCensus();
    census.count(network, keras, batch);
    return census.uses();
  }

  private List<ConvolutionUse> uses() {
    List<ConvolutionUse> uses = new ArrayList<>();
    batches.forEach((shape, most) -> uses.add(new ConvolutionUse(shape, most)));
    return uses;
  }

  private void count(Sequential network, KerasVersion keras, int batch) {
    this.batch = batch;
    try (Graph graph = new Graph()) {
      Ops tf = ScopedGraph.opsOf(graph);
      NetworkCompiler compiler =
          NetworkCompiler.declare(tf, network, keras, new Variables(tf), Rewrites.of(this), 0);
      Operand<TFloat32> input = GanGraph.batchPlaceholder(tf, network.inputShape());
      compiler.tower(tf, tf, Mode.INFERENCE, input, new RandomStream(0, tf.constant(0L)));
    }
  }

  @Override
  public Operand<TFloat32> compile(
      Ops tf,
      ConvolutionShape shape,
      Direction direction,
      Operand<TFloat32> left,
      Operand<TFloat32> kernel) {
    batches.merge(shape, batch, Math::max);
    return engine.compile(tf, shape, direction, left, kernel);
  }

  @Override
  public Operand<TFloat32> multiply(
      Ops tf, int n, int units, Operand<TFloat32> rows, Operand<TFloat32> matrix) {
    batches.merge(ConvolutionShape.product(n, units), batch, Math::max);
    return engine.multiply(tf, n, units, rows, matrix);
  }
}
