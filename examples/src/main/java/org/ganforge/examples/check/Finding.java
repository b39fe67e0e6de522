package org.ganforge.examples.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.function.Supplier;
import org.ganforge.examples.console.Failures;
import org.ganforge.examples.console.Json;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the doctor looked at.
 *
 * @param name what it is: {@code gpu}
 * @param state whether it is well
 * @param text what was found, and what to do where it is not well
 * @param facts the same in numbers and words, for a program
 */
record Finding(String name, State state, String text, ObjectNode facts) {
  private static final int NAME_WIDTH = 12;
  private static final int STATE_WIDTH = 9;

  /** How well it is. */
  enum State {
    /** As it should be. */
    OK,
    /** Good to know; a training works. */
    NOTE,
    /** A training fails. */
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
   * Returns what a check finds; whatever it fails of is a finding too, not the end of the
   * examination.
   *
   * @param failed how bad it is that nothing is known
   */
  static Finding guarded(String name, State failed, Supplier<Finding> check) {
    try {
      return check.get();
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      return new Finding(name, failed, Failures.line(e), Json.object());
    }
  }

  /** Returns this with one more fact; null where it is not known. */
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

  /** Returns the same for a program. */
  ObjectNode json() {
    return Json.object().put("name", name).put("state", word()).put("text", text).setAll(facts);
  }
}
