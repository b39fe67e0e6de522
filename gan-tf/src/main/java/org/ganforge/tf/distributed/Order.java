package org.ganforge.tf.distributed;

import java.nio.file.Path;
import java.util.List;

/** What the chief has all workers do. */
public sealed interface Order {
  /**
   * Run these parts of an iteration in one run.
   *
   * @param parts their names
   */
  record Step(List<String> parts) implements Order {
    /** Copies the list. */
    public Step {
      parts = List.copyOf(parts);
    }
  }

  /**
   * Compute the gradients of a step, and change nothing.
   *
   * @param part its name
   */
  record Gradients(String part) implements Order {}

  /**
   * Restore a checkpoint.
   *
   * @param directory a copy of it
   */
  record Restore(Path directory) implements Order {}

  /**
   * The training is over.
   *
   * @param failure why it failed; empty if it didn't
   */
  record End(String failure) implements Order {}
}
