package org.ganforge.examples.train;

import java.util.concurrent.CountDownLatch;
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
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "stop-signal");
  private volatile boolean isTraining;
  private volatile @Nullable Run run;

  private StopSignal(Console console) {
    this.console = console;
  }

  /** Starts listening. */
  static StopSignal install(Console console) {
    StopSignal signal = new StopSignal(console);
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
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

  private void stop() {
    Run trained = run;
    if (trained == null || !isTraining || closed.getCount() == 0) {
      return;
    }
    trained.stop();
    console.err().println();
    console.err().println("stopping: finishing this iteration and saving the weights ...");
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program is already shutting down, and the hook was waiting for this.
      return;
    }
  }
}
