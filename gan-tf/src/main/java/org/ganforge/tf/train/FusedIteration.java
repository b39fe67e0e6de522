package org.ganforge.tf.train;

import java.util.List;
import java.util.Map;
import org.ganforge.layer.FloatTensor;
import org.ganforge.tf.graph.Step;
import org.ganforge.tf.graph.StepKind;
import org.ganforge.train.BatchMetrics;
import org.ganforge.train.NetworkMetrics;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingPlan;

/** One turn each in a single run of the session; only the metrics come back. */
final class FusedIteration implements Iteration {
  private final TensorFlowTrainer trainer;
  private final Step step;
  private final int discriminatorUpdates;
  private final long images;

  FusedIteration(TensorFlowTrainer trainer) {
    this.trainer = trainer;
    this.step = trainer.session().graph().step(StepKind.ITERATION);
    TrainingPlan plan = trainer.gan().plan();
    this.discriminatorUpdates = plan.composition().isSeparate() ? 2 : 1;
    this.images = (long) plan.realCount() + plan.generatedCount() + plan.batchSize();
  }

  @Override
  public TrainingEvent.IterationDone run(long number) {
    FloatTensor metrics = trainer.fetch(step, Map.of(), trainer.nextIteration());
    BatchMetrics discriminator = at(metrics, 0);
    if (discriminatorUpdates == 2) {
      discriminator = BatchMetrics.mean(List.of(discriminator, at(metrics, 1)));
    }
    trainer.countUpdates(discriminatorUpdates, 1);
    return new TrainingEvent.IterationDone(
        number,
        new NetworkMetrics(discriminator, null, trainer.discriminatorUpdates()),
        new NetworkMetrics(at(metrics, discriminatorUpdates), null, trainer.generatorUpdates()),
        images);
  }

  private static BatchMetrics at(FloatTensor metrics, int update) {
    return new BatchMetrics(metrics.get(2 * update), metrics.get(2 * update + 1));
  }
}
