package org.ganforge.tf.truth;

import java.util.Optional;
import org.ganforge.Sequential;
import org.ganforge.internal.Seeds;

/**
 * Questions about random networks, each with one answer.
 *
 * @param networks the networks
 */
public record Questions(RandomNetworks networks) {
  /**
   * How far, as a share of the largest number, every number must be from where a gradient jumps. A
   * float32 network errs by less.
   */
  private static final double LEAST_MARGIN = 1e-4;

  private static final int TRIES = 20;

  /**
   * Returns a question about a network. There is none where every batch that was tried comes too
   * near to a jump of a gradient, a bend of an activation or two equal numbers under a window: on
   * which side of it float32 falls is luck, and either gradient is right.
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
