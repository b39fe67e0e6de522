package org.ganforge.examples.check;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.GanTrainer;
import org.ganforge.data.HandwrittenDigits;
import org.ganforge.data.ImageDataset;
import org.ganforge.examples.train.LastMetrics;
import org.ganforge.observe.TimeLimit;
import org.ganforge.tf.FormReport;
import org.ganforge.tf.TensorFlowInstallation;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingReport;

/** The doctor's checks of TensorFlow. */
final class TensorFlowChecks {
  private static final int IMAGES = 500;

  private TensorFlowChecks() {}

  static Finding version(TensorFlowInstallation tensorFlow, List<String> libraries) {
    String text = tensorFlow.version() + ", native library " + String.join(" and ", libraries);
    Finding finding =
        libraries.size() > 1
            ? Finding.note("tensorflow", text + ": they conflict; keep one on the class path")
            : Finding.ok("tensorflow", text);
    return finding.with("version", tensorFlow.version()).with("libraries", libraries);
  }

  /** Reports where TensorFlow's library is unpacked. */
  static Finding library() {
    Optional<String> folder = TensorFlowInstallation.unpackedTo().map(Path::toString);
    String text =
        folder.map(path -> path + ": TensorFlow's library, unpacked").orElse("not in a jar");
    return Finding.ok("library", text).with("folder", folder.orElse(null));
  }

  static Finding gpu(TensorFlowInstallation tensorFlow, boolean isRequired) {
    if (!tensorFlow.gpus().isEmpty()) {
      return Finding.ok("gpu", String.join(", ", tensorFlow.gpus()))
          .with("gpus", tensorFlow.gpus());
    }
    String text = "none, since " + tensorFlow.whyNoGpu() + "; " + tensorFlow.wayOut();
    return (isRequired ? Finding.problem("gpu", text) : Finding.note("gpu", text))
        .with("gpus", List.of());
  }

  /** Reports which of TensorFlow's own convolutions are wrong on this processor. */
  static Finding forms(FormReport report) {
    List<String> wrong = report.wrong();
    Finding finding =
        wrong.isEmpty()
            ? Finding.ok(
                "forms",
                "TensorFlow's own convolutions are correct in all " + report.tried() + " samples")
            : Finding.note(
                "forms",
                "TensorFlow computes "
                    + wrong.size()
                    + " of "
                    + report.tried()
                    + " sample convolutions wrong on this processor, so other forms are used; the"
                    + " first: "
                    + wrong.get(0));
    return finding.with("tried", report.tried()).with("wrong", wrong);
  }

  /** Reports the measured speed of bfloat16 relative to float32. */
  static Finding precision(FormReport report) {
    return Finding.ok(
            "precision",
            String.format(
                Locale.ROOT,
                "with bfloat16, convolutions and products take %.2f of float32's time; --precision"
                    + " auto is %s",
                report.bfloat16Share(),
                report.isBfloat16Faster() ? "bfloat16" : "float32"))
        .with("bfloat16_share", report.bfloat16Share());
  }

  /** Trains briefly on digits that the program draws itself; keeps nothing. */
  static Finding training(GanBackend backend, Gan small, Duration time) {
    ImageDataset images = HandwrittenDigits.of(IMAGES, 1);
    LastMetrics last = new LastMetrics();
    try (GanTrainer trainer = backend.open(small, images)) {
      trainer.trainUntil(1); // the first iteration builds the graph
      TrainingReport report = trainer.train(TimeLimit.of(time, trainer::stop), last);
      double seconds = report.elapsed().toNanos() / 1e9;
      TrainingEvent.IterationDone done = last.get();
      if (done == null) {
        throw new AssertionError("a limit stops after an iteration, not before");
      }
      return training(done, (report.iteration() - 1) / seconds, small, seconds);
    }
  }

  static Finding training(
      TrainingEvent.IterationDone last, double rate, Gan small, double seconds) {
    double generator = last.generator().training().loss();
    double discriminator = last.discriminator().training().loss();
    if (!Double.isFinite(generator) || !Double.isFinite(discriminator)) {
      return Finding.problem(
          "training", "losses " + generator + " and " + discriminator + " are not finite");
    }
    return Finding.ok(
            "training",
            String.format(
                Locale.ROOT,
                "%.1f iterations per second of %s, batches of %d, in %.1f seconds",
                rate,
                small.name(),
                small.plan().batchSize(),
                seconds))
        .with("iterations_per_second", rate);
  }
}
