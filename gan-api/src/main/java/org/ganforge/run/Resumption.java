package org.ganforge.run;

import java.util.function.UnaryOperator;
import org.ganforge.Gan;

/**
 * The allowed differences when a run is resumed. By default there are none, and the resumed run
 * equals an uninterrupted one bit for bit.
 *
 * @param change converts the recorded GAN to the one to train from now on; unchanged by default
 * @param override whether to resume even if something that affects training has changed: by {@code
 *     change}, the images, the software versions or the way of computing; false by default.
 *     Networks can never change, nor optimizers except their learning rates. More iterations and
 *     other checkpoints don't affect training and need no override
 * @param dropRegularizers whether to train an imported network without the parts of its original
 *     training that GanForge lacks; false by default
 */
public record Resumption(UnaryOperator<Gan> change, boolean override, boolean dropRegularizers) {
  /** Returns a resumption in which nothing may differ. */
  public static Resumption of() {
    return new Resumption(UnaryOperator.identity(), false, false);
  }

  /** Returns a copy with this {@code change}. */
  public Resumption withChange(UnaryOperator<Gan> change) {
    return new Resumption(change, override, dropRegularizers);
  }

  /** Returns a copy with this {@code override}. */
  public Resumption withOverride(boolean override) {
    return new Resumption(change, override, dropRegularizers);
  }

  /** Returns a copy with this {@code dropRegularizers}. */
  public Resumption withDropRegularizers(boolean dropRegularizers) {
    return new Resumption(change, override, dropRegularizers);
  }
}
