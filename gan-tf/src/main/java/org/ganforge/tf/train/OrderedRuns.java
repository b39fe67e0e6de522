package org.ganforge.tf.train;

import org.ganforge.tf.distributed.FollowerGroup;
import org.ganforge.tf.distributed.Order;
import org.ganforge.tf.graph.StepKind;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TFUnimplementedException;
import org.tensorflow.exceptions.TensorFlowException;

/** What a follower runs: whatever the chief orders. */
record OrderedRuns(TensorFlowTrainer trainer, StepRunner steps, FollowerGroup followers) {
  /** Does it until the chief says that training is over; returns why it failed, if it did. */
  String all() {
    followers.ready();
    while (true) {
      Order order = followers.next();
      if (order instanceof Order.End end) {
        return end.failure();
      }
      try {
        run(order);
      } catch (TensorFlowException | TFInvalidArgumentException | TFUnimplementedException e) {
        // The chief ends the training for the same reason, or for another that it knows.
        if (followers.nextWithinPatience().orElse(order) instanceof Order.End end) {
          return end.failure();
        }
        throw followers.explained(e);
      }
    }
  }

  private void run(Order order) {
    if (order instanceof Order.Step step) {
      steps.follow(step.parts().stream().map(StepKind::valueOf).toList());
    } else if (order instanceof Order.Gradients gradients) {
      steps.gradients(StepKind.valueOf(gradients.part()));
    } else if (order instanceof Order.Restore restored) {
      trainer.restore(restored.directory());
    } else {
      throw new AssertionError(order);
    }
  }
}
