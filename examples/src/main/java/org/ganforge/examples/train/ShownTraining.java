package org.ganforge.examples.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ganforge.Computation;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.OutputLostException;
import org.ganforge.examples.option.RunLines;
import org.ganforge.run.Resumption;
import org.ganforge.run.Run;
import org.ganforge.run.RunEvent;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.ganforge.train.TrainingReport;

/** A training that is shown as it goes, and that Ctrl-C ends in order, until this is closed. */
final class ShownTraining implements AutoCloseable {
  private final Console progress;
  private final RunLines lines;
  private final StopSignal signal;
  private final LastMetrics last = new LastMetrics();

  private ShownTraining(Console console, Console progress) {
    this.progress = progress;
    this.lines = new RunLines(console, progress);
    this.signal = StopSignal.install(console);
  }

  /**
   * Starts to listen for signals.
   *
   * @param progress where the training is shown
   */
  static ShownTraining of(Console console, Console progress) {
    return new ShownTraining(console, progress);
  }

  /** Trains a new run. */
  TrainingResult train(Run run, TensorFlowBackend backend, TrainingListener... more) {
    lines.using(backend);
    return result(run, shown -> shown.train(backend, listeners(more)));
  }

  /** Resumes a run. */
  TrainingResult resume(
      Run run, Function<Computation, TensorFlowBackend> backends, Resumption resumption) {
    return result(
        run, shown -> shown.resume(backends.andThen(lines::using), resumption, listeners()));
  }

  private TrainingResult result(Run run, Function<Run, TrainingReport> training) {
    Run shown = run.withListener(this::on);
    signal.watch(shown);
    TrainingReport report = training.apply(shown);
    return new TrainingResult(shown.info().gan(), shown.directory(), report, last);
  }

  private void on(RunEvent event) {
    signal.on(event);
    lines.on(event);
  }

  private TrainingListener[] listeners(TrainingListener... more) {
    List<TrainingListener> all = new ArrayList<>(List.of(more));
    all.addAll(List.of(last, progress.progress(), this::requireReader));
    return all.toArray(TrainingListener[]::new);
  }

  /** Who has closed the terminal, or ended the program behind a pipe, wants no more of this. */
  private void requireReader(TrainingEvent event) {
    if (event instanceof TrainingEvent.IterationDone) {
      progress
          .out()
          .loss()
          .ifPresent(
              loss -> {
                throw new OutputLostException(loss);
              });
    }
  }

  @Override
  public void close() {
    signal.close();
  }
}
