package org.ganforge.examples.train;

import java.util.concurrent.CountDownLatch;
import org.ganforge.tf.TensorFlowWorker;

/**
 * On Ctrl-C and SIGTERM, asks the chief to end the training cleanly, and keeps this process until
 * then: without it the chief could not finish its iteration.
 */
final class FollowerSignal implements AutoCloseable {
  private final TensorFlowWorker follower;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::ask, "follower-signal");

  private FollowerSignal(TensorFlowWorker follower) {
    this.follower = follower;
  }

  /** Starts listening. */
  static FollowerSignal install(TensorFlowWorker follower) {
    FollowerSignal signal = new FollowerSignal(follower);
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  /** Trains as {@link TensorFlowWorker#follow} does. */
  boolean follow() {
    return follower.follow();
  }

  private void ask() {
    if (closed.getCount() == 0) {
      return;
    }
    try {
      follower.stop();
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
