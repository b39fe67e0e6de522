package org.ganforge.tf.train;

import org.ganforge.tf.graph.StepKind;
import org.ganforge.train.Adaptive;
import org.ganforge.train.BatchMetrics;
import org.ganforge.train.History;
import org.ganforge.train.NetworkMetrics;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingPlan;
import org.ganforge.train.Turn;
import org.jspecify.annotations.Nullable;

/** Turn by turn, as the schedule decides; with checks in between where the schedule wants them. */
final class ScheduledIteration implements Iteration {
  private final TensorFlowTrainer trainer;
  private final TrainingPlan plan;
  private final boolean checks;

  ScheduledIteration(TensorFlowTrainer trainer) {
    this.trainer = trainer;
    this.plan = trainer.gan().plan();
    this.checks = plan.schedule() instanceof Adaptive;
  }

  @Override
  public TrainingEvent.IterationDone run(long number) {
    Last discriminator = new Last();
    Last generator = new Last();
    History history = History.start();
    long images = 0;
    for (Turn turn = plan.schedule().next(history);
        turn != Turn.END_OF_ITERATION;
        turn = plan.schedule().next(history)) {
      Last last = turn == Turn.DISCRIMINATOR ? discriminator : generator;
      last.training = turn == Turn.DISCRIMINATOR ? discriminatorTurn() : generatorTurn();
      images += turn == Turn.DISCRIMINATOR ? imagesOfTurn() : plan.batchSize();
      last.validation = checks ? check(turn) : null;
      history =
          history.after(turn, last.validation == null ? Double.NaN : last.validation.accuracy());
    }
    return new TrainingEvent.IterationDone(
        number,
        discriminator.metrics(trainer.discriminatorUpdates()),
        generator.metrics(trainer.generatorUpdates()),
        images);
  }

  private long imagesOfTurn() {
    return 2L * plan.composition().realCount(plan.batchSize());
  }

  private BatchMetrics discriminatorTurn() {
    if (plan.composition().isSeparate()) {
      BatchMetrics real = trainer.run(StepKind.UPDATE_DISCRIMINATOR_ON_REAL, null, null);
      return real.mean(trainer.run(StepKind.UPDATE_DISCRIMINATOR_ON_FAKE, null, null));
    }
    return trainer.run(StepKind.UPDATE_DISCRIMINATOR, null, null);
  }

  private BatchMetrics generatorTurn() {
    return trainer.run(StepKind.UPDATE_GENERATOR, null, null);
  }

  private BatchMetrics check(Turn turn) {
    StepKind kind =
        turn == Turn.DISCRIMINATOR ? StepKind.EVALUATE_DISCRIMINATOR : StepKind.EVALUATE_GENERATOR;
    return trainer.run(kind, null, null);
  }

  /** The last turn and check of one network. */
  private static final class Last {
    private BatchMetrics training = new BatchMetrics(Double.NaN, Double.NaN);
    private @Nullable BatchMetrics validation;

    private NetworkMetrics metrics(long updates) {
      return new NetworkMetrics(training, validation, updates);
    }
  }
}
