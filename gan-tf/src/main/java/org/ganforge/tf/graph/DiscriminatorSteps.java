package org.ganforge.tf.graph;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.ObjectiveFit;
import org.ganforge.error.InvalidInputException;
import org.ganforge.regularization.Regularization;
import org.ganforge.tf.layer.Mode;
import org.ganforge.tf.noise.RandomStream;
import org.ganforge.tf.objective.ObjectiveCompiler;
import org.ganforge.tf.objective.Scores;
import org.ganforge.tf.regularization.DiscriminatorUpdate;
import org.ganforge.tf.regularization.RegularizationRules;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Builds the discriminator's updates and checks.
 *
 * @param lossScale the factor that gradients are multiplied by while they are computed
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
    checkBoth(part.kind());
    Ops tf = part.tf();
    RandomStream random = inputs.random("discriminator", part.done());
    Map<Role, Operand<TFloat32>> batches = new EnumMap<>(Role.class);
    if (takesReal(part.kind())) {
      inputs.real(part, batches);
    }
    Tower fakes = null;
    if (part.kind().takesNoise()) {
      int count = gan.plan().generatedCount();
      inputs.noiseBeside(tf, "discriminator", count, gan.plan().realCount(), random, batches);
      fakes = fakes(part, modeOfFakes(), batches, random);
    }
    JoinedBatch batch =
        JoinedBatch.of(tf, batches.get(Role.REAL), fakes == null ? null : fakes.output());
    RandomStream judging = random.withRows(random.rows().joined(() -> batch.front(tf)));
    Tower tower = judged(part, Mode.TRAINING, batch, batches, judging);
    Scores scores = batch.scores(tf, tower.output()).across(part.reduce());
    AuxiliaryTerm auxiliary = auxiliary(tf, tower, scores, batches);
    Scores flipped = scores.flipped(tf, gan.objective().targets(), judging);
    Update update =
        UpdateCompiler.of(graph, part, discriminator.optimizer(), lossScale)
            .compile(
                part.label(),
                AuxiliaryTerm.added(tf, objective.discriminator(tf, flipped), auxiliary),
                penalties().compile(part, batch, batches),
                tower,
                fakes == null ? List.of() : List.of(fakes));
    return new Step(
        List.of(part.kind()),
        regularized(part, update.operations(), scores),
        augmented(
            part,
            AuxiliaryTerm.joined(
                tf, objective.ofDiscriminator(tf, update.loss(), scores), auxiliary)),
        batches,
        probes(tf, batches, fakes, tower, update),
        update.gradients());
  }

  private void checkBoth(StepKind kind) {
    if (!(takesReal(kind) && kind.takesNoise())) {
      ObjectiveFit.needOfBoth(gan)
          .ifPresent(
              need -> {
                throw new InvalidInputException(
                    "discriminator batch",
                    "real images and noise, which " + need + ",",
                    takesReal(kind) ? "real images alone" : "noise alone",
                    "give both");
              });
    }
  }

  private boolean takesReal(StepKind kind) {
    return kind.takesReal(gan.objective());
  }

  private PenaltyCompiler penalties() {
    return new PenaltyCompiler(gan, graph, discriminator.network(), inputs);
  }

  /** Returns the metrics, followed by the probability of augmentation if it is adapted. */
  private Operand<TFloat32> augmented(Part part, Operand<TFloat32> metrics) {
    return RegularizationRules.augmentation(part.tf(), gan.regularization(), part.reads()::state)
        .<Operand<TFloat32>>map(
            probability ->
                part.tf()
                    .concat(
                        List.of(metrics, part.tf().expandDims(probability, part.tf().constant(0))),
                        part.tf().constant(0)))
        .orElse(metrics);
  }

  private List<Op> regularized(Part part, List<Op> done, Scores scores) {
    Ops tf = part.tf();
    DiscriminatorUpdate update =
        new DiscriminatorUpdate(
            discriminator.optimizer().variables(),
            discriminator.network().variables(),
            part.reads()::state,
            takesReal(part.kind()) ? scores.real() : null,
            (float) gan.objective().threshold(),
            gan.objective().isRealHigher(),
            part.reduce(),
            inputs.turn(tf, part.done()));
    List<Op> operations = new ArrayList<>(done);
    for (Regularization regularization : gan.regularization()) {
      operations.addAll(
          RegularizationRules.afterDiscriminator(
              tf.withControlDependencies(List.copyOf(operations)), regularization, update));
    }
    return operations;
  }

  private List<Probe> probes(
      Ops tf,
      Map<Role, Operand<TFloat32>> batches,
      @Nullable Tower fakes,
      Tower tower,
      Update update) {
    Probes probes = new Probes(gan);
    probes.batches(tf, batches);
    if (fakes != null) {
      probes.tower(gan.generator(), fakes);
    }
    probes.tower(gan.discriminator(), tower);
    probes.update(gan.discriminator(), update);
    return probes.inOrder();
  }

  Step evaluate(Part part) {
    if (gan.objective().isRelativistic()) {
      checkBoth(part.kind());
    }
    Ops tf = part.tf();
    RandomStream random = inputs.random("validation", part.done());
    Map<Role, Operand<TFloat32>> batches = new EnumMap<>(Role.class);
    if (takesReal(part.kind())) {
      inputs.validationReal(part, batches);
    }
    Operand<TFloat32> fake = null;
    if (part.kind().takesNoise()) {
      int real = inputs.validationRealCount();
      int count = inputs.validationCount() - real;
      inputs.noiseBeside(tf, "validation/discriminator", count, real, random, batches);
      fake = fakes(part, Mode.INFERENCE, batches, random).output();
    }
    JoinedBatch batch = JoinedBatch.of(tf, batches.get(Role.REAL), fake);
    Tower tower = judged(part, Mode.INFERENCE, batch, batches, random);
    Scores scores = batch.scores(tf, tower.output()).across(part.reduce());
    AuxiliaryTerm auxiliary = auxiliary(tf, tower, scores, batches);
    Operand<TFloat32> loss =
        AuxiliaryTerm.added(tf, objective.discriminator(tf, scores), auxiliary);
    return new Step(
        List.of(part.kind()),
        List.of(),
        AuxiliaryTerm.joined(tf, objective.ofDiscriminator(tf, loss, scores), auxiliary),
        batches,
        List.of(),
        Map.of());
  }

  private @Nullable AuxiliaryTerm auxiliary(
      Ops tf, Tower tower, Scores scores, Map<Role, Operand<TFloat32>> batches) {
    Operand<TFloat32> weights =
        scores.labels(tf, gan.auxiliary().real(), gan.auxiliary().generated());
    return AuxiliaryTerm.of(gan, tf, tower, labels(tf, batches), weights);
  }

  /** Returns the labels of the images in the images' order, those of the real ones first. */
  private @Nullable Operand<TFloat32> labels(Ops tf, Map<Role, Operand<TFloat32>> batches) {
    return gan.classes() == 0
        ? null
        : JoinedBatch.of(tf, batches.get(Role.REAL_LABELS), batches.get(Role.NOISE_LABELS))
            .images();
  }

  private Tower fakes(
      Part part, Mode mode, Map<Role, Operand<TFloat32>> batches, RandomStream random) {
    List<Operand<TFloat32>> taken =
        InputOrder.of(
            gan.generator(),
            requireNonNull(batches.get(Role.NOISE)),
            batches.get(Role.NOISE_LABELS));
    return generator.tower(part, mode, taken, random);
  }

  private Tower judged(
      Part part,
      Mode mode,
      JoinedBatch batch,
      Map<Role, Operand<TFloat32>> batches,
      RandomStream random) {
    Operand<TFloat32> labels = labels(part.tf(), batches);
    Operand<TFloat32> images = JudgedImages.of(part.tf(), part, gan, mode, batch.images(), random);
    List<Operand<TFloat32>> taken = InputOrder.of(gan.discriminator(), images, labels);
    return discriminator
        .network()
        .tower(part.tf(), part, mode, taken, random, batch.front(part.tf()));
  }

  private Mode modeOfFakes() {
    return switch (gan.plan().fakes()) {
      case TRAINING -> Mode.TRAINING;
      case INFERENCE -> Mode.INFERENCE;
    };
  }
}
