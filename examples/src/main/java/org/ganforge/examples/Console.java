package org.ganforge.examples;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import org.ganforge.observe.ConsoleProgress;

/**
 * Where the program writes.
 *
 * @param out for results
 * @param err for mistakes, and for progress where results are read by a machine
 * @param terminal whether a person sees {@code out} on a terminal
 * @param width of the terminal, in characters
 */
record Console(PrintStream out, PrintStream err, boolean terminal, int width) {
  private static final int USUAL_WIDTH = 80;

  /** Returns the process's own console; the launcher tells whether it is a terminal. */
  static Console standard() {
    System.setErr(errors());
    return new Console(
        System.out,
        System.err,
        Boolean.getBoolean("ganforge.terminal"),
        Math.max(40, Integer.getInteger("ganforge.columns", USUAL_WIDTH)));
  }

  /**
   * Returns where errors go: the launcher keeps TensorFlow's notes, which go to the standard error
   * stream, apart from the program's own.
   */
  private static PrintStream errors() {
    String path = System.getProperty("ganforge.errors");
    if (path == null) {
      return System.err;
    }
    try {
      return new PrintStream(new FileOutputStream(path, true), true, Charset.defaultCharset());
    } catch (IOException e) {
      return System.err;
    }
  }

  /** Returns how this program is called: {@code ./gan}. */
  static String program() {
    return System.getProperty("ganforge.command", "./gan");
  }

  /** Returns a console whose results go where progress goes, since a machine reads {@code out}. */
  Console forProgressOnly() {
    return new Console(err, err, false, width);
  }

  /** Writes a line of the results. */
  void line(String text) {
    out.println(text);
  }

  /** Returns a listener that shows a training here. */
  ConsoleProgress progress() {
    return new ConsoleProgress(out, terminal, width, System::nanoTime);
  }
}
