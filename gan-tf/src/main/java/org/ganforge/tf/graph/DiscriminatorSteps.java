package org.ganforge.tf.graph;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.penalty.Penalty;
import org.ganforge.regularization.Regularization;
import org.ganforge.tf.layer.Mode;
import org.ganforge.tf.noise.RandomStream;
import org.ganforge.tf.objective.ObjectiveCompiler;
import org.ganforge.tf.objective.Scores;
import org.ganforge.tf.penalty.PenaltyContext;
import org.ganforge.tf.penalty.PenaltyRules;
import org.ganforge.tf.regularization.RegularizationRules;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/**
 * Builds the discriminator's updates and checks.
 *
 * @param lossScale what gradients are multiplied by on their way
 */
record DiscriminatorSteps(
    Gan gan,
    Graph graph,
    NetworkCompiler generator,
    TrainedNetwork discriminator,
    StepInputs inputs,
    ObjectiveCompiler objective,
    float lossScale) {

  Step update(Part part) {
    checkPenalties(part.kind());
    Ops tf = part.tf();
    RandomStream random = inputs.random("discriminator", part.done());
    Map<Role, Operand<TFloat32>> batches = new EnumMap<>(Role.class);
    if (part.kind().takesReal()) {
      inputs.real(part, batches);
    }
    Tower fakes = null;
    if (part.kind().takesNoise()) {
      int count = gan.plan().generatedCount();
      inputs.noise(tf, "discriminator", count, random, batches);
      fakes = fakes(part, modeOfFakes(), batches, random);
    }
    JoinedBatch batch =
        JoinedBatch.of(tf, batches.get(Role.REAL), fakes == null ? null : fakes.output());
    Tower tower = judged(part, Mode.TRAINING, batch, batches, random);
    Scores scores = batch.scores(tf, tower.output());
    Operand<TFloat32> loss = penalized(part, batch, objective.discriminator(tf, scores));
    Update update =
        UpdateCompiler.of(graph, part, discriminator.optimizer(), lossScale)
            .compile(part.label(), loss, tower, fakes == null ? List.of() : List.of(fakes));
    return new Step(
        List.of(part.kind()),
        regularized(tf, update.operations()),
        objective.metrics(tf, loss, scores),
        batches,
        probes(tf, batches, fakes, tower, loss, update));
  }

  private void checkPenalties(StepKind kind) {
    boolean mixes = gan.penalties().stream().anyMatch(Penalty::mixesBatches);
    if (mixes && !(kind.takesReal() && kind.takesNoise())) {
      throw new InvalidInputException(
          "discriminator batch",
          "real images and noise, which GradientPenalty mixes,",
          kind.takesReal() ? "real images alone" : "noise alone",
          "give both");
    }
  }

  /** Adds the penalties to a loss, each with a tower of its own over the same reads. */
  private Operand<TFloat32> penalized(Part part, JoinedBatch batch, Operand<TFloat32> loss) {
    Operand<TFloat32> sum = loss;
    for (Penalty penalty : gan.penalties()) {
      Ops tf = part.tf().withSubScope("penalty");
      RandomStream random = inputs.random("penalty", part.done());
      PenaltyContext context =
          new PenaltyContext(
              tf,
              gan.discriminator().inputShape(),
              Objects.requireNonNull(batch.real()),
              Objects.requireNonNull(batch.fake()),
              random,
              images -> critic(tf, part, images, random),
              (values, of) -> gradient(tf, values, of));
      sum = tf.math.add(sum, PenaltyRules.compile(penalty, context));
    }
    return sum;
  }

  private Operand<TFloat32> critic(
      Ops tf, Part part, Operand<TFloat32> images, RandomStream random) {
    return discriminator.network().tower(tf, part.reads(), Mode.TRAINING, images, random).output();
  }

  private Operand<TFloat32> gradient(Ops tf, Operand<TFloat32> values, Operand<TFloat32> of) {
    Operand<TFloat32> sum =
        tf.reduceSum(values, tf.constant(new int[] {0, 1}), new ReduceSum.Options[0]);
    String name = tf.scope().makeOpName("gradients");
    return Gradients.of(graph, tf, 1, name, sum, List.of(of)).get(0);
  }

  private List<Op> regularized(Ops tf, List<Op> update) {
    List<Op> operations = new ArrayList<>(update);
    for (Regularization regularization : gan.regularization()) {
      operations.addAll(
          RegularizationRules.afterDiscriminator(
              tf.withControlDependencies(List.copyOf(operations)),
              regularization,
              discriminator.optimizer().variables()));
    }
    return operations;
  }

  private List<Probe> probes(
      Ops tf,
      Map<Role, Operand<TFloat32>> batches,
      @Nullable Tower fakes,
      Tower tower,
      Operand<TFloat32> loss,
      Update update) {
    Probes probes = new Probes(gan);
    probes.batches(tf, batches);
    if (fakes != null) {
      probes.tower(gan.generator(), fakes);
    }
    probes.tower(gan.discriminator(), tower);
    probes.update(gan.discriminator(), loss, discriminator.optimizer(), update);
    return probes.inOrder();
  }

  Step evaluate(Part part) {
    Ops tf = part.tf();
    RandomStream random = inputs.random("validation", part.done());
    Map<Role, Operand<TFloat32>> batches = new EnumMap<>(Role.class);
    if (part.kind().takesReal()) {
      inputs.validationReal(part, batches);
    }
    Operand<TFloat32> fake = null;
    if (part.kind().takesNoise()) {
      int count = inputs.validationCount() - inputs.validationRealCount();
      inputs.noise(tf, "validation/discriminator", count, random, batches);
      fake = fakes(part, Mode.INFERENCE, batches, random).output();
    }
    JoinedBatch batch = JoinedBatch.of(tf, batches.get(Role.REAL), fake);
    Tower tower = judged(part, Mode.INFERENCE, batch, batches, random);
    Scores scores = batch.scores(tf, tower.output());
    return new Step(
        List.of(part.kind()),
        List.of(),
        objective.metrics(tf, objective.discriminator(tf, scores), scores),
        batches,
        List.of());
  }

  private Tower fakes(
      Part part, Mode mode, Map<Role, Operand<TFloat32>> batches, RandomStream random) {
    List<Operand<TFloat32>> taken =
        InputOrder.of(
            gan.generator(),
            requireNonNull(batches.get(Role.NOISE)),
            batches.get(Role.NOISE_LABELS));
    return generator.tower(part.tf(), part.reads(), mode, taken, random);
  }

  /** The labels of the images stand in the images' order, those of the real ones first. */
  private Tower judged(
      Part part,
      Mode mode,
      JoinedBatch batch,
      Map<Role, Operand<TFloat32>> batches,
      RandomStream random) {
    Operand<TFloat32> labels =
        gan.classes() == 0
            ? null
            : JoinedBatch.of(
                    part.tf(), batches.get(Role.REAL_LABELS), batches.get(Role.NOISE_LABELS))
                .images();
    List<Operand<TFloat32>> taken = InputOrder.of(gan.discriminator(), batch.images(), labels);
    return discriminator.network().tower(part.tf(), part.reads(), mode, taken, random);
  }

  private Mode modeOfFakes() {
    return switch (gan.plan().fakes()) {
      case TRAINING -> Mode.TRAINING;
      case INFERENCE -> Mode.INFERENCE;
    };
  }
}
