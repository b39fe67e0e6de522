package org.ganforge.json.record;

import org.ganforge.json.form.Form;
import org.ganforge.json.form.Forms;
import org.ganforge.json.text.Compact;
import org.ganforge.json.text.JsonText;
import org.ganforge.json.text.JsonValue;

/**
 * An event in a run other than an iteration, a line of {@code events.jsonl}:
 *
 * <pre>{@code
 * {"iteration": 1200, "event": "discriminator_saturated", "text": "over the last 200 ..."}
 * }</pre>
 *
 * @param iteration how many iterations were done
 * @param event the kind of event, in one word
 * @param text a one-line description
 */
public record LoggedEvent(long iteration, String event, String text) {
  private static final Form FORM = Forms.of(LoggedEvent.class);

  /**
   * Reads a line, without its line end.
   *
   * @throws org.ganforge.error.InvalidInputException if it is not such a line
   */
  public static LoggedEvent read(String line) {
    return (LoggedEvent) FORM.read(new JsonValue("$", JsonText.parse(line)));
  }

  /** Returns the line, without its line end. */
  public String line() {
    return "{\"iteration\": "
        + iteration
        + ", \"event\": "
        + Compact.quote(event)
        + ", \"text\": "
        + Compact.quote(text)
        + "}";
  }
}
