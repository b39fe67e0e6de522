package org.ganforge.examples.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.function.Supplier;
import org.ganforge.examples.console.Failures;
import org.ganforge.examples.console.Json;
import org.jspecify.annotations.Nullable;

/**
 * The result of one of the doctor's checks.
 *
 * @param name what was checked: {@code gpu}
 * @param state how good it is
 * @param text what was found, and the way out if it is not good
 * @param facts the same as fields, for programs
 */
record Finding(String name, State state, String text, ObjectNode facts) {
  private static final int NAME_WIDTH = 12;
  private static final int STATE_WIDTH = 9;

  /** How good it is. */
  enum State {
    /** As it should be. */
    OK,
    /** Good to know; training works. */
    NOTE,
    /** Training fails. */
    PROBLEM
  }

  static Finding ok(String name, String text) {
    return new Finding(name, State.OK, text, Json.object());
  }

  static Finding note(String name, String text) {
    return new Finding(name, State.NOTE, text, Json.object());
  }

  static Finding problem(String name, String text) {
    return new Finding(name, State.PROBLEM, text, Json.object());
  }

  /**
   * Runs a check; if it throws, the failure is reported as a finding, and the other checks
   * continue.
   *
   * @param failed how bad it is if the check fails
   */
  static Finding guarded(String name, State failed, Supplier<Finding> check) {
    try {
      return check.get();
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      return new Finding(name, failed, Failures.line(e), Json.object());
    }
  }

  /** Returns this with one more fact; null if it is unknown. */
  Finding with(String fact, @Nullable Object value) {
    ObjectNode more = facts.deepCopy();
    more.putPOJO(fact, value);
    return new Finding(name, state, text, more);
  }

  boolean isProblem() {
    return state == State.PROBLEM;
  }

  /** Returns {@code gpu note none, since ...}. */
  String line() {
    return String.format(
        Locale.ROOT, "%-" + NAME_WIDTH + "s%-" + STATE_WIDTH + "s%s", name, word(), text);
  }

  private String word() {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /** Returns the same as JSON. */
  ObjectNode json() {
    return Json.object().put("name", name).put("state", word()).put("text", text).setAll(facts);
  }
}
