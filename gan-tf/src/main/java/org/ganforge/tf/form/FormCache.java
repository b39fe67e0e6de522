package org.ganforge.tf.form;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.file.AtomicFile;

/**
 * The outcomes of trials on a machine, in a text file: a line for each, with tabs between what was
 * tried, the choice, its nanoseconds and what was wrong. What cannot be read is tried again, and
 * where nothing can be written, nothing is kept.
 */
public final class FormCache {
  private static final String TAB = "\t";
  private static final String COMMA = ", ";

  private final Path file;

  /** Makes the cache that is kept in a file. */
  public FormCache(Path file) {
    this.file = file;
  }

  Map<String, TrialOutcome> read() {
    Map<String, TrialOutcome> outcomes = new LinkedHashMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        String[] parts = line.split(TAB, -1);
        if (parts.length == 4) {
          outcome(parts).ifPresent(outcome -> outcomes.put(parts[0], outcome));
        }
      }
    } catch (IOException e) {
      return Map.of(); // nothing was tried here before, or it cannot be read
    }
    return outcomes;
  }

  private static Optional<TrialOutcome> outcome(String[] parts) {
    List<String> wrong = parts[3].isEmpty() ? List.of() : Arrays.asList(parts[3].split(COMMA));
    try {
      long nanos = Long.parseLong(parts[2]);
      return Choice.named(parts[1]).map(choice -> new TrialOutcome(choice, nanos, wrong));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Adds outcomes to those that are there. */
  void add(Map<String, TrialOutcome> found) {
    if (found.isEmpty()) {
      return;
    }
    Map<String, TrialOutcome> all = new LinkedHashMap<>(read());
    all.putAll(found);
    StringBuilder text = new StringBuilder();
    all.forEach(
        (entry, outcome) ->
            text.append(
                String.join(
                        TAB,
                        entry,
                        outcome.choice().toString(),
                        Long.toString(outcome.nanos()),
                        String.join(COMMA, outcome.wrong()))
                    + "\n"));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      AtomicFile.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (IOException | InvalidInputException e) {
      return; // the next start tries again
    }
  }
}
