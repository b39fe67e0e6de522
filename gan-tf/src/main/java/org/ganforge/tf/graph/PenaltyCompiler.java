package org.ganforge.tf.graph;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.penalty.Penalty;
import org.ganforge.tf.layer.Mode;
import org.ganforge.tf.noise.RandomStream;
import org.ganforge.tf.penalty.PenaltyContext;
import org.ganforge.tf.penalty.PenaltyRules;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** Builds the penalties of the discriminator's updates, each with a tower over the same reads. */
record PenaltyCompiler(Gan gan, Graph graph, NetworkCompiler discriminator, StepInputs inputs) {
  /**
   * Returns the penalties that apply to an update: those whose kinds of images it has.
   *
   * @param batches the labels of the images, if there are any
   */
  List<PenaltyTerm> compile(Part part, JoinedBatch batch, Map<Role, Operand<TFloat32>> batches) {
    List<PenaltyTerm> terms = new ArrayList<>();
    for (Penalty penalty : gan.penalties()) {
      if ((batch.real() != null || !penalty.takesReal())
          && (batch.fake() != null || !penalty.takesFake())) {
        terms.add(compile(part, penalty, batch, batches));
      }
    }
    return terms;
  }

  private PenaltyTerm compile(
      Part part, Penalty penalty, JoinedBatch batch, Map<Role, Operand<TFloat32>> batches) {
    Ops tf = part.tf().withSubScope("penalty");
    Operand<TBool> due = penalty.every() == 1 ? null : due(tf, part, penalty.every());
    RandomStream random = inputs.random("penalty", part.done());
    PenaltyContext context =
        new PenaltyContext(
            tf,
            gan.generator().outputShape(),
            penalty.takesReal() ? where(tf, due, requireNonNull(batch.real())) : null,
            penalty.takesFake() ? where(tf, due, requireNonNull(batch.fake())) : null,
            random,
            part.reduce(),
            images -> critic(tf, part, images, batches.get(Role.REAL_LABELS), random),
            images -> critic(tf, part, images, batches.get(Role.NOISE_LABELS), random),
            (values, of) -> gradient(tf, values, of));
    Operand<TFloat32> value = PenaltyRules.compile(penalty, context);
    return new PenaltyTerm(
        due == null ? value : tf.math.mul(value, tf.constant((float) penalty.every())), due);
  }

  private Operand<TBool> due(Ops tf, Part part, int every) {
    return tf.math.equal(
        tf.math.floorMod(inputs.turn(tf, part.done()), tf.constant((long) every)), tf.constant(0L));
  }

  /**
   * Returns a batch that exists only when the penalty is due, as does everything computed from it.
   */
  private static Operand<TFloat32> where(
      Ops tf, @Nullable Operand<TBool> due, Operand<TFloat32> batch) {
    return due == null ? batch : tf.switchCond(batch, due).outputTrue();
  }

  private Operand<TFloat32> critic(
      Ops tf,
      Part part,
      Operand<TFloat32> images,
      @Nullable Operand<TFloat32> labels,
      RandomStream random) {
    Operand<TFloat32> judged = JudgedImages.of(tf, part, gan, Mode.TRAINING, images, random);
    List<Operand<TFloat32>> taken = InputOrder.of(gan.discriminator(), judged, labels);
    return discriminator
        .withSecondGradients()
        .tower(tf, part, Mode.TRAINING, taken, random, null)
        .output();
  }

  private Operand<TFloat32> gradient(Ops tf, Operand<TFloat32> values, Operand<TFloat32> of) {
    Operand<TFloat32> sum =
        tf.reduceSum(values, tf.constant(new int[] {0, 1}), new ReduceSum.Options[0]);
    String name = tf.scope().makeOpName("gradients");
    return Gradients.of(graph, tf, 1, name, sum, List.of(of)).get(0);
  }
}
