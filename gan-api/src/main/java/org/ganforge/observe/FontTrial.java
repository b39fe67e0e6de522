package org.ganforge.observe;

import java.nio.file.Path;
import org.ganforge.error.InvalidInputException;

/**
 * Checks whether pictures with text can be drawn on this machine. Hours of training are worth more
 * than such a picture, so on a machine without fonts training continues without it, and logs that
 * once.
 */
final class FontTrial {
  private static final System.Logger LOG = System.getLogger(FontTrial.class.getName());

  private final Runnable trial;
  private boolean told;

  FontTrial() {
    this(() -> Fonts.sansSerif(12));
  }

  /** Makes a check with a custom trial, which throws if there is no font. */
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
