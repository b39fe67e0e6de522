package recipes;

import java.nio.file.Path;
import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.data.HandwrittenDigits;
import org.ganforge.data.ImageDataset;
import org.ganforge.observe.ConsoleProgress;
import org.ganforge.run.Run;
import org.ganforge.train.CheckpointPlan;
import org.ganforge.train.RecordingPlan;
import org.ganforge.train.TrainingPlan;
import org.ganforge.zoo.ModelZoo;

/**
 * Trains into the directory {@code run}: {@code java RunAndResume.java [ITERATIONS]}. Stop it at any
 * moment; the next start resumes from the last checkpoint.
 */
public final class RunAndResume {
  public static void main(String[] args) {
    long iterations = args.length > 0 ? Long.parseLong(args[0]) : 2000;
    ImageDataset images = HandwrittenDigits.of(2000, 1);
    ConsoleProgress progress = ConsoleProgress.of(System.out, false);
    Path place = Path.of("run");
    if (Run.exists(place)) {
      Run.open(place).withImages(images).resume(GanBackend.find(), progress);
    } else {
      Gan gan =
          ModelZoo.load("fashion-mlp")
              .withPlan(TrainingPlan.of().withIterations(iterations))
              .withRecording(RecordingPlan.of().withCheckpoints(CheckpointPlan.of().withEvery(100)));
      Run.create(place, gan, images).train(GanBackend.find(), progress);
    }
  }
}
