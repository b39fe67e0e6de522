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
 * A program's settings for a run.
 *
 * @param images the images it supplies; null to find them
 * @param catalogue where to find them by name
 * @param folder where to read them from; null for the recorded place or the catalogue
 * @param command the command line that started the run, word by word
 * @param retries how often training that has diverged is rolled back
 * @param checkpoint which weights to use
 * @param trainedWeights whether to use the trained weights rather than their moving average
 * @param listener receives the run's events
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

  /** Returns the folder as recorded, independent of the working directory. */
  @Nullable String recordedFolder() {
    return folder == null ? null : folder.toAbsolutePath().normalize().toString();
  }
}
