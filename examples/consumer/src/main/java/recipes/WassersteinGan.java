package recipes;

import java.nio.file.Path;
import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.GanTrainer;
import org.ganforge.Sequential;
import org.ganforge.data.HandwrittenDigits;
import org.ganforge.data.ValueRange;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Reshape;
import org.ganforge.objective.Wasserstein;
import org.ganforge.observe.ConsoleProgress;
import org.ganforge.observe.ImageGrid;
import org.ganforge.optimizer.Adam;
import org.ganforge.penalty.GradientPenalty;
import org.ganforge.train.Alternating;
import org.ganforge.train.TrainingPlan;

/** A WGAN-GP, after Gulrajani et al. 2017: {@code java WassersteinGan.java [ITERATIONS]}. */
public final class WassersteinGan {
  public static void main(String[] args) {
    long iterations = args.length > 0 ? Long.parseLong(args[0]) : 2000;
    Sequential generator =
        Sequential.builder("generator")
            .input(64)
            .add(Dense.of(7 * 7 * 32))
            .add(LeakyReLU.of(0.2))
            .add(Reshape.of(7, 7, 32))
            .add(Conv2DTranspose.of(16, 4).withStrides(2).withPadding(Padding.SAME))
            .add(LeakyReLU.of(0.2))
            .add(
                Conv2DTranspose.of(1, 4)
                    .withStrides(2)
                    .withPadding(Padding.SAME)
                    .withActivation(ActivationFunction.TANH))
            .build();
    // A score may be any number, so the last layer has no activation. The penalty looks at the
    // gradient of each image's score, so nothing is normalized across a batch.
    Sequential critic =
        Sequential.builder("critic")
            .input(28, 28, 1)
            .add(Conv2D.of(16, 4).withStrides(2).withPadding(Padding.SAME))
            .add(LeakyReLU.of(0.2))
            .add(Conv2D.of(32, 4).withStrides(2).withPadding(Padding.SAME))
            .add(LeakyReLU.of(0.2))
            .add(Flatten.of())
            .add(Dense.of(1))
            .build();
    Adam adam = Adam.of(2e-4).withBeta1(0.5).withBeta2(0.9);
    Gan gan =
        Gan.of("wgan-gp", generator, critic)
            .withPenalties(GradientPenalty.of())
            .withObjective(Wasserstein.of())
            .withGeneratorOptimizer(adam)
            .withDiscriminatorOptimizer(adam)
            .withPlan(
                TrainingPlan.of()
                    .withIterations(iterations)
                    .withSchedule(Alternating.of().withDiscriminatorTurns(5)));
    try (GanTrainer trainer = GanBackend.find().open(gan, HandwrittenDigits.of(2000, 1))) {
      trainer.train(ConsoleProgress.of(System.out, false));
      ImageGrid.of(trainer.sample(40, 7), ValueRange.MINUS_ONE_TO_ONE)
          .withColumns(10)
          .write(Path.of("wgan-gp.png"));
    }
  }
}
