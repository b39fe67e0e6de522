package org.ganforge.examples.option;

import java.util.Locale;
import org.ganforge.Gan;
import org.ganforge.data.ImageSource;
import org.ganforge.examples.console.Console;
import org.ganforge.json.record.RunInfo;
import org.ganforge.observe.RunDirectory;
import org.ganforge.run.RunEvent;
import org.ganforge.run.RunListener;
import org.ganforge.run.TrainedRun;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.train.Epochs;
import org.ganforge.train.TrainingPlan;
import org.jspecify.annotations.Nullable;

/** Prints a run's events. */
public final class RunLines implements RunListener {
  private final Console console;
  private final Console progress;
  private final ClassifierProgress classifier;
  private @Nullable TensorFlowBackend backend;
  private @Nullable RunDirectory directory;
  private boolean isTraining;

  /**
   * Creates the printer.
   *
   * @param console for results
   * @param progress for training progress; different from {@code console} if a program reads that
   */
  public RunLines(Console console, Console progress) {
    this.console = console;
    this.progress = progress;
    this.classifier = new ClassifierProgress(progress);
  }

  /** Remembers the backend, whose drawbacks are noted when training starts. */
  public TensorFlowBackend using(TensorFlowBackend used) {
    backend = used;
    return used;
  }

  /** Returns {@code iteration 468, epoch 1}, without the epoch if the run has none. */
  public static String age(TrainedRun run) {
    return age(run.info(), run.iteration());
  }

  /** Returns the same for a run after this many iterations. */
  public static String age(RunInfo run, long iteration) {
    RunInfo.Images images = run.images();
    Epochs epochs = images == null ? null : Epochs.of(run.gan().plan(), images.count());
    return "iteration " + iteration + (epochs == null ? "" : ", epoch " + epochs.at(iteration));
  }

  @Override
  public void on(RunEvent event) {
    if (event instanceof RunEvent.Created created) {
      tell(created);
    } else if (event instanceof RunEvent.Resumed resumed) {
      tell(resumed);
    } else if (event instanceof RunEvent.CheckpointDamaged damaged) {
      tell(damaged);
    } else if (event instanceof RunEvent.CollapseSuspected suspected) {
      progress.note("warning: " + suspected.warning());
    } else if (event instanceof RunEvent.Diverged diverged) {
      progress.note("diverged: " + diverged.found());
    } else if (event instanceof RunEvent.RolledBack back) {
      progress.note("rollback: " + back.text());
    } else if (event instanceof RunEvent.StoppedEarly stopped) {
      progress.note("early stop: " + stopped.text());
    } else if (event instanceof RunEvent.Evaluations evaluations) {
      progress.note(text(evaluations));
    } else if (event instanceof RunEvent.ClassifierStep step) {
      classifier.onStep(step.step(), step.steps(), step.loss());
    }
  }

  private String text(RunEvent.Evaluations all) {
    String text = figures(all);
    return directory == null
        ? text
        : text + ": '" + Console.command("sample", directory, "--best") + "' draws with it";
  }

  private static String figures(RunEvent.Evaluations all) {
    return String.format(
        Locale.ROOT,
        "evaluation: %s, %.1f %% of the time; best %s %.4g, after iteration %d, whose checkpoint is"
            + " kept",
        Console.count(all.count(), "time"),
        100 * all.share(),
        all.measure().label(),
        all.best(),
        all.bestIteration());
  }

  private void tell(RunEvent.Resumed resumed) {
    directory = resumed.directory();
    progress.line(
        "run    "
            + resumed.directory()
            + ": from iteration "
            + resumed.iteration()
            + " to "
            + resumed.gan().plan().iterations());
    if (!resumed.changed().isEmpty()) {
      progress.line("note   changed from here on: " + String.join(", ", resumed.changed()));
    }
    tellDrawback();
  }

  private void tell(RunEvent.CheckpointDamaged damaged) {
    if (isTraining) {
      progress.note("note: " + damaged.mistake());
    } else {
      String instead = damaged.taken() == null ? "skipping it" : "using " + damaged.taken();
      console.err().println("gan: " + damaged.mistake() + "; " + instead);
    }
  }

  private void tell(RunEvent.Created created) {
    directory = created.directory();
    describe(progress, created.gan(), created.images());
    progress.line("run    " + created.directory() + ": " + plan(created.gan()));
    tellDrawback();
  }

  /**
   * Prints a line for a model and one for its training images.
   *
   * @param chosen the images after the model's own selection
   */
  public static void describe(Console console, Gan gan, ImageSource chosen) {
    String summary = gan.reference().summary();
    console.line("model  " + gan.name() + ": " + (summary.isEmpty() ? "own spec" : summary));
    console.line(
        "data   "
            + chosen.name()
            + ", "
            + Console.count(chosen.count(), "image")
            + " "
            + chosen.imageShape()
            + note(gan, chosen));
  }

  /** Returns the length of training: {@code 400 iterations in batches of 64, seed 0}. */
  public static String plan(Gan gan) {
    TrainingPlan plan = gan.plan();
    return Console.count(plan.iterations(), "iteration")
        + " in batches of "
        + plan.batchSize()
        + ", seed "
        + plan.seed();
  }

  private void tellDrawback() {
    isTraining = true;
    if (backend != null) {
      backend.options().drawback().ifPresent(text -> progress.line("note   " + text));
    }
  }

  /** Tells users whose own images replace a published set which ones are trained on. */
  private static String note(Gan gan, ImageSource chosen) {
    String asked = gan.data().dataset();
    return asked == null || asked.equals(chosen.name())
        ? ""
        : ": all of them, since they are not " + asked;
  }
}
