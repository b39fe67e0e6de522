package org.ganforge.train;

import java.util.List;
import org.ganforge.data.Appearance;
import org.ganforge.layer.FloatTensor;
import org.jspecify.annotations.Nullable;

/** A fact about a run, told to its listeners in the order in which things happen. */
public sealed interface TrainingEvent {
  /** Returns how many iterations are done. */
  long iteration();

  /**
   * Training begins, or goes on after {@code iteration} iterations.
   *
   * @param plan what is going to happen
   * @param iterations the iteration at which it ends
   * @param recording what is kept of it
   * @param epochs how its iterations count in epochs; null where they do not
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
   * @param images how many real and generated images the two networks have seen in it
   */
  record IterationDone(
      long iteration, NetworkMetrics discriminator, NetworkMetrics generator, long images)
      implements TrainingEvent {}

  /**
   * The generator, in inference mode, has drawn samples from the run's fixed noise.
   *
   * @param images {@code [count, height, width, channels]}, or {@code [count, length]} for a
   *     network of rows
   * @param appearance how they are shown
   */
  record Samples(long iteration, FloatTensor images, Appearance appearance)
      implements TrainingEvent {}

  /**
   * The discriminator, in inference mode, has judged the first real images of the data set and the
   * first of the samples, half of a picture each; told after {@link Samples} where the plan asks
   * for it.
   *
   * @param real {@code [count, height, width, channels]}, or {@code [count, length]} for a network
   *     of rows
   * @param realScores the discriminator's outputs for them, {@code [count, 1]}
   * @param generated of the same form as {@code real}
   * @param generatedScores likewise
   * @param appearance how the images are shown
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
   * Samples have been measured as the plan asks; whoever hears of iterations later hears of theirs
   * after this.
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
   * @param stopped whether it was asked to stop before its end
   */
  record Finished(long iteration, boolean stopped) implements TrainingEvent {}
}
