package org.ganforge.examples;

/** Results could not be written: the terminal or the pipe behind this program is closed. */
final class OutputLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutputLostException(String loss) {
    super(loss);
  }
}
