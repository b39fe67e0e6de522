package org.ganforge.tf.layer;

/** What a tower is for. */
public enum Mode {
  /**
   * To update the network, or to draw from it as in an update: batch statistics, dropout on, moving
   * averages updated.
   */
  TRAINING,
  /**
   * To train another network through this one: dropout on, weights and moving averages left alone.
   */
  FROZEN,
  /** To use the network: moving averages, no dropout. */
  INFERENCE;

  /** Returns whether dropout and noise are on. */
  public boolean isRandom() {
    return this != INFERENCE;
  }
}
