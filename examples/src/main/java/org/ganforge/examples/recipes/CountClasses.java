package org.ganforge.examples.recipes;

import java.nio.file.Path;
import java.util.Objects;
import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.GanTrainer;
import org.ganforge.ImageClassifier;
import org.ganforge.checkpoint.Checkpoints;
import org.ganforge.data.DatasetCatalogue;
import org.ganforge.data.ImageDataset;
import org.ganforge.evaluate.ClassCoverage;
import org.ganforge.observe.CoverageChart;
import org.ganforge.observe.RunDirectory;

/** Counts how often a trained run draws each class. */
public final class CountClasses {
  private CountClasses() {}

  /**
   * Prints which classes are missing and writes {@code coverage.png} into a run.
   *
   * @param args the run's directory
   */
  public static void main(String[] args) {
    RunDirectory run = RunDirectory.open(Path.of(args[0]));
    Gan gan = run.info().gan();
    ImageDataset images =
        DatasetCatalogue.standard().load(Objects.requireNonNull(gan.data().dataset()));
    GanBackend backend = GanBackend.find();
    try (GanTrainer trainer = backend.open(gan);
        ImageClassifier classifier = backend.classifier(images)) {
      trainer.restore(Checkpoints.of(run.checkpoints()).newestWhole().directory());
      ClassCoverage samples = ClassCoverage.ofSamples(trainer, classifier, 10_000, 0);
      ClassCoverage data = ClassCoverage.of(gan.data().select(images));
      System.out.println("show no class: " + samples.noneShare());
      System.out.println("missing: " + samples.missingFrom(data));
      System.out.println("distance from the data: " + samples.distanceFrom(data));
      CoverageChart.of(samples.classNames(), samples.shares(), data.shares())
          .write(run.path().resolve("coverage.png"));
    }
  }
}
