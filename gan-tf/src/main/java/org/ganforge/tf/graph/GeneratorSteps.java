package org.ganforge.tf.graph;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.regularization.Regularization;
import org.ganforge.tf.layer.Mode;
import org.ganforge.tf.noise.RandomStream;
import org.ganforge.tf.objective.ObjectiveCompiler;
import org.ganforge.tf.objective.Scores;
import org.ganforge.tf.regularization.RegularizationRules;
import org.ganforge.tf.variable.Variable;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Builds the generator's updates and checks.
 *
 * @param lossScale the factor that gradients are multiplied by while they are computed
 */
record GeneratorSteps(
    Gan gan,
    Graph graph,
    TrainedNetwork generator,
    NetworkCompiler discriminator,
    StepInputs inputs,
    ObjectiveCompiler objective,
    float lossScale) {

  Step update(Part part) {
    Ops tf = part.tf();
    RandomStream random = inputs.random("generator", part.done());
    Map<Role, Operand<TFloat32>> batches = new EnumMap<>(Role.class);
    inputs.noise(tf, "generator", gan.plan().batchSize(), random, batches);
    Tower fakes = fakes(part, Mode.TRAINING, batches, random);
    List<Tower> judged = new ArrayList<>();
    judged.add(judged(part, Mode.FROZEN, fakes, batches, random));
    if (part.kind().takesReal(gan.objective())) {
      inputs.realOfGenerator(part, batches);
      judged.add(real(part, Mode.FROZEN, batches, inputs.random("generator/real", part.done())));
    }
    Scores scores = scores(judged).across(part.reduce());
    AuxiliaryTerm auxiliary = auxiliary(tf, judged.get(0), scores, batches);
    Update update =
        UpdateCompiler.of(graph, part, generator.optimizer(), lossScale)
            .compile(
                part.label(),
                AuxiliaryTerm.added(tf, objective.generator(tf, scores), auxiliary),
                List.of(),
                fakes,
                judged);
    Probes probes = new Probes(gan);
    probes.batches(tf, batches);
    probes.tower(gan.generator(), fakes);
    judged.forEach(tower -> probes.tower(gan.discriminator(), tower));
    probes.update(gan.generator(), update);
    return new Step(
        List.of(part.kind()),
        regularized(part, update.operations()),
        AuxiliaryTerm.joined(tf, objective.ofGenerator(tf, update.loss(), scores), auxiliary),
        batches,
        probes.inOrder(),
        update.gradients());
  }

  private List<Op> regularized(Part part, List<Op> update) {
    Map<Variable, Variable> averages = generator.network().variables().averages();
    Operand<TInt64> changes = generator.optimizer().changes(part.tf(), part.done());
    Operand<TBool> isChange = generator.optimizer().isChange(part.tf(), part.done());
    List<Op> operations = new ArrayList<>(update);
    for (Regularization regularization : gan.regularization()) {
      operations.addAll(
          RegularizationRules.afterGenerator(
              part.tf().withControlDependencies(List.copyOf(operations)),
              regularization,
              changes,
              isChange,
              averages));
    }
    return operations;
  }

  Step evaluate(Part part) {
    Ops tf = part.tf();
    RandomStream random = inputs.random("validation", part.done());
    Map<Role, Operand<TFloat32>> batches = new EnumMap<>(Role.class);
    inputs.noise(tf, "validation/generator", inputs.validationCount(), random, batches);
    Tower fakes = fakes(part, Mode.INFERENCE, batches, random);
    List<Tower> judged = new ArrayList<>();
    judged.add(judged(part, Mode.INFERENCE, fakes, batches, random));
    if (part.kind().takesReal(gan.objective())) {
      inputs.validationReal(part, batches);
      judged.add(real(part, Mode.INFERENCE, batches, random));
    }
    Scores scores = scores(judged).across(part.reduce());
    AuxiliaryTerm auxiliary = auxiliary(tf, judged.get(0), scores, batches);
    Operand<TFloat32> loss = AuxiliaryTerm.added(tf, objective.generator(tf, scores), auxiliary);
    return new Step(
        List.of(part.kind()),
        List.of(),
        AuxiliaryTerm.joined(tf, objective.ofGenerator(tf, loss, scores), auxiliary),
        batches,
        List.of(),
        Map.of());
  }

  private @Nullable AuxiliaryTerm auxiliary(
      Ops tf, Tower fakes, Scores scores, Map<Role, Operand<TFloat32>> batches) {
    Operand<TFloat32> weights = scores.ofFake(tf, gan.auxiliary().generator());
    return AuxiliaryTerm.of(gan, tf, fakes, batches.get(Role.NOISE_LABELS), weights);
  }

  private Tower fakes(
      Part part, Mode mode, Map<Role, Operand<TFloat32>> batches, RandomStream random) {
    List<Operand<TFloat32>> taken =
        InputOrder.of(
            gan.generator(),
            requireNonNull(batches.get(Role.NOISE)),
            batches.get(Role.NOISE_LABELS));
    return generator.network().tower(part, mode, taken, random);
  }

  /** Returns the outputs for generated images and, if there are any, for real ones. */
  private static Scores scores(List<Tower> judged) {
    return new Scores(judged.size() > 1 ? judged.get(1).output() : null, judged.get(0).output());
  }

  /**
   * Returns a separate tower for real images: no gradient flows back through it, so it costs only a
   * forward pass.
   */
  private Tower real(
      Part part, Mode mode, Map<Role, Operand<TFloat32>> batches, RandomStream random) {
    Operand<TFloat32> images =
        JudgedImages.of(part.tf(), part, gan, mode, requireNonNull(batches.get(Role.REAL)), random);
    List<Operand<TFloat32>> taken =
        InputOrder.of(gan.discriminator(), images, batches.get(Role.REAL_LABELS));
    return discriminator.tower(part, mode, taken, random);
  }

  /** Returns a tower that judges images by the labels they were drawn for. */
  private Tower judged(
      Part part,
      Mode mode,
      Tower fakes,
      Map<Role, Operand<TFloat32>> batches,
      RandomStream random) {
    Operand<TFloat32> images = JudgedImages.of(part.tf(), part, gan, mode, fakes.output(), random);
    List<Operand<TFloat32>> taken =
        InputOrder.of(gan.discriminator(), images, batches.get(Role.NOISE_LABELS));
    return discriminator.tower(part, mode, taken, random);
  }
}
