package org.ganforge.json.record;

import org.ganforge.json.text.Compact;

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
