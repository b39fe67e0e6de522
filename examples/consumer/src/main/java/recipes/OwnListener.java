package recipes;

import java.nio.file.Path;
import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.GanTrainer;
import org.ganforge.data.HandwrittenDigits;
import org.ganforge.observe.ConsoleProgress;
import org.ganforge.observe.CsvLog;
import org.ganforge.observe.SampleGrids;
import org.ganforge.observe.TensorBoard;
import org.ganforge.train.RecordingPlan;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.ganforge.train.TrainingPlan;
import org.ganforge.zoo.ModelZoo;

/** Watches a training with listeners, as with Keras' callbacks: {@code java OwnListener.java [ITERATIONS]}. */
public final class OwnListener {
  /** Stops when the discriminator has won: it has recognised every image for a hundred iterations. */
  private static final class StopWhenWon implements TrainingListener {
    private final GanTrainer trainer;
    private int won;

    StopWhenWon(GanTrainer trainer) {
      this.trainer = trainer;
    }

    @Override
    public void on(TrainingEvent event) {
      if (event instanceof TrainingEvent.IterationDone done) {
        won = done.discriminator().training().accuracy() == 1 ? won + 1 : 0;
        if (won == 100) {
          trainer.stop();
        }
      }
    }
  }

  public static void main(String[] args) {
    long iterations = args.length > 0 ? Long.parseLong(args[0]) : 2000;
    Gan gan =
        ModelZoo.load("fashion-mlp")
            .withPlan(TrainingPlan.of().withIterations(iterations))
            .withRecording(RecordingPlan.of());
    Path here = Path.of("");
    try (GanTrainer trainer = GanBackend.find().open(gan, HandwrittenDigits.of(2000, 1));
        TensorBoard board = TensorBoard.of(here).withSpec(gan).withWeights(trainer::weights, 100)) {
      trainer.train(
          ConsoleProgress.of(System.out, false),
          CsvLog.of(here.resolve("log.csv")),
          SampleGrids.of(here),
          board,
          new StopWhenWon(trainer));
    }
  }
}
