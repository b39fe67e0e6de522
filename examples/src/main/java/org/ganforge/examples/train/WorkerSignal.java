package org.ganforge.examples.train;

import org.jspecify.annotations.Nullable;

/**
 * Passes Ctrl-C and SIGTERM on to the chief, which ends the training cleanly, and keeps this
 * process until that is done.
 */
final class WorkerSignal implements AutoCloseable {
  private final SignalHook hook;
  private volatile @Nullable Process chief;
  private volatile boolean isGiven;

  private WorkerSignal() {
    this.hook = SignalHook.install("worker-signal", this::pass);
  }

  /** Starts listening. */
  static WorkerSignal install() {
    return new WorkerSignal();
  }

  /** Sets the process to pass a signal on to. */
  void watch(Process worker) {
    chief = worker;
  }

  /** Returns whether there has been one. */
  boolean isGiven() {
    return isGiven;
  }

  private boolean pass() {
    isGiven = true;
    Process worker = chief;
    if (worker != null) {
      worker.destroy(); // a second signal, if the terminal sent one to all, has no effect
    }
    return true;
  }

  @Override
  public void close() {
    hook.close();
  }
}
