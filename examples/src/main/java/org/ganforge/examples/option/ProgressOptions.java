package org.ganforge.examples.option;

import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;
import picocli.CommandLine.Option;

/** How progress is shown during training. */
public final class ProgressOptions {
  @Option(names = "--quiet", description = "show nothing of the training but its final report")
  private boolean isQuiet;

  @Option(
      names = "--json-lines",
      description = "show the training as JSON, one object a line, for programs")
  private boolean isJson;

  /** What is shown. */
  public enum Form {
    /** Text for a person: a bar on a terminal, lines elsewhere. */
    TEXT,
    /** JSON, an object a line. */
    JSON,
    /** Nothing. */
    NONE
  }

  /**
   * Returns where progress text goes.
   *
   * @param usual where it goes for a person
   */
  public Console text(Console usual) {
    return form() == Form.TEXT ? usual : usual.silent();
  }

  /** Returns what is asked for. * * @throws InvalidInputException if that is both */
  public Form form() {
    if (isQuiet && isJson) {
      throw new InvalidInputException(
          "--quiet", "it alone", "--json-lines as well", "give one of the two");
    }
    return isQuiet ? Form.NONE : isJson ? Form.JSON : Form.TEXT;
  }
}
