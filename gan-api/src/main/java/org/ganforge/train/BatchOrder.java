package org.ganforge.train;

/** The order in which batches take images. */
public enum BatchOrder {
  /** Each drawn at random from all, with replacement. */
  RANDOM,
  /** A new random order every epoch; an incomplete batch at an epoch's end is dropped. */
  SHUFFLED,
  /** The order of the file; an incomplete batch at an epoch's end is dropped. */
  SEQUENTIAL
}
