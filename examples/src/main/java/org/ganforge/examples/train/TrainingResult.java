package org.ganforge.examples.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;
import org.ganforge.Gan;
import org.ganforge.checkpoint.Checkpoints;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.Json;
import org.ganforge.examples.option.MetricsJson;
import org.ganforge.examples.option.ProgressOptions;
import org.ganforge.observe.RunDirectory;
import org.ganforge.observe.TimeLimit;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingReport;

/** The result of a training, as text and as JSON. */
record TrainingResult(Gan gan, RunDirectory run, TrainingReport report, LastMetrics last) {

  /** Prints where to look and what to try next. */
  void tell(Console console) {
    tell(console, report.stopped() ? "stopped after " : "done: ", "");
  }

  /** Prints the same for a training that may have reached its time limit. */
  void tell(Console console, TimeLimit limit) {
    if (limit.isOver() && report.stopped()) {
      tellTimeUsed(console, "'resume' continues");
    } else {
      tell(console);
    }
  }

  /** Prints the same for a training that reached its time limit. */
  void tellTimeUsed(Console console, String wayToMore) {
    tell(console, "done: ", ", its time limit; " + wayToMore);
  }

  private void tell(Console console, String how, String remark) {
    console.line("");
    console.line(
        how
            + Console.count(report.iteration(), "iteration")
            + " in "
            + time(report.elapsed())
            + waiting()
            + remark);
    console.line("samples     " + run.fakes(report.iteration()));
    console.line("progress    " + run.progressGif());
    console.line("real ones   " + run.reals());
    console.line("report      " + run.report());
    console.line("weights     " + Checkpoints.of(run.checkpoints()).at(report.iteration()));
    console.line("");
    String sample = Console.command("sample", run, "--count", 100, "--seed", 1);
    if (report.stopped()) {
      console.line("Next: " + Console.command("resume", run));
      console.line("      " + sample);
    } else {
      console.line("Next: " + sample);
      console.line("      " + Console.command("resume", run, "--steps", 2 * report.iteration()));
    }
  }

  /** Returns the share of the time that steps spent waiting for a stream's images. */
  private String waiting() {
    return report.waited().isZero()
        ? ""
        : String.format(
            Locale.ROOT, ", %.1f %% of it waiting for images", 100 * report.waitedShare());
  }

  /** Prints the report as a line of JSON after others, as JSON alone, or as text. */
  void report(Console console, ProgressOptions.Form form, boolean isJson, TimeLimit limit) {
    if (form == ProgressOptions.Form.JSON && !isJson) {
      ObjectNode line = Json.object().put("event", "done").setAll(json());
      console.line(line.toString());
    } else if (isJson) {
      console.line(Json.text(json()));
    } else {
      tell(console, limit);
    }
  }

  /** Returns the same as JSON. */
  ObjectNode json() {
    ObjectNode json =
        Json.object()
            .put("model", gan.name())
            .put("run", run.toString())
            .put("iteration", report.iteration())
            .put("stopped", report.stopped())
            .put("seconds", report.elapsed().toMillis() / 1000.0)
            .put("seconds_waited", report.waited().toMillis() / 1000.0)
            .put("seed", gan.plan().seed())
            .put("samples", run.fakes(report.iteration()).toString())
            .put("progress", run.progressGif().toString())
            .put("reals", run.reals().toString())
            .put("metrics", run.metrics().toString())
            .put("report", run.report().toString())
            .put("checkpoint", Checkpoints.of(run.checkpoints()).at(report.iteration()).toString());
    TrainingEvent.IterationDone done = last.get();
    if (done != null) {
      MetricsJson.put(json, "d_", done.discriminator().training());
      MetricsJson.put(json, "g_", done.generator().training());
    }
    return json;
  }

  /** Returns 0:07, 2:13 or 1:02:13. */
  static String time(Duration time) {
    int minutes = time.toMinutesPart();
    int seconds = time.toSecondsPart();
    return time.toHours() == 0
        ? String.format(Locale.ROOT, "%d:%02d", minutes, seconds)
        : String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), minutes, seconds);
  }
}
