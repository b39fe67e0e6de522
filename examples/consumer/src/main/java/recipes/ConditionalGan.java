package recipes;

import java.nio.file.Path;
import java.util.List;
import org.ganforge.Batch;
import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.GanTrainer;
import org.ganforge.Model;
import org.ganforge.data.HandwrittenDigits;
import org.ganforge.data.ValueRange;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Concatenate;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Embedding;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.Input;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.Symbol;
import org.ganforge.observe.ConsoleProgress;
import org.ganforge.observe.ImageGrid;
import org.ganforge.train.TrainingPlan;

/** Draws a digit on request: {@code java ConditionalGan.java [ITERATIONS]}. */
public final class ConditionalGan {
  public static void main(String[] args) {
    long iterations = args.length > 0 ? Long.parseLong(args[0]) : 3000;
    Gan gan =
        Gan.of("conditional", generator(), discriminator())
            .withPlan(TrainingPlan.of().withIterations(iterations));
    try (GanTrainer trainer = GanBackend.find().open(gan, HandwrittenDigits.of(2000, 1))) {
      trainer.train(ConsoleProgress.of(System.out, false));
      Batch sevens = Batch.of(trainer.noise(10, 1)).withLabel(7);
      ImageGrid.of(trainer.generate(sevens), ValueRange.MINUS_ONE_TO_ONE)
          .withColumns(10)
          .write(Path.of("sevens.png"));
    }
  }

  private static Model generator() {
    Input noise = Input.Noise.of(64);
    Input label = Input.Label.of(10);
    Symbol digit = Flatten.of().on(Embedding.of(10, 16).on(label));
    Symbol hidden = Dense.of(256).on(Concatenate.of().on(noise, digit));
    Symbol pixels =
        Dense.of(28 * 28).withActivation(ActivationFunction.TANH).on(LeakyReLU.of(0.2).on(hidden));
    return Model.of("generator", List.of(noise, label), Reshape.of(28, 28, 1).on(pixels));
  }

  private static Model discriminator() {
    Input image = Input.Image.of(28, 28, 1);
    Input label = Input.Label.of(10);
    Symbol digit = Flatten.of().on(Embedding.of(10, 16).on(label));
    Symbol hidden = Dense.of(256).on(Concatenate.of().on(Flatten.of().on(image), digit));
    Symbol verdict =
        Dense.of(1).withActivation(ActivationFunction.SIGMOID).on(LeakyReLU.of(0.2).on(hidden));
    return Model.of("discriminator", List.of(image, label), verdict);
  }
}
