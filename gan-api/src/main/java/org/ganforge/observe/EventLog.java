package org.ganforge.observe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.ganforge.internal.FileErrors;
import org.ganforge.json.RunEvent;

/**
 * Appends to {@code events.jsonl} what has happened in a run besides its iterations: warnings,
 * divergence, what was done about it. A line that is there stays there, also when the training goes
 * back to a checkpoint before it. {@code metrics.jsonl} has the iterations alone.
 *
 * @param path the file; it is made with the first line
 */
public record EventLog(Path path) {
  /**
   * Appends a line.
   *
   * @throws org.ganforge.error.InvalidInputException if the file cannot be written
   */
  public void append(RunEvent event) {
    byte[] line = (event.line() + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      Files.write(path, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw FileErrors.unwritable(path, e);
    }
  }

  /** Appends a warning, under its sign's name in lower case. */
  public void append(CollapseWarning warning) {
    String event = warning.sign().name().toLowerCase(Locale.ROOT);
    append(new RunEvent(warning.iteration(), event, warning.text()));
  }
}
