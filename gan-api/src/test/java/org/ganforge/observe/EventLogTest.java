package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.record.LoggedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
  private static final LoggedEvent FIRST = new LoggedEvent(3, "divergence", "text \"in\" quotes");
  private static final LoggedEvent SECOND = new LoggedEvent(4, "rollback", "back");

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("events.jsonl");
  }

  @Test
  void appendsALinePerEvent() {
    EventLog log = new EventLog(file());
    log.append(FIRST);
    log.append(SECOND);
    assertThat(file())
        .hasContent(
            """
            {"iteration": 3, "event": "divergence", "text": "text \\"in\\" quotes"}
            {"iteration": 4, "event": "rollback", "text": "back"}
            """);
  }

  /** A process may be killed, or the power may fail, at any byte of a line. */
  @Test
  void replacesAnIncompleteLine() throws IOException {
    String whole = FIRST.line() + "\n";
    for (String tail : new String[] {"", "\0".repeat(5000)}) {
      for (int length = 0; length < whole.length(); length++) {
        Files.writeString(file(), whole.substring(0, length) + tail);
        new EventLog(file()).append(SECOND);
        assertThat(Files.readString(file())).isEqualTo(SECOND.line() + "\n");
        if (!tail.isEmpty()) {
          length += whole.length() / 4;
        }
      }
    }
    Files.writeString(file(), whole + whole.substring(0, 9));
    new EventLog(file()).append(SECOND);
    assertThat(Files.readString(file())).isEqualTo(whole + SECOND.line() + "\n");
  }

  @Test
  void saysThatItCannotBeWritten() throws IOException {
    Files.createDirectory(file());
    assertThatThrownBy(() -> new EventLog(file()).append(FIRST))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            file()
                + ": expected a file that can be written but found Is a directory; free space there,"
                + " correct the permissions, or choose another place");
  }
}
