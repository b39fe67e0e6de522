package org.ganforge.examples.option;

import java.util.Locale;
import org.ganforge.examples.console.Console;
import org.ganforge.train.ClassifierListener;

/**
 * Shows the progress of training a classifier: in one line on a terminal, elsewhere in a line for
 * each tenth.
 */
final class ClassifierProgress implements ClassifierListener {
  private static final String TEXT = "training a classifier on the real images, once";

  private final Console console;
  private int shown = -1;

  ClassifierProgress(Console console) {
    this.console = console;
  }

  @Override
  public void onStep(int step, int steps, double loss) {
    int percent = (int) (100L * step / steps);
    if (console.terminal()) {
      draw(percent, step == steps);
    } else if (shown < 0) {
      console.line(TEXT + " ...");
    } else if (percent / 10 > shown / 10) {
      console.line(String.format(Locale.ROOT, "%s: %d %%", TEXT, percent));
    }
    shown = percent;
  }

  private void draw(int percent, boolean isLast) {
    if (percent != shown) {
      console.out().print(String.format(Locale.ROOT, "\r%s  %3d %%", TEXT, percent));
      if (isLast) {
        console.out().println();
      }
      console.out().flush();
    }
  }
}
