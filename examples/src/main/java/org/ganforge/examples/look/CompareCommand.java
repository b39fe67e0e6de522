package org.ganforge.examples.look;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.Json;
import org.ganforge.examples.option.ComparedRunsArgument;
import org.ganforge.examples.option.OutputFile;
import org.ganforge.examples.option.RunImagesOptions;
import org.ganforge.internal.Checks;
import org.ganforge.run.Comparison;
import org.ganforge.run.Run;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gan compare}: which of several runs draws better images. */
@Command(
    name = "compare",
    description = {
      "Compares runs trained on the same images: samples of each in one picture, and a table of"
          + " what 'evaluate' measures, all by one classifier and against the same real images.",
      "It also prints how much each run's figures differ from the first one's, with 95 %%"
          + " confidence intervals, which cover the choice of images, but not training with another"
          + " seed."
    },
    footer = {
      "  ./gan compare runs/00000-mnist-dcgan runs/00001-mnist-dcgan",
      "  ./gan compare runs/00000-mnist-dcgan@1000 runs/00000-mnist-dcgan@best"
    })
public final class CompareCommand implements Runnable {
  private final Console console;

  @Mixin private ComparedRunsArgument runs = new ComparedRunsArgument();
  @Mixin private RunImagesOptions files = new RunImagesOptions();

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "how many samples of each run to evaluate; default: ${DEFAULT-VALUE}")
  private int count = 5_000;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "the same seed draws the same samples; default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "where the picture goes, a .png; default: compare.png in the first run")
  private @Nullable Path out;

  @Option(names = "--json", description = "print JSON, for programs")
  private boolean json;

  /** Creates the verb, which prints on the console. */
  public CompareCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Checks.positive("--count", count);
    Console progress = json ? console.forProgressOnly() : console;
    List<Run> opened = new ArrayList<>();
    for (Run run : runs.open(console, progress)) {
      opened.add(files.apply(run, progress));
    }
    Path usual = opened.get(0).directory().path().resolve("compare.png");
    Path file = OutputFile.checked(out == null ? usual : out, ".png");
    // Only JSON shows the deviations of a run's own figures.
    Comparison comparison = Comparison.of(opened, runs::toLookAt, count, seed, json);
    ComparisonText text = new ComparisonText(comparison, seed);
    InvalidInputException undrawn = draw(comparison, file);
    Path drawn = undrawn == null ? file : null;
    if (json) {
      console.line(Json.text(text.json(drawn)));
    } else {
      text.tell(console, drawn);
    }
    if (undrawn != null) {
      throw undrawn;
    }
  }

  private static @Nullable InvalidInputException draw(Comparison comparison, Path file) {
    try {
      comparison.grids().write(file);
      return null;
    } catch (InvalidInputException e) {
      return e;
    }
  }
}
