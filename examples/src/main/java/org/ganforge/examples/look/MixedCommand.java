package org.ganforge.examples.look;

import java.nio.file.Path;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.option.OutputFile;
import org.ganforge.examples.option.RunLines;
import org.ganforge.examples.option.TrainedRunArgument;
import org.ganforge.observe.ImageGrid;
import org.ganforge.observe.MixedImages;
import org.ganforge.run.TrainedRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gan mixed}: real and generated images in one picture, and the answers. */
@Command(
    name = "mixed",
    description = {
      "Mixes real images with samples of a run: can you tell them apart?",
      "The real images are those used in training; --images or --data says where they are now.",
      "A second picture beside the first, FILE-answers.png, has the samples outlined in red."
          + " Existing files are replaced."
    },
    footer = "  ./gan mixed runs/00000-mnist-dcgan --count 40 --seed 7")
public final class MixedCommand implements Runnable {
  /** Wide enough for the outlines, so that the two pictures differ only in these. */
  private static final int GAP = 6;

  private final Console console;

  @Mixin private TrainedRunArgument run = new TrainedRunArgument();
  @Mixin private MixedOptions mixing = new MixedOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "where the picture goes, a .png; default: mixed-SEED.png in the run")
  private @Nullable Path out;

  /** Creates the verb, which prints on the console. */
  public MixedCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    mixing.check(run.open().info().gan());
    Path usual = run.open().directory().path().resolve("mixed-" + mixing.seed() + ".png");
    Path file = OutputFile.checked(out == null ? usual : out, ".png");
    Path answers = OutputFile.beside(file, "-answers.png");
    try (TrainedRun trained = run.load(console)) {
      MixedImages mixed = mixing.images(run.open(), trained, console).images();
      ImageGrid grid = mixing.grid(mixed, trained).withGap(GAP);
      grid.write(file);
      grid.withAnnotations(mixed.outlines()).write(answers);
      console.line(
          Console.count(mixing.count(), "image")
              + ", seed "
              + mixing.seed()
              + ", "
              + RunLines.age(trained)
              + ": "
              + file);
      console.line("the samples outlined in red: " + answers);
    }
  }
}
