package org.ganforge.examples.train;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Passes Ctrl-C and SIGTERM on to the chief, which ends the training cleanly, and keeps this
 * process until that is done.
 */
final class WorkerSignal implements AutoCloseable {
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::pass, "worker-signal");
  private volatile @Nullable Process chief;
  private volatile boolean isGiven;

  private WorkerSignal() {}

  /** Starts listening. */
  static WorkerSignal install() {
    WorkerSignal signal = new WorkerSignal();
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  /** Sets the process to pass a signal on to. */
  void watch(Process worker) {
    chief = worker;
  }

  /** Returns whether there has been one. */
  boolean isGiven() {
    return isGiven;
  }

  private void pass() {
    if (closed.getCount() == 0) {
      return;
    }
    isGiven = true;
    Process worker = chief;
    if (worker != null) {
      worker.destroy(); // a second signal, if the terminal sent one to all, has no effect
    }
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
