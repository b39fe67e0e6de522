package org.ganforge.observe;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.record.LoggedEvent;

/** The last events of a growing {@link EventLog}; lines that are not events are skipped. */
final class EventTail implements LogTail.Lines {
  private static final int MOST_READ = 1 << 20;

  private final LogTail tail;
  private final int most;
  private final Deque<LoggedEvent> events = new ArrayDeque<>();

  EventTail(Path path, int most) {
    this.tail = new LogTail(path, MOST_READ, this);
    this.most = most;
  }

  /**
   * Returns the last events as they are now, in order.
   *
   * @throws InvalidInputException if the file cannot be read
   */
  List<LoggedEvent> read() {
    tail.read();
    return List.copyOf(events);
  }

  @Override
  public void restart() {
    events.clear();
  }

  @Override
  public boolean take(byte[] line) {
    try {
      events.addLast(LoggedEvent.read(new String(line, StandardCharsets.UTF_8).stripTrailing()));
    } catch (InvalidInputException e) {
      return true; // another version's, or damaged
    }
    if (events.size() > most) {
      events.removeFirst();
    }
    return true;
  }
}
