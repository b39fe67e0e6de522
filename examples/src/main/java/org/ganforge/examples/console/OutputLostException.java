package org.ganforge.examples.console;

/** Results could not be written: the terminal or the pipe behind this program is closed. */
public final class OutputLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with the line that says why. */
  public OutputLostException(String loss) {
    super(loss);
  }
}
