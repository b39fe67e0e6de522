package org.ganforge.examples.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.ganforge.Computation;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.OutputLostException;
import org.ganforge.examples.option.MlflowOptions;
import org.ganforge.examples.option.ProgressJson;
import org.ganforge.examples.option.ProgressOptions;
import org.ganforge.examples.option.RunLines;
import org.ganforge.examples.report.Report;
import org.ganforge.examples.serve.LiveOptions;
import org.ganforge.examples.serve.LiveTraining;
import org.ganforge.observe.CollapseWarning;
import org.ganforge.observe.ConsoleProgress;
import org.ganforge.observe.RunDirectory;
import org.ganforge.run.Resumption;
import org.ganforge.run.Run;
import org.ganforge.run.RunEvent;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.ganforge.train.TrainingReport;
import org.jspecify.annotations.Nullable;

/** A training with visible progress that Ctrl-C ends cleanly, until this is closed. */
final class ShownTraining implements AutoCloseable {
  private final Console progress;
  private final RunLines lines;
  private final ConsoleProgress bar;
  private final @Nullable ProgressJson json;
  private final StopSignal signal;
  private final @Nullable LiveTraining live;
  private final MlflowTraining mlflow;
  private final LastMetrics last = new LastMetrics();

  private ShownTraining(
      Console console,
      Console progress,
      ProgressOptions.Form form,
      LiveOptions page,
      MlflowOptions tracking) {
    Console text = form == ProgressOptions.Form.TEXT ? progress : progress.silent();
    this.progress = form == ProgressOptions.Form.NONE ? text : progress;
    this.lines = new RunLines(console, text);
    this.bar = text.progress();
    this.json = form == ProgressOptions.Form.JSON ? new ProgressJson(progress) : null;
    // Even if a program reads the output as JSON, or with --quiet, a person needs the address and
    // MLflow's failure.
    Console place = form == ProgressOptions.Form.TEXT ? progress : console.forProgressOnly();
    this.live = page.start(console, place).orElse(null);
    this.mlflow = new MlflowTraining(tracking, place);
    this.signal = StopSignal.install(console);
  }

  /**
   * Starts listening for signals.
   *
   * @param progress where progress is shown
   * @param form how it is shown
   * @param page whether it is shown in a browser, too
   * @param tracking whether it is logged to an MLflow server, too
   */
  static ShownTraining of(
      Console console,
      Console progress,
      ProgressOptions.Form form,
      LiveOptions page,
      MlflowOptions tracking) {
    return new ShownTraining(console, progress, form, page, tracking);
  }

  /** Trains a new run. */
  TrainingResult train(Run run, TensorFlowBackend backend, TrainingListener... more) {
    lines.using(backend);
    return result(run, shown -> shown.train(backend, listeners(more)));
  }

  /** Resumes a run. */
  TrainingResult resume(
      Run run,
      Function<Computation, TensorFlowBackend> backends,
      Resumption resumption,
      TrainingListener... more) {
    return result(
        run, shown -> shown.resume(backends.andThen(lines::using), resumption, listeners(more)));
  }

  private TrainingResult result(Run run, Function<Run, TrainingReport> training) {
    Run shown = run.withListener(this::on);
    signal.watch(shown);
    if (live != null) {
      live.watch(shown);
    }
    TrainingReport report = training.apply(shown);
    writePage(shown.directory());
    return new TrainingResult(shown.info().gan(), shown.directory(), report, last);
  }

  /** The training is already saved, so a failure here loses only the page. */
  private void writePage(RunDirectory run) {
    try {
      Report.write(List.of(run), run.report());
    } catch (InvalidInputException e) {
      progress.note("note: " + run.report() + " was not written: " + e.getMessage());
    }
  }

  private void on(RunEvent event) {
    signal.on(event);
    if (live != null) {
      live.on(event);
    }
    mlflow.on(event);
    lines.on(event);
    warn(event);
    if (json != null) {
      json.on(event);
    }
  }

  /** The whole warning is a line above the bar, which may be far away by now. */
  private void warn(RunEvent event) {
    if (event instanceof RunEvent.CollapseSuspected suspected) {
      CollapseWarning warning = suspected.warning();
      String sign = warning.sign().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      bar.warn(sign + " at " + warning.iteration());
    } else if (event instanceof RunEvent.RolledBack back) {
      bar.warn("rollback to " + back.iteration());
    }
  }

  private TrainingListener[] listeners(TrainingListener... more) {
    List<TrainingListener> all = new ArrayList<>(List.of(more));
    if (live != null) {
      all.add(live);
    }
    all.addAll(List.of(mlflow, last, json == null ? bar : json, this::requireReader));
    return all.toArray(TrainingListener[]::new);
  }

  /** Stops the training if the terminal, or the pipe's reader, is gone. */
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
    mlflow.close();
    if (live != null) {
      live.close();
    }
    signal.close();
  }
}
