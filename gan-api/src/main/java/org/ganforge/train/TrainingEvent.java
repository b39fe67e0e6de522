package org.ganforge.train;

import java.util.List;
import org.ganforge.data.Appearance;
import org.ganforge.layer.FloatTensor;
import org.jspecify.annotations.Nullable;

/** A fact about a run, reported to its listeners in order. */
public sealed interface TrainingEvent {
  /** Returns how many iterations are done. */
  long iteration();

  /**
   * Training starts, or resumes after {@code iteration} iterations.
   *
   * @param plan the training plan
   * @param iterations the iteration at which it ends
   * @param recording what is recorded
   * @param epochs how iterations map to epochs; null if they don't
   */
  record Started(
      long iteration,
      long iterations,
      TrainingPlan plan,
      RecordingPlan recording,
      @Nullable Epochs epochs)
      implements TrainingEvent {}

  /**
   * An iteration is done.
   *
   * @param images how many real and generated images the two networks have seen in this iteration
   */
  record IterationDone(
      long iteration, NetworkMetrics discriminator, NetworkMetrics generator, long images)
      implements TrainingEvent {}

  /**
   * The generator, in inference mode, has drawn samples from the run's fixed noise.
   *
   * @param images {@code [count, height, width, channels]}, or {@code [count, length]} for a
   *     network of rows
   * @param appearance how to display them
   */
  record Samples(long iteration, FloatTensor images, Appearance appearance)
      implements TrainingEvent {}

  /**
   * The discriminator, in inference mode, has judged the first real images of the data set and the
   * first of the samples, each filling half of a picture; reported after {@link Samples} if the
   * plan asks for it.
   *
   * @param real {@code [count, height, width, channels]}, or {@code [count, length]} for a network
   *     of rows
   * @param realScores the discriminator's outputs for them, {@code [count, 1]}
   * @param generated the generated images, in the same form as {@code real}
   * @param generatedScores the discriminator's outputs for them, {@code [count, 1]}
   * @param appearance how to display the images
   */
  record Scores(
      long iteration,
      FloatTensor real,
      FloatTensor realScores,
      FloatTensor generated,
      FloatTensor generatedScores,
      Appearance appearance)
      implements TrainingEvent {}

  /**
   * Samples have been measured as planned. Listeners that receive iterations late receive this
   * one's end afterwards.
   *
   * @param measurements in the plan's order
   */
  record Evaluated(long iteration, List<Measurement> measurements) implements TrainingEvent {
    /** Copies the list. */
    public Evaluated {
      measurements = List.copyOf(measurements);
    }
  }

  /**
   * Training ends.
   *
   * @param stopped whether it was stopped early on request
   */
  record Finished(long iteration, boolean stopped) implements TrainingEvent {}
}
