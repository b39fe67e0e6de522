package org.ganforge.examples;

import java.nio.file.Path;
import org.ganforge.ImageClassifier;
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
      "The judge is a small classifier, which this program trains on the real images the first time"
          + " and keeps in its cache. It names a class for anything, also for what shows none."
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
    try (TrainedRun trained = run.open()) {
      LearnedImages images = LearnedImages.of(trained.info(), files, progress);
      Evaluation evaluation = evaluate(trained, images, progress);
      CoverageChart.of(
              evaluation.samples().classNames(),
              evaluation.samples().shares(),
              evaluation.data().shares())
          .write(file);
      if (json) {
        console.line(Json.text(evaluation.json(file)));
      } else {
        evaluation.tell(console, file);
      }
    }
  }

  private Evaluation evaluate(TrainedRun trained, LearnedImages images, Console progress) {
    ClassifierProgress training = new ClassifierProgress(progress);
    try (ImageClassifier judge = run.backend().classifier(images.all(), training)) {
      ClassCoverage samples = ClassCoverage.ofSamples(trained.trainer(), judge, count, seed);
      ClassCoverage data = images.coverage(judge.classNames());
      Double accuracy = images.test() == null ? null : judge.accuracy(images.test());
      return new Evaluation(trained, seed, images, samples, data, accuracy);
    }
  }
}
