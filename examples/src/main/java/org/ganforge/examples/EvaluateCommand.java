package org.ganforge.examples;

import java.nio.file.Path;
import org.ganforge.ImageClassifier;
import org.ganforge.error.InvalidInputException;
import org.ganforge.evaluate.ClassCoverage;
import org.ganforge.internal.Checks;
import org.ganforge.observe.CoverageChart;
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
          + " grey images, and strokes that are no digit."
    })
final class EvaluateCommand implements Runnable {
  private final Console console;

  @Mixin private RunArgument run = new RunArgument();
  @Mixin private CatalogueOptions files = new CatalogueOptions();

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

  EvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Checks.positive("--count", count);
    Path usual = run.directory().path().resolve("coverage.png");
    Path file = OutputFile.checked(out == null ? usual : out, ".png");
    Console progress = json ? console.forProgressOnly() : console;
    try (TrainedRun trained = run.open(console)) {
      LearnedImages images = LearnedImages.of(trained.info(), files, progress);
      Evaluation evaluation = evaluate(trained, images, progress);
      InvalidInputException undrawn = draw(evaluation, file);
      // Minutes of work are told even where the picture cannot be drawn.
      if (json) {
        console.line(Json.text(evaluation.json(undrawn == null ? file : null)));
      } else {
        evaluation.tell(console, undrawn == null ? file : null);
      }
      if (undrawn != null) {
        throw undrawn;
      }
    }
  }

  private static @Nullable InvalidInputException draw(Evaluation evaluation, Path file) {
    try {
      CoverageChart.of(
              evaluation.names(),
              Evaluation.shares(evaluation.samples()),
              Evaluation.shares(evaluation.data()))
          .write(file);
      return null;
    } catch (InvalidInputException e) {
      return e;
    }
  }

  private Evaluation evaluate(TrainedRun trained, LearnedImages images, Console progress) {
    ClassifierProgress training = new ClassifierProgress(progress);
    try (ImageClassifier classifier = run.backend().classifier(images.all(), training)) {
      ClassCoverage samples = ClassCoverage.ofSamples(trained.trainer(), classifier, count, seed);
      ClassCoverage data = images.coverage(classifier.classNames());
      Evaluation.Judge judge =
          images.test() == null ? null : Evaluation.Judge.of(classifier, images.test());
      return new Evaluation(trained, seed, images, samples, data, judge);
    }
  }
}
