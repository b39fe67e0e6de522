package org.ganforge.examples.console;

/** Results could not be written: the terminal or the reader of the pipe is gone. */
public final class OutputLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with a one-line reason. */
  public OutputLostException(String loss) {
    super(loss);
  }
}
