package org.ganforge.examples.train;

import org.ganforge.examples.console.Console;
import org.ganforge.run.Run;
import org.ganforge.run.RunEvent;
import org.ganforge.run.RunListener;
import org.jspecify.annotations.Nullable;

/**
 * Turns Ctrl-C and SIGTERM into a clean stop: the training stops after its current iteration, and
 * the program ends when this is closed, after everything is saved. A second signal has no effect.
 * Before training starts, a signal ends the program at once.
 */
final class StopSignal implements RunListener, AutoCloseable {
  private final Console console;
  private final SignalHook hook;
  private volatile boolean isTraining;
  private volatile @Nullable Run run;

  private StopSignal(Console console) {
    this.console = console;
    this.hook = SignalHook.install("stop-signal", this::stop);
  }

  /** Starts listening. */
  static StopSignal install(Console console) {
    return new StopSignal(console);
  }

  /** Sets the run that a signal stops. */
  void watch(Run trained) {
    run = trained;
  }

  @Override
  public void on(RunEvent event) {
    if (event instanceof RunEvent.Created || event instanceof RunEvent.Resumed) {
      isTraining = true;
    }
  }

  private boolean stop() {
    Run trained = run;
    if (trained == null || !isTraining) {
      return false;
    }
    trained.stop();
    console.err().println();
    console.err().println("stopping: finishing this iteration and saving the weights ...");
    return true;
  }

  @Override
  public void close() {
    hook.close();
  }
}
