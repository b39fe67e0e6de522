package org.ganforge.tf.graph;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.tf.layer.Mode;
import org.ganforge.tf.noise.RandomStream;
import org.ganforge.tf.objective.ObjectiveCompiler;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Builds the generator's updates and checks.
 *
 * @param lossScale what gradients are multiplied by on their way
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
    Tower scores = judged(part, Mode.FROZEN, fakes, batches, random);
    Operand<TFloat32> loss = objective.generator(tf, scores.output());
    Update update =
        UpdateCompiler.of(graph, part, generator.optimizer(), lossScale)
            .compile(part.label(), loss, fakes, List.of(scores));
    Probes probes = new Probes(gan);
    probes.batches(tf, batches);
    probes.tower(gan.generator(), fakes);
    probes.tower(gan.discriminator(), scores);
    probes.update(gan.generator(), loss, generator.optimizer(), update);
    return new Step(
        List.of(part.kind()),
        update.operations(),
        objective.metrics(tf, loss, scores.output()),
        batches,
        probes.inOrder());
  }

  Step evaluate(Part part) {
    Ops tf = part.tf();
    RandomStream random = inputs.random("validation", part.done());
    Map<Role, Operand<TFloat32>> batches = new EnumMap<>(Role.class);
    inputs.noise(tf, "validation/generator", inputs.validationCount(), random, batches);
    Tower fakes = fakes(part, Mode.INFERENCE, batches, random);
    Operand<TFloat32> output = judged(part, Mode.INFERENCE, fakes, batches, random).output();
    return new Step(
        List.of(part.kind()),
        List.of(),
        objective.metrics(tf, objective.generator(tf, output), output),
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
    return generator.network().tower(part.tf(), part.reads(), mode, taken, random);
  }

  /** The discriminator judges images by the labels that they were drawn for. */
  private Tower judged(
      Part part,
      Mode mode,
      Tower fakes,
      Map<Role, Operand<TFloat32>> batches,
      RandomStream random) {
    List<Operand<TFloat32>> taken =
        InputOrder.of(gan.discriminator(), fakes.output(), batches.get(Role.NOISE_LABELS));
    return discriminator.tower(part.tf(), part.reads(), mode, taken, random);
  }
}
