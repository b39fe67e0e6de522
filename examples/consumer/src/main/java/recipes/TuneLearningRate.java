package recipes;

import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.GanTrainer;
import org.ganforge.ImageClassifier;
import org.ganforge.data.HandwrittenDigits;
import org.ganforge.data.ImageDataset;
import org.ganforge.evaluate.ClassCoverage;
import org.ganforge.optimizer.Adam;
import org.ganforge.train.TrainingPlan;
import org.ganforge.zoo.ModelZoo;

/**
 * Trains with several learning rates, and several seeds of each, and prints which comes closest to
 * the data: {@code java TuneLearningRate.java [ITERATIONS]}. The first time it trains a classifier.
 */
public final class TuneLearningRate {
  public static void main(String[] args) {
    long iterations = args.length > 0 ? Long.parseLong(args[0]) : 1000;
    ImageDataset images = HandwrittenDigits.of(2000, 1);
    Gan gan = ModelZoo.load("fashion-mlp");
    GanBackend backend = GanBackend.find();
    double best = Double.POSITIVE_INFINITY;
    double bestRate = 0;
    try (ImageClassifier judge = backend.classifier(images)) {
      ClassCoverage data = ClassCoverage.of(images);
      for (double rate : new double[] {5e-5, 2e-4, 1e-3}) {
        Adam adam = Adam.of(rate).withBeta1(0.5);
        double sum = 0;
        for (long seed = 1; seed <= 2; seed++) {
          Gan tried =
              gan.withGeneratorOptimizer(adam)
                  .withDiscriminatorOptimizer(adam)
                  .withPlan(TrainingPlan.of().withIterations(iterations).withSeed(seed));
          try (GanTrainer trainer = backend.open(tried, images)) {
            trainer.train();
            sum += ClassCoverage.ofSamples(trainer, judge, 1000, 0).distanceFrom(data);
          }
        }
        System.out.println("learning rate " + rate + ": distance " + sum / 2);
        if (sum / 2 < best) {
          best = sum / 2;
          bestRate = rate;
        }
      }
    }
    System.out.println("best: " + bestRate);
  }
}
