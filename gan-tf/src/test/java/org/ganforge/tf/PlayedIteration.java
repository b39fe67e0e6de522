package org.ganforge.tf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.train.Adaptive;
import org.ganforge.train.BatchMetrics;
import org.ganforge.train.History;
import org.ganforge.train.Schedule;
import org.ganforge.train.TrainingPlan;
import org.ganforge.train.Turn;

/**
 * One line of a training log, computed from the steps of an iteration.
 *
 * @param discriminator the mean of the updates in the discriminator's last turn
 * @param generator the result of the generator's last turn
 * @param discriminatorCheck the result of the discriminator's last check
 * @param generatorCheck the result of the generator's last check
 * @param discriminatorBatches the discriminator's updates so far
 * @param generatorBatches the generator's updates so far
 */
record PlayedIteration(
    BatchMetrics discriminator,
    BatchMetrics generator,
    BatchMetrics discriminatorCheck,
    BatchMetrics generatorCheck,
    int discriminatorBatches,
    int generatorBatches) {
  private static final BatchMetrics NONE = new BatchMetrics(Double.NaN, Double.NaN);

  static PlayedIteration start() {
    return new PlayedIteration(NONE, NONE, NONE, NONE, 0, 0);
  }

  /** Returns the next line. */
  PlayedIteration after(List<PlayedStep> steps, TrainingPlan plan) {
    List<BatchMetrics> discriminators = metrics(steps, true, true);
    List<BatchMetrics> generators = metrics(steps, false, true);
    return new PlayedIteration(
        mean(discriminators, updatesOfTurn(plan, true)),
        mean(generators, updatesOfTurn(plan, false)),
        last(metrics(steps, true, false)),
        last(metrics(steps, false, false)),
        discriminatorBatches + discriminators.size(),
        generatorBatches + generators.size());
  }

  private static List<BatchMetrics> metrics(
      List<PlayedStep> steps, boolean discriminator, boolean update) {
    return steps.stream()
        .filter(s -> s.discriminator() == discriminator && s.update() == update)
        .map(PlayedStep::metrics)
        .toList();
  }

  private static int updatesOfTurn(TrainingPlan plan, boolean discriminator) {
    int batches = plan.schedule() instanceof Adaptive adaptive ? adaptive.updatesPerCheck() : 1;
    return discriminator && plan.composition().isSeparate() ? 2 * batches : batches;
  }

  private static BatchMetrics mean(List<BatchMetrics> metrics, int last) {
    return BatchMetrics.mean(metrics.subList(metrics.size() - last, metrics.size()));
  }

  private static BatchMetrics last(List<BatchMetrics> metrics) {
    return metrics.isEmpty() ? NONE : metrics.get(metrics.size() - 1);
  }

  /** Returns the columns by name; those of checks only if there are any. */
  Map<String, Double> row(boolean checked) {
    Map<String, Double> row = new LinkedHashMap<>();
    put(row, "d", discriminator);
    put(row, "g", generator);
    if (checked) {
      put(row, "d_val", discriminatorCheck);
      put(row, "g_val", generatorCheck);
      row.put("d_batches", (double) discriminatorBatches);
      row.put("g_batches", (double) generatorBatches);
    }
    return row;
  }

  private static void put(Map<String, Double> row, String prefix, BatchMetrics metrics) {
    row.put(prefix + "_loss", metrics.loss());
    row.put(prefix + "_accuracy", metrics.accuracy());
  }

  /** Returns the turns that Keras took, each with all its updates. */
  static List<Turn> turns(List<PlayedStep> steps, TrainingPlan plan) {
    List<Turn> turns = new ArrayList<>();
    int updates = 0;
    for (PlayedStep step : steps) {
      updates += step.update() ? 1 : 0;
      if (updates == updatesOfTurn(plan, step.discriminator())) {
        turns.add(step.discriminator() ? Turn.DISCRIMINATOR : Turn.GENERATOR);
        updates = 0;
      }
    }
    turns.add(Turn.END_OF_ITERATION);
    return turns;
  }

  /** Returns the turns that a schedule takes, given the same checks. */
  static List<Turn> turns(Schedule schedule, List<PlayedStep> steps) {
    List<Double> checks =
        steps.stream().filter(s -> !s.update()).map(s -> s.metrics().accuracy()).toList();
    List<Turn> turns = new ArrayList<>();
    History history = History.start();
    do {
      turns.add(schedule.next(history));
      int done = turns.size() - 1;
      Turn turn = turns.get(done);
      history = history.after(turn, done < checks.size() ? checks.get(done) : Double.NaN);
    } while (turns.get(turns.size() - 1) != Turn.END_OF_ITERATION && turns.size() <= steps.size());
    return turns;
  }
}
