package org.ganforge.examples.option;

import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;
import picocli.CommandLine.Option;

/** How progress is shown during training. */
public final class ProgressOptions {
  @Option(names = "--quiet", description = "show only the final report")
  private boolean isQuiet;

  @Option(
      names = "--json-lines",
      description = "show progress as JSON, one object per line, for programs")
  private boolean isJson;

  /** The form of the output. */
  public enum Form {
    /** Text for a person: a bar on a terminal, lines elsewhere. */
    TEXT,
    /** JSON, one object per line. */
    JSON,
    /** Nothing. */
    NONE
  }

  /**
   * Returns where progress text goes.
   *
   * @param usual the console for text
   */
  public Console text(Console usual) {
    return form() == Form.TEXT ? usual : usual.silent();
  }

  /**
   * Returns the requested form.
   *
   * @throws InvalidInputException if both options are given
   */
  public Form form() {
    if (isQuiet && isJson) {
      throw new InvalidInputException(
          "--quiet", "it alone", "--json-lines as well", "give one of the two");
    }
    return isQuiet ? Form.NONE : isJson ? Form.JSON : Form.TEXT;
  }
}
