package org.ganforge.examples.serve.http;

/** Answers requests to one path. It is called by several threads at once. */
@FunctionalInterface
public interface Endpoint {
  /**
   * Returns the answer.
   *
   * @throws Refusal if there is none
   * @throws org.ganforge.error.InvalidInputException if the request asks for something impossible;
   *     its message goes back with status 400
   */
  Answer answer(Call call);
}
