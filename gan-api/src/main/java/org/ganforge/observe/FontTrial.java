package org.ganforge.observe;

import java.nio.file.Path;
import org.ganforge.error.InvalidInputException;

/**
 * Tells whether pictures with text can be drawn here. Hours of training are worth more than such a
 * picture, so where a machine has no font the training goes on without it, and the log says so
 * once.
 */
final class FontTrial {
  private static final System.Logger LOG = System.getLogger(FontTrial.class.getName());

  private final Runnable trial;
  private boolean told;

  FontTrial() {
    this(() -> Fonts.sansSerif(12));
  }

  /** Makes a trial of one's own, which throws where there is no font. */
  FontTrial(Runnable trial) {
    this.trial = trial;
  }

  /** Returns whether {@code png} can be drawn. */
  boolean allows(Path png) {
    try {
      trial.run();
      return true;
    } catch (InvalidInputException e) {
      if (!told) {
        LOG.log(System.Logger.Level.WARNING, png + " is not drawn: " + e.getMessage());
        told = true;
      }
      return false;
    }
  }
}
