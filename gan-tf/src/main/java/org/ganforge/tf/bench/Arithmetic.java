package org.ganforge.tf.bench;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.Gan;
import org.ganforge.data.ImageDataset;
import org.ganforge.tf.graph.GanGraph;
import org.ganforge.tf.graph.Step;
import org.ganforge.tf.graph.StepKind;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.train.Alternating;
import org.ganforge.train.TrainingPlan;
import org.ganforge.train.Turn;
import org.tensorflow.op.Op;

/**
 * The floating-point operations of the matrix products and convolutions in one run of a graph; a
 * multiplication and its addition count as two. Elementwise operations are left out, since memory
 * limits them, not arithmetic.
 *
 * @param needed operations without products with the zeros of a convolution's padding
 * @param padded operations including those, as computed by a kernel that ignores the border
 */
public record Arithmetic(long needed, long padded) {
  static final Arithmetic NONE = new Arithmetic(0, 0);

  /**
   * Compiles a GAN and counts one iteration; for an adaptive schedule, one turn of the
   * discriminator and one update of the generator.
   *
   * @param images the images to train on
   * @param rewrites the rewrites that its graph uses
   */
  @SuppressWarnings("exports") // other modules call TensorFlowBackend.arithmetic
  public static Arithmetic ofIteration(Gan gan, ImageDataset images, Rewrites rewrites) {
    Alternating turns =
        gan.plan().schedule() instanceof Alternating fixed ? fixed : Alternating.of();
    try (GanGraph graph = GanGraph.compile(gan, images, rewrites, 1)) {
      Arithmetic discriminator = ofTurn(graph, Turn.DISCRIMINATOR, gan.plan());
      Arithmetic generator = ofTurn(graph, Turn.GENERATOR, gan.plan());
      return discriminator
          .times(turns.discriminatorTurns())
          .plus(generator.times(turns.generatorTurns()));
    }
  }

  private static Arithmetic ofTurn(GanGraph graph, Turn turn, TrainingPlan plan) {
    Step step = graph.step(StepKind.updates(turn, plan));
    List<Op> targets = new ArrayList<>(step.operations());
    targets.add(step.metrics());
    return GraphArithmetic.count(graph.graph(), targets);
  }

  private Arithmetic times(int times) {
    return new Arithmetic(needed * times, padded * times);
  }

  Arithmetic plus(Arithmetic other) {
    return new Arithmetic(needed + other.needed, padded + other.padded);
  }
}
