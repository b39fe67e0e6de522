package recipes;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.GanTrainer;
import org.ganforge.data.HandwrittenDigits;
import org.ganforge.data.ImageDataset;
import org.ganforge.observe.ImageGrid;
import org.ganforge.train.TrainingPlan;
import org.ganforge.zoo.ModelZoo;

/** Trains two GANs at the same time, each in its own thread: {@code java TwoTrainers.java [ITERATIONS]}. */
public final class TwoTrainers {
  public static void main(String[] args) throws InterruptedException, ExecutionException {
    long iterations = args.length > 0 ? Long.parseLong(args[0]) : 1000;
    ImageDataset images = HandwrittenDigits.of(2000, 1);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> trainings =
          List.of(
              threads.submit(() -> train(images, iterations, 1)),
              threads.submit(() -> train(images, iterations, 2)));
      for (Future<?> training : trainings) {
        training.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  /** A trainer is opened, used and closed by one thread. */
  private static void train(ImageDataset images, long iterations, long seed) {
    Gan gan =
        ModelZoo.load("fashion-mlp")
            .withPlan(TrainingPlan.of().withIterations(iterations).withSeed(seed));
    try (GanTrainer trainer = GanBackend.find().open(gan, images)) {
      trainer.train();
      ImageGrid.of(trainer.sample(40, 7), gan.appearance())
          .withColumns(10)
          .write(Path.of("seed-" + seed + ".png"));
    }
  }
}
