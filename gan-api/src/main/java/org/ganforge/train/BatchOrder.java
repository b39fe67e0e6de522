package org.ganforge.train;

/** Which images a batch takes. */
public enum BatchOrder {
  /** Each drawn at random from all, with replacement. */
  RANDOM,
  /** A new random order every epoch; what does not fill a batch at an epoch's end is left out. */
  SHUFFLED,
  /** The order of the file; what does not fill a batch at an epoch's end is left out. */
  SEQUENTIAL
}
