package org.ganforge.examples.look;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.Json;
import org.ganforge.examples.option.BackboneOptions;
import org.ganforge.examples.option.OutputFile;
import org.ganforge.examples.option.RunImagesOptions;
import org.ganforge.examples.option.TrainedRunArgument;
import org.ganforge.internal.Checks;
import org.ganforge.internal.file.AtomicFile;
import org.ganforge.json.record.RunInfo;
import org.ganforge.observe.CoverageChart;
import org.ganforge.observe.RunDirectory;
import org.ganforge.run.Backbone;
import org.ganforge.run.BackboneEvaluation;
import org.ganforge.run.ClassFigures;
import org.ganforge.run.Evaluation;
import org.ganforge.run.EvaluationFigures;
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
      "The classes are recognised by a small classifier, which is trained on the real images the"
          + " first time and cached. Whatever it is not sure about counts as no class: noise, blank"
          + " and grey images, and strokes that are not a digit.",
      "In that classifier's features, distances, precision, recall, density and coverage measure"
          + " how realistic the samples are, each beside the value for other real images; samples"
          + " that are copies of a training image are counted. A second picture shows the samples"
          + " most like training images beside those.",
      "For a conditional GAN, each class is also evaluated separately: how often it is drawn when"
          + " requested, and how realistic its samples are."
    },
    footer = {
      "  ./gan evaluate runs/00000-mnist-dcgan --best",
      "  ./gan evaluate runs/00000-mnist-dcgan --all --count 2000"
    })
public final class EvaluateCommand implements Runnable {
  private final Console console;

  @Mixin private TrainedRunArgument run = new TrainedRunArgument();
  @Mixin private RunImagesOptions files = new RunImagesOptions();
  @Mixin private BackboneOptions backbone = new BackboneOptions();

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "how many samples to evaluate; default: ${DEFAULT-VALUE}")
  private int count = 10_000;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "the same seed draws the same samples; default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "where the bar chart goes, a .png; default: coverage.png in the run")
  private @Nullable Path out;

  @Option(
      names = "--neighbours",
      paramLabel = "FILE",
      description =
          "where the picture of the samples most like training images goes, a .png; default:"
              + " neighbours.png in the run")
  private @Nullable Path neighbours;

  @Option(names = "--all", description = "evaluate every kept checkpoint, and print a table")
  private boolean all;

  @Option(names = "--json", description = "print JSON, for programs")
  private boolean json;

  /** Creates the verb, which prints on the console. */
  public EvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Checks.positive("--count", count);
    Console progress = json ? console.forProgressOnly() : console;
    Run opened = files.apply(run.open(console, progress), progress);
    Backbone own = backbone.given().orElse(null);
    if (own != null) {
      refuseTogether("--backbone", all ? "--all" : out != null ? "--out" : null);
      evaluate(opened, own);
    } else if (all) {
      evaluateAll(opened);
    } else {
      evaluate(opened);
    }
  }

  private void evaluateAll(Run opened) {
    refuseTogether(
        "--all",
        run.chosen().orElse(out != null ? "--out" : neighbours != null ? "--neighbours" : null));
    // Only JSON shows the deviations.
    List<Evaluation> rows = opened.evaluateAll(run::toLookAt, count, seed, json);
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

  /** Saves the result in the run. */
  private static void keep(Run opened, ObjectNode result) {
    byte[] text = (Json.text(result) + "\n").getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(opened.directory().path().resolve("evaluation.json"), out -> out.write(text));
  }

  private static void refuseTogether(String option, @Nullable String other) {
    if (other != null) {
      throw new InvalidInputException(
          option, "it alone", other + " as well", "leave one of the two out");
    }
  }

  private Path neighboursOf(Run opened) {
    Path usual = opened.directory().path().resolve("neighbours.png");
    return OutputFile.checkedOption(
        "--neighbours", neighbours == null ? usual : neighbours, ".png");
  }

  private void evaluate(Run opened, Backbone own) {
    Path nearest = neighboursOf(opened);
    BackboneEvaluation evaluation = BackboneEvaluation.of(opened, run::toLookAt, own, count, seed);
    RunInfo info = opened.info();
    evaluation.figures().neighbours().grid(info.gan().appearance()).write(nearest);
    BackboneText text = new BackboneText(opened.directory(), info, own, evaluation);
    keep(opened, text.json(nearest));
    if (json) {
      console.line(Json.text(text.json(nearest)));
    } else {
      text.tell(console, nearest);
    }
  }

  private void evaluate(Run opened) {
    Path usual = opened.directory().coverage();
    Path file = OutputFile.checked(out == null ? usual : out, ".png");
    Path nearest = neighboursOf(opened);
    Evaluation evaluation = opened.evaluate(run::toLookAt, count, seed);
    RunInfo info = opened.info();
    EvaluationText text = new EvaluationText(opened.directory(), info, evaluation);
    InvalidInputException undrawn = text.isListed() ? draw(text, file) : null;
    EvaluationFigures figures = evaluation.figures();
    if (undrawn == null && figures != null) {
      undrawn = draw(figures, info, nearest);
    }
    Path drawnNearest = undrawn == null && figures != null ? nearest : null;
    // The result took minutes, so print it even if a picture cannot be drawn.
    Path drawn = text.isListed() && undrawn == null ? file : null;
    ObjectNode result =
        text.json(drawn).put("neighbours", drawnNearest == null ? null : drawnNearest + "");
    keep(opened, result);
    if (json) {
      console.line(Json.text(result));
    } else {
      text.tell(console, drawn);
      if (drawnNearest != null) {
        console.line("nearest   " + drawnNearest + ": samples beside the images most like them");
      }
    }
    if (undrawn != null) {
      throw undrawn;
    }
  }

  private static @Nullable InvalidInputException draw(
      EvaluationFigures figures, RunInfo info, Path file) {
    try {
      figures.neighbours().grid(info.gan().appearance()).write(file);
      return null;
    } catch (InvalidInputException e) {
      return e;
    }
  }

  private static @Nullable InvalidInputException draw(EvaluationText text, Path file) {
    try {
      CoverageChart chart =
          CoverageChart.of(
              text.names(),
              EvaluationText.shares(text.evaluation().samples()),
              EvaluationText.shares(text.evaluation().data()));
      ClassFigures byClass = text.evaluation().byClass();
      (byClass == null ? chart : chart.withRequested(new ClassesText(byClass).requested()))
          .write(file);
      return null;
    } catch (InvalidInputException e) {
      return e;
    }
  }
}
