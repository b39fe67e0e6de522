package org.ganforge.objective;

/** What an objective takes the discriminator's outputs for. */
public enum Outputs {
  /** Probabilities of being real, in [0, 1]: the discriminator ends in a sigmoid. */
  PROBABILITIES,
  /** Logits or scores of any size: nothing bounds the discriminator's end to [0, 1]. */
  SCORES,
  /** Either. */
  ANY
}
