package org.ganforge.examples.look;

import java.nio.file.Path;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.Json;
import org.ganforge.examples.option.OutputFile;
import org.ganforge.examples.option.RunImagesOptions;
import org.ganforge.examples.option.TrainedRunArgument;
import org.ganforge.internal.Checks;
import org.ganforge.observe.CoverageChart;
import org.ganforge.run.Evaluation;
import org.ganforge.run.Run;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gan evaluate}: which classes a run draws, and how often. */
@Command(
    name = "evaluate",
    description = {
      "Counts how many samples of a run show each class of its data set, beside the share of each"
          + " class in the real images.",
      "A small classifier tells the classes: this program trains it on the real images the first time"
          + " and keeps it in its cache. What it is not sure of counts as no class: noise, blank and"
          + " grey images, and strokes that are no digit.",
      "In what that classifier sees, distances, precision, recall, density and coverage say how like"
          + " real images the samples are, each beside what other real images get; and the share of"
          + " samples that are copies of a learned image is counted."
    })
public final class EvaluateCommand implements Runnable {
  private final Console console;

  @Mixin private TrainedRunArgument run = new TrainedRunArgument();
  @Mixin private RunImagesOptions files = new RunImagesOptions();

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "how many samples are judged; default: ${DEFAULT-VALUE}")
  private int count = 10_000;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "the same seed draws the same samples; default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "where the bars go, a .png; default: coverage.png in the run")
  private @Nullable Path out;

  @Option(names = "--json", description = "print JSON, for programs")
  private boolean json;

  /** Makes the verb, which prints on the console. */
  public EvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Checks.positive("--count", count);
    Console progress = json ? console.forProgressOnly() : console;
    Run opened = files.apply(run.open(console, progress), progress);
    Path usual = opened.directory().path().resolve("coverage.png");
    Path file = OutputFile.checked(out == null ? usual : out, ".png");
    Evaluation evaluation = opened.evaluate(run::toLookAt, count, seed);
    EvaluationText text = new EvaluationText(opened.directory(), opened.info(), evaluation);
    InvalidInputException undrawn = draw(text, file);
    // Minutes of work are told even where the picture cannot be drawn.
    if (json) {
      console.line(Json.text(text.json(undrawn == null ? file : null)));
    } else {
      text.tell(console, undrawn == null ? file : null);
    }
    if (undrawn != null) {
      throw undrawn;
    }
  }

  private static @Nullable InvalidInputException draw(EvaluationText text, Path file) {
    try {
      CoverageChart.of(
              text.names(),
              EvaluationText.shares(text.evaluation().samples()),
              EvaluationText.shares(text.evaluation().data()))
          .write(file);
      return null;
    } catch (InvalidInputException e) {
      return e;
    }
  }
}
