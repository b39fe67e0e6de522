package org.ganforge.tf.graph;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.tf.layer.Mode;
import org.ganforge.tf.loss.LossCompiler;
import org.ganforge.tf.loss.Scores;
import org.ganforge.tf.noise.RandomStream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
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
    LossCompiler losses,
    float lossScale) {

  Step update(Part part) {
    Ops tf = part.tf();
    RandomStream random = inputs.random("discriminator", part.done());
    Map<Role, Operand<TFloat32>> batches = new EnumMap<>(Role.class);
    if (part.kind().takesReal()) {
      batches.put(Role.REAL, inputs.real(part));
    }
    Tower fakes = null;
    if (part.kind().takesNoise()) {
      int count = gan.plan().generatedCount();
      Operand<TFloat32> noise = inputs.noise(tf, "discriminator/noise", count, random);
      batches.put(Role.NOISE, noise);
      fakes = generator.tower(tf, part.reads(), modeOfFakes(), noise, random);
    }
    JoinedBatch batch =
        JoinedBatch.of(tf, batches.get(Role.REAL), fakes == null ? null : fakes.output());
    Tower tower =
        discriminator.network().tower(tf, part.reads(), Mode.TRAINING, batch.images(), random);
    Scores scores = batch.scores(tf, tower.output());
    Operand<TFloat32> loss = losses.discriminator(tf, scores);
    Update update =
        UpdateCompiler.of(graph, part, discriminator.optimizer(), lossScale)
            .compile(part.label(), loss, tower, fakes == null ? List.of() : List.of(fakes));
    return new Step(
        List.of(part.kind()),
        update.operations(),
        metrics(tf, loss, scores),
        batches,
        probes(tf, batches, fakes, tower, loss, update));
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
      batches.put(Role.REAL, inputs.validationReal(part));
    }
    Operand<TFloat32> fake = null;
    if (part.kind().takesNoise()) {
      int count = inputs.validationCount() - inputs.validationRealCount();
      Operand<TFloat32> noise = inputs.noise(tf, "validation/discriminator/noise", count, random);
      batches.put(Role.NOISE, noise);
      fake = generator.tower(tf, part.reads(), Mode.INFERENCE, noise, random).output();
    }
    JoinedBatch batch = JoinedBatch.of(tf, batches.get(Role.REAL), fake);
    Operand<TFloat32> output =
        discriminator
            .network()
            .tower(tf, part.reads(), Mode.INFERENCE, batch.images(), random)
            .output();
    Scores scores = batch.scores(tf, output);
    return new Step(
        List.of(part.kind()),
        List.of(),
        metrics(tf, losses.discriminator(tf, scores), scores),
        batches,
        List.of());
  }

  private Mode modeOfFakes() {
    return switch (gan.plan().fakes()) {
      case TRAINING -> Mode.TRAINING;
      case INFERENCE -> Mode.INFERENCE;
    };
  }

  private Operand<TFloat32> metrics(Ops tf, Operand<TFloat32> loss, Scores scores) {
    Operand<TFloat32> labels = scores.labels(tf, losses.realLabel(), losses.fakeLabel());
    return tf.stack(List.of(loss, losses.accuracy(tf, labels, scores.joined(tf))));
  }
}
