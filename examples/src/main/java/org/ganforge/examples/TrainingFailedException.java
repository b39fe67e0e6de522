package org.ganforge.examples;

/**
 * A training that began well and could not go on; the message is one line. It keeps a full disk in
 * the middle of a run apart from an input that was wrong from the start.
 */
final class TrainingFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TrainingFailedException(String message) {
    super(message);
  }

  TrainingFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
