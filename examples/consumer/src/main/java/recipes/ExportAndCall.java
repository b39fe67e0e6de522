package recipes;

import java.nio.file.Path;
import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.GanTrainer;
import org.ganforge.data.HandwrittenDigits;
import org.ganforge.export.Export;
import org.ganforge.export.ExportFormat;
import org.ganforge.export.NetworkRole;
import org.ganforge.observe.ConsoleProgress;
import org.ganforge.observe.ImageGrid;
import org.ganforge.run.Generator;
import org.ganforge.train.TrainingPlan;
import org.ganforge.zoo.ModelZoo;

/**
 * Exports a generator for Python and Java, then draws with the export: {@code java ExportAndCall.java
 * [ITERATIONS]}.
 */
public final class ExportAndCall {
  public static void main(String[] args) {
    long iterations = args.length > 0 ? Long.parseLong(args[0]) : 2000;
    Gan gan =
        ModelZoo.load("fashion-mlp").withPlan(TrainingPlan.of().withIterations(iterations));
    Path exported = Path.of("exported");
    try (GanTrainer trainer = GanBackend.find().open(gan, HandwrittenDigits.of(2000, 1))) {
      trainer.train(ConsoleProgress.of(System.out, false));
      trainer.export(
          Export.of(NetworkRole.GENERATOR)
              .withFormats(ExportFormat.SAVED_MODEL, ExportFormat.KERAS),
          exported);
    }
    // Any other program can do this: it needs neither the trainer nor the images.
    try (Generator generator = Generator.load(exported)) {
      ImageGrid.of(generator.sample(40, 7), generator.gan().appearance())
          .withColumns(10)
          .write(Path.of("from-export.png"));
    }
  }
}
