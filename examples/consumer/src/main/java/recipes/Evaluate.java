package recipes;

import java.nio.file.Path;
import org.ganforge.GanBackend;
import org.ganforge.data.HandwrittenDigits;
import org.ganforge.observe.CoverageChart;
import org.ganforge.run.Evaluation;
import org.ganforge.run.Run;
import org.ganforge.train.Measure;

/**
 * Measures a run of {@link RunAndResume}: {@code java Evaluate.java RUN [SAMPLES]}. The first time it
 * trains the classifier that judges the samples.
 */
public final class Evaluate {
  public static void main(String[] args) {
    Path place = Path.of(args[0]);
    int samples = args.length > 1 ? Integer.parseInt(args[1]) : 2000;
    Run run = Run.open(place).withImages(HandwrittenDigits.of(2000, 1));
    Evaluation evaluation = run.evaluate(GanBackend.find(), samples, 0);
    System.out.println("show no class: " + evaluation.samples().noneShare());
    System.out.println("missing: " + evaluation.samples().missingFrom(evaluation.data()));
    for (Measure measure : Measure.values()) {
      evaluation.value(measure).ifPresent(value -> System.out.println(measure + ": " + value));
    }
    CoverageChart.of(
            evaluation.samples().classNames(),
            evaluation.samples().shares(),
            evaluation.data().shares())
        .write(place.resolve("coverage.png"));
  }
}
