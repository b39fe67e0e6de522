package org.ganforge.run;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.ganforge.Gan;
import org.ganforge.data.DatasetCatalogue;
import org.ganforge.data.ImageSource;
import org.ganforge.regularization.MovingAverage;
import org.jspecify.annotations.Nullable;

/**
 * What a program says about a run beside the run itself.
 *
 * @param images those that it brings; null where they are looked for
 * @param catalogue where they are looked for
 * @param folder where they are read from; null where the catalogue knows
 * @param command what started the run, word by word
 * @param retries how often a training that has diverged is rolled back
 * @param checkpoint which weights are looked at
 * @param trainedWeights whether the weights as they were trained are looked at, rather than their
 *     moving average
 * @param listener hears what happens
 */
record RunSettings(
    @Nullable ImageSource images,
    DatasetCatalogue catalogue,
    @Nullable Path folder,
    List<String> command,
    int retries,
    CheckpointChoice checkpoint,
    boolean trainedWeights,
    RunListener listener) {
  static RunSettings of() {
    return new RunSettings(
        null,
        DatasetCatalogue.standard(),
        null,
        List.of(),
        0,
        CheckpointChoice.newest(),
        false,
        event -> {});
  }

  RunSettings withImages(@Nullable ImageSource images) {
    return new RunSettings(
        images, catalogue, folder, command, retries, checkpoint, trainedWeights, listener);
  }

  RunSettings withCatalogue(DatasetCatalogue catalogue) {
    return new RunSettings(
        images, catalogue, folder, command, retries, checkpoint, trainedWeights, listener);
  }

  RunSettings withFolder(@Nullable Path folder) {
    return new RunSettings(
        images, catalogue, folder, command, retries, checkpoint, trainedWeights, listener);
  }

  RunSettings withCommand(List<String> command) {
    return new RunSettings(
        images, catalogue, folder, command, retries, checkpoint, trainedWeights, listener);
  }

  RunSettings withRetries(int retries) {
    return new RunSettings(
        images, catalogue, folder, command, retries, checkpoint, trainedWeights, listener);
  }

  RunSettings withCheckpoint(CheckpointChoice checkpoint) {
    return new RunSettings(
        images, catalogue, folder, command, retries, checkpoint, trainedWeights, listener);
  }

  RunSettings withTrainedWeights(boolean trainedWeights) {
    return new RunSettings(
        images, catalogue, folder, command, retries, checkpoint, trainedWeights, listener);
  }

  RunSettings withListener(RunListener listener) {
    return new RunSettings(
        images, catalogue, folder, command, retries, checkpoint, trainedWeights, listener);
  }

  /** Returns what opens the run's own model, or one that samples no average. */
  <T> Function<Gan, T> looking(Function<Gan, T> opener) {
    return trainedWeights ? gan -> opener.apply(withoutAverage(gan)) : opener;
  }

  private static Gan withoutAverage(Gan gan) {
    return gan.withRegularization(
        gan.regularization().stream()
            .map(one -> one instanceof MovingAverage own ? own.withSampled(false) : one)
            .toList());
  }

  /** Returns the folder as the record has it, wherever the program is called from. */
  @Nullable String recordedFolder() {
    return folder == null ? null : folder.toAbsolutePath().normalize().toString();
  }
}
