package org.ganforge.tf.graph;

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
    Operand<TFloat32> noise = inputs.noise(tf, "generator/noise", gan.plan().batchSize(), random);
    Tower fakes = generator.network().tower(tf, part.reads(), Mode.TRAINING, noise, random);
    Tower scores = discriminator.tower(tf, part.reads(), Mode.FROZEN, fakes.output(), random);
    Operand<TFloat32> loss = objective.generator(tf, scores.output());
    Update update =
        UpdateCompiler.of(graph, part, generator.optimizer(), lossScale)
            .compile(part.label(), loss, fakes, List.of(scores));
    Map<Role, Operand<TFloat32>> batches = Map.of(Role.NOISE, noise);
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
    Operand<TFloat32> noise =
        inputs.noise(tf, "validation/generator/noise", inputs.validationCount(), random);
    Operand<TFloat32> fake =
        generator.network().tower(tf, part.reads(), Mode.INFERENCE, noise, random).output();
    Operand<TFloat32> output =
        discriminator.tower(tf, part.reads(), Mode.INFERENCE, fake, random).output();
    return new Step(
        List.of(part.kind()),
        List.of(),
        objective.metrics(tf, objective.generator(tf, output), output),
        Map.of(Role.NOISE, noise),
        List.of());
  }
}
