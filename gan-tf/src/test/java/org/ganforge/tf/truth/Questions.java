package org.ganforge.tf.truth;

import java.util.Optional;
import org.ganforge.Sequential;
import org.ganforge.internal.Seeds;

/**
 * Questions about random networks, each with a unique answer.
 *
 * @param networks the networks
 */
public record Questions(RandomNetworks networks) {
  /**
   * How far every number must be from a jump of a gradient, relative to the largest number. A
   * float32 network's error is smaller.
   */
  private static final double LEAST_MARGIN = 1e-4;

  private static final int TRIES = 20;

  /**
   * Returns a question about a network; empty if every batch tried comes too close to a jump of a
   * gradient, a kink of an activation or two equal numbers under a window: it is chance on which
   * side of it float32 falls, and either gradient is right.
   */
  public Optional<Question> about(int index) {
    Sequential network = networks.network(index);
    for (int i = 0; i < TRIES; i++) {
      Question question = Question.of(network, Seeds.derive(networks.seed(), index + " try " + i));
      if (question.kinkMargin() >= LEAST_MARGIN) {
        return Optional.of(question);
      }
    }
    return Optional.empty();
  }
}
