package recipes;

import java.nio.file.Path;
import org.ganforge.*;
import org.ganforge.data.*;
import org.ganforge.layer.*;
import org.ganforge.observe.*;
import org.ganforge.optimizer.*;
import org.ganforge.run.*;
import org.ganforge.train.*;

/** Trains a small GAN on digits that the program draws itself: {@code java FirstGan.java [ITERATIONS]}. */
public class FirstGan {
  public static void main(String[] args) {
    long iterations = args.length > 0 ? Long.parseLong(args[0]) : 3000;
    Sequential generator = Sequential.builder("generator").input(32)
        .add(Dense.of(7 * 7 * 32)).add(BatchNormalization.of()).add(LeakyReLU.of(0.2)).add(Reshape.of(7, 7, 32))
        .add(Conv2DTranspose.of(16, 4).withStrides(2).withPadding(Padding.SAME)).add(BatchNormalization.of()).add(LeakyReLU.of(0.2))
        .add(Conv2DTranspose.of(1, 4).withStrides(2).withPadding(Padding.SAME).withActivation(ActivationFunction.TANH))
        .build();
    Sequential discriminator = Sequential.builder("discriminator").input(28, 28, 1)
        .add(Conv2D.of(16, 4).withStrides(2).withPadding(Padding.SAME)).add(LeakyReLU.of(0.2)).add(Dropout.of(0.3))
        .add(Conv2D.of(32, 4).withStrides(2).withPadding(Padding.SAME)).add(LeakyReLU.of(0.2)).add(Dropout.of(0.3))
        .add(Flatten.of()).add(Dense.of(1).withActivation(ActivationFunction.SIGMOID)).build();
    Adam adam = Adam.of(5e-4).withBeta1(0.5);
    Gan gan = Gan.of("first-gan", generator, discriminator).withGeneratorOptimizer(adam).withDiscriminatorOptimizer(adam)
        .withPlan(TrainingPlan.of().withIterations(iterations));
    try (GanTrainer trainer = GanBackend.find().open(gan, HandwrittenDigits.of(2000, 1))) {
      trainer.train(ConsoleProgress.of(System.out, false));
      ImageGrid.of(trainer.sample(40, 7), ValueRange.MINUS_ONE_TO_ONE).withColumns(10).write(Path.of("digits.png"));
    }
  }
}
