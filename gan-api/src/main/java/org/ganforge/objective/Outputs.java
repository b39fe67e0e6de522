package org.ganforge.objective;

/** How an objective interprets the discriminator's outputs. */
public enum Outputs {
  /** Probabilities of being real, in [0, 1]: the discriminator ends in a sigmoid. */
  PROBABILITIES,
  /** Logits or scores of any size: the discriminator's output is not bounded to [0, 1]. */
  SCORES,
  /** Either. */
  ANY
}
