package org.ganforge.examples.look;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.Json;
import org.ganforge.examples.option.OutputFile;
import org.ganforge.examples.option.RunImagesOptions;
import org.ganforge.examples.option.TrainedRunArgument;
import org.ganforge.internal.Checks;
import org.ganforge.json.record.RunInfo;
import org.ganforge.observe.CoverageChart;
import org.ganforge.observe.RunDirectory;
import org.ganforge.run.Evaluation;
import org.ganforge.run.Run;
import org.ganforge.train.EvaluationPlan;
import org.ganforge.train.Measure;
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
      "A small classifier tells the classes: this program trains it on the real images the first"
          + " time and keeps it in its cache. What it is not sure of counts as no class: noise,"
          + " blank and grey images, and strokes that are no digit.",
      "In what that classifier sees, distances, precision, recall, density and coverage say how"
          + " like real images the samples are, each beside what other real images get; and the"
          + " share of samples that are copies of a learned image is counted."
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

  @Option(
      names = "--all",
      description = "evaluate each checkpoint that is kept, and print a table of them")
  private boolean all;

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
    if (all) {
      evaluateAll(opened);
    } else {
      evaluate(opened);
    }
  }

  private void evaluateAll(Run opened) {
    refuseWithAll(run.chosen().orElse(out == null ? null : "--out"));
    List<Evaluation> rows = opened.evaluateAll(run::toLookAt, count, seed);
    RunDirectory directory = opened.directory();
    RunInfo info = opened.info();
    List<EvaluationText> texts =
        rows.stream().map(row -> new EvaluationText(directory, info, row)).toList();
    EvaluationTable table = EvaluationTable.ofCheckpoints(rows);
    EvaluationPlan plan = info.gan().recording().evaluate();
    Measure measure = plan == null ? Measure.FRECHET_DISTANCE : plan.first();
    Optional<Long> best = table.best(measure).map(Evaluation::iteration);
    if (json) {
      console.line(Json.text(EvaluationTable.json(texts.get(0), texts, best)));
      return;
    }
    console.line("run       " + directory + ", " + Console.count(rows.size(), "checkpoint"));
    console.line(
        String.format(
            Locale.ROOT, "samples   %,d of each, seed %d", rows.get(0).samples().total(), seed));
    texts.get(0).tellJudge(console);
    console.line("");
    table.print(console);
    console.line("");
    best.ifPresent(
        iteration ->
            console.line(
                "best      iteration "
                    + iteration
                    + " by "
                    + measure.label()
                    + ": '"
                    + Console.command("sample", directory, "--checkpoint", iteration)
                    + "' draws with it"));
  }

  private static void refuseWithAll(@Nullable String option) {
    if (option != null) {
      throw new InvalidInputException(
          "--all", "it alone", option + " as well", "leave one of the two out");
    }
  }

  private void evaluate(Run opened) {
    Path usual = opened.directory().coverage();
    Path file = OutputFile.checked(out == null ? usual : out, ".png");
    Evaluation evaluation = opened.evaluate(run::toLookAt, count, seed);
    EvaluationText text = new EvaluationText(opened.directory(), opened.info(), evaluation);
    InvalidInputException undrawn = text.isListed() ? draw(text, file) : null;
    // Minutes of work are told even where the picture cannot be drawn.
    Path drawn = text.isListed() && undrawn == null ? file : null;
    if (json) {
      console.line(Json.text(text.json(drawn)));
    } else {
      text.tell(console, drawn);
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
