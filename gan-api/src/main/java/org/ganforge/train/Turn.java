package org.ganforge.train;

/** The next step that a schedule asks for. */
public enum Turn {
  /** One training turn of the discriminator. */
  DISCRIMINATOR,
  /** One training update of the generator. */
  GENERATOR,
  /** Nothing more in this iteration. */
  END_OF_ITERATION
}
