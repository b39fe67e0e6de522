package org.ganforge.json.record;

import org.ganforge.json.form.Form;
import org.ganforge.json.form.Forms;
import org.ganforge.json.text.Compact;
import org.ganforge.json.text.JsonText;
import org.ganforge.json.text.JsonValue;

/**
 * Something that has happened in a run besides its iterations, a line of {@code events.jsonl}:
 *
 * <pre>{@code
 * {"iteration": 1200, "event": "discriminator_saturated", "text": "over the last 200 ..."}
 * }</pre>
 *
 * @param iteration how many iterations were done
 * @param event what kind of thing it is, in one word
 * @param text one line for a person
 */
public record LoggedEvent(long iteration, String event, String text) {
  private static final Form FORM = Forms.of(LoggedEvent.class);

  /**
   * Reads a line, without its end.
   *
   * @throws org.ganforge.error.InvalidInputException if it is none
   */
  public static LoggedEvent read(String line) {
    return (LoggedEvent) FORM.read(new JsonValue("$", JsonText.parse(line)));
  }

  /** Returns the line, without its end. */
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
