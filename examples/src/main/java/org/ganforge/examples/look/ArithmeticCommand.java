package org.ganforge.examples.look;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.ganforge.Batch;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.option.DrawnImages;
import org.ganforge.examples.option.OutputFile;
import org.ganforge.examples.option.RunLines;
import org.ganforge.examples.option.TrainedRunArgument;
import org.ganforge.json.record.RunInfo;
import org.ganforge.latent.LatentVectors;
import org.ganforge.layer.FloatTensor;
import org.ganforge.observe.ImageGrid;
import org.ganforge.run.TrainedRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gan arithmetic}: what comes of the sum or the difference of two samples' noise. */
@Command(
    name = "arithmetic",
    description = {
      "Adds or subtracts the noise of two samples of a run, and shows both and what comes of it"
          + " side by side.",
      "A file of that name is replaced."
    })
public final class ArithmeticCommand implements Runnable {
  private final Console console;

  @Mixin private TrainedRunArgument run = new TrainedRunArgument();

  @Option(
      names = "--seeds",
      paramLabel = "A,B",
      required = true,
      converter = SeedPair.Converter.class,
      description =
          "the two samples, a and b; 7:12 is image 12 of 'sample --seed 7', counted from 0")
  private @Nullable SeedPair seeds;

  @Option(
      names = "--combine",
      paramLabel = "F",
      converter = Combination.Converter.class,
      description = "b-a, a-b or a+b; default: ${DEFAULT-VALUE}")
  private Combination combination = Combination.B_MINUS_A;

  @Option(
      names = RunClasses.LABEL,
      paramLabel = "C",
      description =
          "of a conditional run: the class of all three images, by its name or number; default: 0")
  private @Nullable String label;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "where the picture goes, a .png; default: arithmetic-A-B-b-a.png in the run")
  private @Nullable Path out;

  /** Makes the verb, which prints on the console. */
  public ArithmeticCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    SeedPair pair = Objects.requireNonNull(seeds);
    RunInfo info = run.open().info();
    RunClasses all = RunClasses.of(info);
    List<Integer> given = all.numbers(label == null ? List.of() : List.of(label));
    Path usual = run.open().directory().path().resolve(name(pair, given));
    Path file = OutputFile.checked(out == null ? usual : out, ".png");
    DrawnImages.checkPicture("images", 3, info.gan().imageShape(), 3);
    int shown = given.isEmpty() ? 0 : given.get(0);
    try (TrainedRun trained = run.load(console)) {
      FloatTensor a = pair.a().noise(trained.trainer());
      FloatTensor b = pair.b().noise(trained.trainer());
      Batch noise = Batch.of(LatentVectors.stack(a, b, combination.of(a, b)));
      Batch three = all.count() == 0 ? noise : noise.withLabel(shown);
      ImageGrid.of(trained.trainer().generate(three), trained.appearance())
          .withColumns(3)
          .write(file);
      console.line(
          "a = "
              + pair.a()
              + ", b = "
              + pair.b()
              + " and "
              + combination
              + (all.count() == 0 ? "" : " of " + all.text(List.of(shown)))
              + ", "
              + RunLines.age(trained)
              + ": "
              + file);
    }
  }

  private String name(SeedPair pair, List<Integer> classes) {
    String label = classes.isEmpty() ? "" : "-label-" + classes.get(0);
    return "arithmetic-" + pair.fileName() + "-" + combination + label + ".png";
  }
}
