package org.ganforge.tf.train;

import java.util.ArrayList;
import java.util.List;
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
  private final @Nullable Adaptive checks;

  ScheduledIteration(TensorFlowTrainer trainer) {
    this.trainer = trainer;
    this.plan = trainer.gan().plan();
    this.checks = plan.schedule() instanceof Adaptive adaptive ? adaptive : null;
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
      last.training = updates(turn);
      images += imagesOfTurn(turn);
      last.validation = checks == null ? null : check(checks, turn);
      history =
          history.after(turn, last.validation == null ? Double.NaN : last.validation.accuracy());
    }
    return new TrainingEvent.IterationDone(
        number,
        discriminator.metrics(trainer.discriminatorUpdates()),
        generator.metrics(trainer.generatorUpdates()),
        images);
  }

  private int batchesOfTurn() {
    return checks == null ? 1 : checks.updatesPerCheck();
  }

  private long imagesOfTurn(Turn turn) {
    long batch =
        turn == Turn.DISCRIMINATOR
            ? (long) plan.realCount() + plan.generatedCount()
            : plan.batchSize();
    return batch * batchesOfTurn();
  }

  private BatchMetrics updates(Turn turn) {
    List<BatchMetrics> updates = new ArrayList<>();
    for (int i = 0; i < batchesOfTurn(); i++) {
      if (turn == Turn.GENERATOR) {
        updates.add(trainer.run(StepKind.UPDATE_GENERATOR, null, null));
      } else if (plan.composition().isSeparate()) {
        updates.add(trainer.run(StepKind.UPDATE_DISCRIMINATOR_ON_REAL, null, null));
        updates.add(trainer.run(StepKind.UPDATE_DISCRIMINATOR_ON_FAKE, null, null));
      } else {
        updates.add(trainer.run(StepKind.UPDATE_DISCRIMINATOR, null, null));
      }
    }
    return BatchMetrics.mean(updates);
  }

  private BatchMetrics check(Adaptive schedule, Turn turn) {
    return trainer.run(
        turn == Turn.DISCRIMINATOR ? ofDiscriminator(schedule) : StepKind.EVALUATE_GENERATOR,
        null,
        null);
  }

  private static StepKind ofDiscriminator(Adaptive schedule) {
    int real = schedule.validationRealCount();
    if (real == 0) {
      return StepKind.EVALUATE_DISCRIMINATOR_ON_FAKE;
    }
    return real == schedule.validation()
        ? StepKind.EVALUATE_DISCRIMINATOR_ON_REAL
        : StepKind.EVALUATE_DISCRIMINATOR;
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
