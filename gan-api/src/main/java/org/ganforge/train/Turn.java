package org.ganforge.train;

/** What a schedule asks for next. */
public enum Turn {
  /** One training turn of the discriminator. */
  DISCRIMINATOR,
  /** One training update of the generator. */
  GENERATOR,
  /** Nothing more in this iteration. */
  END_OF_ITERATION
}
