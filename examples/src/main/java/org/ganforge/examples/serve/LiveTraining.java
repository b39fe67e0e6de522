package org.ganforge.examples.serve;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.ganforge.examples.console.Console;
import org.ganforge.observe.Rates;
import org.ganforge.observe.RunDirectory;
import org.ganforge.run.Run;
import org.ganforge.run.RunEvent;
import org.ganforge.run.RunListener;
import org.ganforge.train.Epochs;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * The page of the training in this program, until it is closed. As a listener it only records the
 * training's progress; curves and pictures are read from the run's files, by the page's own threads
 * and only while a page is open. Failures there do not affect the training.
 */
public final class LiveTraining implements TrainingListener, RunListener, AutoCloseable {
  private final Console console;
  private final RunPage page;
  private final Training training = new Training();
  private volatile @Nullable RunDirectory directory;
  private volatile @Nullable Run run;

  private LiveTraining(Console console, int port) {
    this.console = console;
    this.page = RunPage.of(this::runs, port);
  }

  /**
   * Starts to serve.
   *
   * @param console reports that the training was stopped from the page
   * @param port 0 for any free port
   * @throws org.ganforge.error.InvalidInputException if the port is taken
   */
  static LiveTraining start(Console console, int port) {
    return new LiveTraining(console, port);
  }

  /** Returns the page's address, with the token that lets it stop the training. */
  public URI address() {
    return page.addressWithToken();
  }

  /** Sets the training that the page may stop and save. */
  public void watch(Run trained) {
    run = trained;
  }

  private List<ServedRun> runs() {
    RunDirectory made = directory;
    return made == null
        ? List.of()
        : List.of(new ServedRun(made.name(), made, Optional.of(training)));
  }

  @Override
  public void on(RunEvent event) {
    if (event instanceof RunEvent.Created created) {
      directory = created.directory();
    } else if (event instanceof RunEvent.Resumed resumed) {
      directory = resumed.directory();
    }
  }

  @Override
  public void on(TrainingEvent event) {
    training.on(event);
  }

  /** Shows open pages the end of the training. */
  @Override
  public void close() {
    training.end();
    page.close();
  }

  /** The training's progress, and its controls. */
  private final class Training implements TrainingControl {
    private final Rates rates = Rates.of();
    private TrainingStatus.Phase phase = TrainingStatus.Phase.TRAINING;
    private @Nullable Epochs epochs;
    private long iteration;
    private long iterations;

    synchronized void on(TrainingEvent event) {
      iteration = event.iteration();
      if (event instanceof TrainingEvent.Started started) {
        iterations = started.iterations();
        epochs = started.epochs();
        rates.start(System.nanoTime());
      } else if (event instanceof TrainingEvent.IterationDone done) {
        rates.add(System.nanoTime(), done.images());
      }
    }

    synchronized void end() {
      phase = TrainingStatus.Phase.ENDED;
    }

    @Override
    public synchronized TrainingStatus status() {
      boolean isOver = phase == TrainingStatus.Phase.ENDED;
      return new TrainingStatus(
          phase,
          iteration,
          iterations,
          epochs == null || iteration == 0 ? null : epochs.at(iteration),
          isOver ? 0 : rates.imagesPerSecond(),
          isOver ? 0 : rates.secondsFor(Math.max(0, iterations - iteration)));
    }

    @Override
    public void stop() {
      synchronized (this) {
        if (phase != TrainingStatus.Phase.TRAINING) {
          return;
        }
        phase = TrainingStatus.Phase.STOPPING;
      }
      Run trained = run;
      if (trained != null) {
        console.err().println();
        console
            .err()
            .println(
                "stopping, as requested on the page: finishing this iteration and saving the"
                    + " weights ...");
        trained.stop();
      }
    }

    @Override
    public void save() {
      Run trained = run;
      if (trained != null) {
        trained.saveSoon();
      }
    }
  }
}
