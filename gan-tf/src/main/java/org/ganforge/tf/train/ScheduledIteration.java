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

/**
 * The turns of an iteration, in as few runs of the session as the schedule allows: all in one if
 * they are fixed; otherwise each with its check, on which the next turn depends.
 */
final class ScheduledIteration implements Iteration {
  /**
   * The graph contains every part of a run; more parts would take long to build and gain nothing.
   */
  static final int MOST_PARTS = 16;

  private final TensorFlowTrainer trainer;
  private final TrainingPlan plan;
  private final int mostParts;
  private final @Nullable Adaptive checks;

  ScheduledIteration(TensorFlowTrainer trainer) {
    this(trainer, MOST_PARTS);
  }

  /**
   * Makes an iteration.
   *
   * @param mostParts the most updates and checks in one run of the session
   */
  ScheduledIteration(TensorFlowTrainer trainer, int mostParts) {
    this.trainer = trainer;
    this.plan = trainer.gan().plan();
    this.mostParts = mostParts;
    this.checks = plan.schedule() instanceof Adaptive adaptive ? adaptive : null;
  }

  @Override
  public TrainingEvent.IterationDone run(long number) {
    Last discriminator = new Last();
    Last generator = new Last();
    History history = History.start();
    long images = 0;
    for (List<Turn> turns = next(history); !turns.isEmpty(); turns = next(history)) {
      List<BatchMetrics> metrics = play(turns);
      int from = 0;
      for (Turn turn : turns) {
        Last last = turn == Turn.DISCRIMINATOR ? discriminator : generator;
        int to = from + parts(turn).size();
        last.turn(metrics.subList(from, to), checks != null);
        from = to;
        images += imagesOfTurn(turn);
        history = history.after(turn, last.validationAccuracy());
      }
    }
    return new TrainingEvent.IterationDone(
        number,
        discriminator.metrics(trainer.discriminatorUpdates()),
        generator.metrics(trainer.generatorUpdates()),
        images);
  }

  /** Returns the turns to run together: up to the first check, on which the next turn depends. */
  private List<Turn> next(History history) {
    List<Turn> turns = new ArrayList<>();
    History ahead = history;
    Turn turn = plan.schedule().next(ahead);
    while (turn != Turn.END_OF_ITERATION && (turns.isEmpty() || checks == null)) {
      turns.add(turn);
      ahead = ahead.after(turn, Double.NaN);
      turn = checks == null ? plan.schedule().next(ahead) : Turn.END_OF_ITERATION;
    }
    return turns;
  }

  private List<BatchMetrics> play(List<Turn> turns) {
    List<StepKind> parts = turns.stream().flatMap(turn -> parts(turn).stream()).toList();
    List<BatchMetrics> metrics = new ArrayList<>();
    for (int from = 0; from < parts.size(); from += mostParts) {
      metrics.addAll(trainer.run(parts.subList(from, Math.min(parts.size(), from + mostParts))));
    }
    return metrics;
  }

  /** Returns the updates of a turn, and its check if the schedule has one. */
  private List<StepKind> parts(Turn turn) {
    List<StepKind> parts = new ArrayList<>();
    for (int i = 0; i < batchesOfTurn(); i++) {
      parts.addAll(StepKind.updates(turn, plan));
    }
    if (checks != null) {
      parts.add(StepKind.check(turn, checks));
    }
    return parts;
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

  /** The last turn and check of one network. */
  private static final class Last {
    private BatchMetrics training = new BatchMetrics(Double.NaN, Double.NaN);
    private @Nullable BatchMetrics validation;

    private void turn(List<BatchMetrics> parts, boolean checked) {
      int updates = parts.size() - (checked ? 1 : 0);
      training = BatchMetrics.mean(parts.subList(0, updates));
      validation = checked ? parts.get(updates) : null;
    }

    private double validationAccuracy() {
      return validation == null ? Double.NaN : validation.accuracy();
    }

    private NetworkMetrics metrics(long updates) {
      return new NetworkMetrics(training, validation, updates);
    }
  }
}
