package org.ganforge.examples;

import java.util.Locale;
import org.ganforge.train.ClassifierListener;

/** Says that a classifier is being trained, and on a terminal how far it is. */
final class ClassifierProgress implements ClassifierListener {
  private final Console console;
  private int shown = -1;

  ClassifierProgress(Console console) {
    this.console = console;
  }

  @Override
  public void onStep(int step, int steps, double loss) {
    int percent = (int) (100L * step / steps);
    if (!console.terminal()) {
      if (shown < 0) {
        console.line("training a classifier of the real images, once ...");
      }
    } else if (percent != shown) {
      console
          .out()
          .print(
              String.format(
                  Locale.ROOT,
                  "\rtraining a classifier of the real images, once  %3d %%",
                  percent));
      if (step == steps) {
        console.out().println();
      }
      console.out().flush();
    }
    shown = percent;
  }
}
