package org.ganforge.observe.mlflow;

import java.io.IOException;

/** A request that the tracking server has not carried out. */
public final class TrackingException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  /**
   * Makes the exception.
   *
   * @param message what was found, in one line
   * @param status the HTTP status; 0 if there was no answer
   * @param code MLflow's error code; empty if the answer has none
   */
  TrackingException(String message, int status, String code) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** Returns MLflow's error code, such as {@code RESOURCE_DOES_NOT_EXIST}; empty if unknown. */
  String code() {
    return code;
  }

  /** Returns whether the same request may succeed later. */
  boolean isTemporary() {
    return status == 0 || status == 408 || status == 429 || status >= 500;
  }
}
