package org.ganforge.examples.recipes;

import java.nio.file.Path;
import java.util.Objects;
import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.GanTrainer;
import org.ganforge.data.DatasetCatalogue;
import org.ganforge.data.ImageDataset;
import org.ganforge.json.GanJson;
import org.ganforge.observe.ConsoleProgress;
import org.ganforge.observe.CsvLog;
import org.ganforge.observe.SampleGrids;
import org.ganforge.observe.TensorBoard;
import org.ganforge.train.TrainingEvent;

/** Trains without a run directory, with listeners, which Keras calls callbacks. */
public final class WatchTraining {
  private WatchTraining() {}

  /**
   * Trains a spec and writes {@code log.csv}, pictures of samples and TensorBoard's event files.
   *
   * @param args the spec's file, and an existing folder
   */
  public static void main(String[] args) {
    Gan gan = GanJson.read(Path.of(args[0]));
    Path folder = Path.of(args[1]);
    ImageDataset images =
        DatasetCatalogue.standard().load(Objects.requireNonNull(gan.data().dataset()));
    try (GanTrainer trainer = GanBackend.find().open(gan, images);
        TensorBoard board =
            TensorBoard.of(folder).withSpec(gan).withWeights(trainer::weights, 10)) {
      trainer.train(
          ConsoleProgress.of(System.out, false),
          CsvLog.of(folder.resolve("log.csv")),
          SampleGrids.of(folder),
          board,
          // Like Keras' LambdaCallback: any lambda can be a listener.
          event -> {
            if (event instanceof TrainingEvent.IterationDone done
                && done.discriminator().training().accuracy() == 1) {
              trainer.stop();
            }
          });
    }
  }
}
