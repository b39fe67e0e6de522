package org.ganforge.tf.form;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.file.AtomicFile;

/**
 * The outcomes of a machine's trials in a text file, one line each: the entry tried, the choice,
 * its nanoseconds and the forms that were wrong, separated by tabs. Lines that cannot be read are
 * tried again; if the file cannot be written, nothing is kept.
 */
public final class FormCache {
  private static final String TAB = "\t";
  private static final String COMMA = ", ";
  private static final String LOCK = ".lock";

  /** A process cannot lock a file twice. */
  private static final Object ONE_AT_A_TIME = new Object();

  private final Path file;

  /** Makes a cache that is kept in a file. */
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

  /** Adds outcomes, in place of earlier ones of the same entries. */
  void add(Map<String, TrialOutcome> found) {
    add(found, read());
  }

  /**
   * Adds outcomes, except where another program has written one in the meantime: that one counts,
   * so that both programs and all later ones compute alike.
   *
   * @param before the outcomes in the file when the trials began
   * @return the outcomes that count
   */
  Map<String, TrialOutcome> add(Map<String, TrialOutcome> found, Map<String, TrialOutcome> before) {
    if (found.isEmpty()) {
      return found;
    }
    synchronized (ONE_AT_A_TIME) {
      try (FileChannel channel = lockFile()) {
        lock(channel);
        Map<String, TrialOutcome> all = new LinkedHashMap<>(read());
        Map<String, TrialOutcome> counting = new LinkedHashMap<>();
        found.forEach(
            (entry, outcome) -> {
              TrialOutcome other = all.get(entry);
              boolean isOlder = other == null || other.equals(before.get(entry));
              counting.put(entry, isOlder ? outcome : other);
            });
        all.putAll(counting);
        write(all);
        return counting;
      } catch (IOException | InvalidInputException e) {
        return found; // the next start tries again
      }
    }
  }

  private FileChannel lockFile() throws IOException {
    Path lock = file.toAbsolutePath().resolveSibling(LOCK);
    Files.createDirectories(lock.getParent());
    return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** Keeps other programs from writing until the channel is closed. */
  private static void lock(FileChannel channel) {
    try {
      channel.lock();
    } catch (IOException e) {
      return; // a file system without locks
    }
  }

  private void write(Map<String, TrialOutcome> all) {
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
    AtomicFile.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
  }
}
