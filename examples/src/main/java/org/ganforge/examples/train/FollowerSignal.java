package org.ganforge.examples.train;

import org.ganforge.tf.TensorFlowWorker;

/**
 * On Ctrl-C and SIGTERM, asks the chief to end the training cleanly, and keeps this process until
 * then: without it the chief could not finish its iteration.
 */
final class FollowerSignal implements AutoCloseable {
  private final TensorFlowWorker follower;
  private final SignalHook hook;

  private FollowerSignal(TensorFlowWorker follower) {
    this.follower = follower;
    this.hook = SignalHook.install("follower-signal", this::ask);
  }

  /** Starts listening. */
  static FollowerSignal install(TensorFlowWorker follower) {
    return new FollowerSignal(follower);
  }

  /** Trains as {@link TensorFlowWorker#follow} does. */
  boolean follow() {
    return follower.follow();
  }

  private boolean ask() {
    follower.stop();
    return true;
  }

  @Override
  public void close() {
    hook.close();
  }
}
