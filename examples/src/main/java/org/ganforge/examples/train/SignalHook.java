package org.ganforge.examples.train;

import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/**
 * Acts on Ctrl-C and SIGTERM, and keeps the process until this is closed. A second signal has no
 * effect.
 */
final class SignalHook implements AutoCloseable {
  private final BooleanSupplier action;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  private SignalHook(String name, BooleanSupplier action) {
    this.action = action;
    this.thread = new Thread(this::act, name);
  }

  /**
   * Starts listening.
   *
   * @param name the name of the thread that acts
   * @param action returns whether to keep the process
   */
  static SignalHook install(String name, BooleanSupplier action) {
    SignalHook hook = new SignalHook(name, action);
    Runtime.getRuntime().addShutdownHook(hook.thread);
    return hook;
  }

  private void act() {
    if (closed.getCount() == 0 || !action.getAsBoolean()) {
      return;
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
      Runtime.getRuntime().removeShutdownHook(thread);
    } catch (IllegalStateException e) {
      // The program is already shutting down, and the hook was waiting for this.
      return;
    }
  }
}
