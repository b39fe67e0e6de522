package org.ganforge.tf.graph;

import java.util.List;
import org.ganforge.Gan;
import org.ganforge.tf.distributed.AllReduce;
import org.ganforge.tf.distributed.Replica;
import org.ganforge.tf.distributed.Replicas;
import org.ganforge.tf.objective.ObjectiveCompiler;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.op.Ops;

/** Builds the steps of a GAN over existing variables. */
final class StepCompiler {
  private final Ops tf;
  private final Replicas replicas;
  private final Replica replica;
  private final TrainedNetwork generator;
  private final TrainedNetwork discriminator;
  private final StepNumbers numbers = new StepNumbers();
  private final GeneratorSteps ofGenerator;
  private final DiscriminatorSteps ofDiscriminator;

  /**
   * Takes the networks of a GAN.
   *
   * @param images the data set, or null if every batch is fed
   * @param lossScale the factor that gradients are multiplied by while they are computed
   * @param replica whose steps these are
   */
  StepCompiler(
      Gan gan,
      Graph graph,
      Ops tf,
      TrainedNetwork generator,
      TrainedNetwork discriminator,
      @Nullable RealBatches images,
      float lossScale,
      Replicas replicas,
      Replica replica) {
    StepInputs inputs = new StepInputs(gan, images, replica);
    ObjectiveCompiler objective = new ObjectiveCompiler(gan.objective(), gan.keras());
    this.tf = tf;
    this.replicas = replicas;
    this.replica = replica;
    this.generator = generator;
    this.discriminator = discriminator;
    this.ofGenerator =
        new GeneratorSteps(
            gan, graph, generator, discriminator.network(), inputs, objective, lossScale);
    this.ofDiscriminator =
        new DiscriminatorSteps(
            gan, graph, generator.network(), discriminator, inputs, objective, lossScale);
  }

  /** Returns one step that does all of these, in order. */
  Step compile(List<StepKind> kinds) {
    PartSequence sequence =
        new PartSequence(tf, kinds, new AllReduce(replicas, replica, numbers.of(kinds)));
    for (StepKind kind : kinds) {
      Part part = sequence.next(kind.isOfGenerator() ? generator : discriminator);
      sequence.add(compile(part));
    }
    return sequence.step();
  }

  private Step compile(Part part) {
    return switch (part.kind()) {
      case UPDATE_DISCRIMINATOR, UPDATE_DISCRIMINATOR_ON_REAL, UPDATE_DISCRIMINATOR_ON_FAKE ->
          ofDiscriminator.update(part);
      case UPDATE_GENERATOR -> ofGenerator.update(part);
      case EVALUATE_DISCRIMINATOR, EVALUATE_DISCRIMINATOR_ON_REAL, EVALUATE_DISCRIMINATOR_ON_FAKE ->
          ofDiscriminator.evaluate(part);
      case EVALUATE_GENERATOR -> ofGenerator.evaluate(part);
    };
  }
}
