package org.ganforge.examples;

import java.util.concurrent.CountDownLatch;
import org.ganforge.GanTrainer;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * Turns Ctrl-C and SIGTERM into an orderly end: the training stops after its current iteration, and
 * the program ends when this is closed, so that all is saved by then. A second signal changes
 * nothing. Before {@link #watch} a signal ends the program at once.
 */
final class StopSignal implements TrainingListener, AutoCloseable {
  private final Console console;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "stop-signal");
  private volatile boolean asked;
  private volatile @Nullable GanTrainer trainer;

  private StopSignal(Console console) {
    this.console = console;
  }

  /** Starts to listen. */
  static StopSignal install(Console console) {
    StopSignal signal = new StopSignal(console);
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  /** Says which training a signal stops. */
  void watch(GanTrainer training) {
    trainer = training;
  }

  /** A trainer forgets what it was asked before it began, so it is asked again. */
  @Override
  public void on(TrainingEvent event) {
    if (asked && trainer != null && event instanceof TrainingEvent.Started) {
      trainer.stop();
    }
  }

  private void stop() {
    GanTrainer training = trainer;
    if (training == null || closed.getCount() == 0) {
      return;
    }
    asked = true;
    training.stop();
    console.err().println();
    console.err().println("stopping: this iteration ends and the weights are saved ...");
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
      // The program is ending already, and this is what it has been waiting for.
      return;
    }
  }
}
