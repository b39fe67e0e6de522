package org.ganforge.examples.option;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.LongSupplier;
import org.ganforge.Gan;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.Json;
import org.ganforge.observe.Rates;
import org.ganforge.run.RunEvent;
import org.ganforge.run.RunListener;
import org.ganforge.train.BatchMetrics;
import org.ganforge.train.Epochs;
import org.ganforge.train.NetworkMetrics;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * Prints progress for programs: one object per line, each with {@code event} and {@code iteration}.
 * Iterations are printed once a second, plus the first and the last one.
 */
public final class ProgressJson implements TrainingListener, RunListener {
  private static final long SECOND = 1_000_000_000L;

  private final Console console;
  private final LongSupplier nanoTime;
  private final Rates rates = Rates.of();
  private @Nullable Epochs epochs;
  private long total;
  private long shown;
  private TrainingEvent.@Nullable IterationDone hidden;

  /** Prints on a console. */
  public ProgressJson(Console console) {
    this(console, System::nanoTime);
  }

  /** Prints on a console, with a clock in nanoseconds from an arbitrary origin. */
  ProgressJson(Console console, LongSupplier nanoTime) {
    this.console = console;
    this.nanoTime = nanoTime;
  }

  @Override
  public void on(RunEvent event) {
    if (event instanceof RunEvent.Created created) {
      ObjectNode json = begun(created.directory() + "", created.gan(), 0);
      print(json.put("images", created.images().count()));
    } else if (event instanceof RunEvent.Resumed resumed) {
      print(begun(resumed.directory() + "", resumed.gan(), resumed.iteration()));
    } else if (event instanceof RunEvent.CollapseSuspected suspected) {
      print(text("warning", suspected.warning().iteration(), suspected.warning().text()));
    } else if (event instanceof RunEvent.Diverged diverged) {
      print(text("diverged", diverged.iteration(), diverged.found()));
    } else if (event instanceof RunEvent.RolledBack back) {
      print(text("rollback", back.iteration(), back.text()));
    } else if (event instanceof RunEvent.StoppedEarly stopped) {
      print(text("early_stop", stopped.iteration(), stopped.text()));
    }
  }

  private ObjectNode begun(String run, Gan gan, long iteration) {
    return of("begun", iteration)
        .put("run", run)
        .put("model", gan.name())
        .put("iterations", gan.plan().iterations())
        .put("batch_size", gan.plan().batchSize());
  }

  @Override
  public void on(TrainingEvent event) {
    long now = nanoTime.getAsLong();
    if (event instanceof TrainingEvent.Started started) {
      total = started.iterations();
      epochs = started.epochs();
      rates.start(now);
      shown = now - SECOND;
    } else if (event instanceof TrainingEvent.IterationDone done) {
      rates.add(now, done.images());
      hidden = done;
      if (now - shown >= SECOND) {
        show(now, done);
      }
    } else if (event instanceof TrainingEvent.Evaluated evaluated) {
      ObjectNode json = of("evaluated", evaluated.iteration());
      evaluated
          .measurements()
          .forEach(found -> MetricsJson.put(json, found.measure().label(), found.value()));
      print(json);
    } else if (event instanceof TrainingEvent.Finished && hidden != null) {
      show(now, hidden);
    }
  }

  private void show(long now, TrainingEvent.IterationDone done) {
    ObjectNode json = of("progress", done.iteration()).put("iterations", total);
    if (epochs != null) {
      json.put("epoch", epochs.at(done.iteration()));
    }
    put(json, "d_", done.discriminator());
    put(json, "g_", done.generator());
    MetricsJson.put(json, "images_per_second", rates.imagesPerSecond());
    MetricsJson.put(json, "seconds_left", rates.secondsFor(Math.max(0, total - done.iteration())));
    print(json);
    shown = now;
    hidden = null;
  }

  private static void put(ObjectNode json, String prefix, NetworkMetrics metrics) {
    MetricsJson.put(json, prefix, metrics.training());
    BatchMetrics validation = metrics.validation();
    if (validation != null) {
      MetricsJson.put(json, prefix + "val_", validation);
    }
  }

  private static ObjectNode text(String event, long iteration, String text) {
    return of(event, iteration).put("text", text);
  }

  private static ObjectNode of(String event, long iteration) {
    return Json.object().put("event", event).put("iteration", iteration);
  }

  private void print(ObjectNode json) {
    console.line(json.toString());
  }
}
