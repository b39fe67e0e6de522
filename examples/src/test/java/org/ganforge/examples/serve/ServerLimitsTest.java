package org.ganforge.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much the page's server takes at once, and what it says to the rest. */
class ServerLimitsTest {
  @TempDir private Path folder = Path.of("");
  private RunPage page = RunPage.of(List::of, 0);
  private URI server = URI.create("http://localhost/");

  @BeforeEach
  void serve() {
    page.close();
    ServedRun run = ServedRun.recorded("run", RecordedRun.in(folder.resolve("run")).directory());
    page = RunPage.of(() -> List.of(run), 0);
    server = page.address();
  }

  @AfterEach
  void stop() {
    page.close();
  }

  private void assertRefused(String path, int status, String error) {
    RawAnswer answer = RawAnswer.get(server, path);
    assertThat(answer.error()).isEqualTo(error);
    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  void aNinthListenerIsRefused() throws IOException {
    List<Socket> listeners = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        Socket socket = RawAnswer.open(server);
        listeners.add(socket);
        RawAnswer.write(socket, RawAnswer.request("GET", server, "/api/runs/run/events"));
        RawAnswer.readUntil(socket, "event: records");
      }
      assertRefused(
          "/api/runs/run/events",
          503,
          "events: expected at most 8 open pages but found one more; close one of them");
      assertThat(RawAnswer.get(server, "/api/runs").status()).isEqualTo(200);
      listeners.get(3).close();
      assertIsAdmitted();
    } finally {
      for (Socket socket : listeners) {
        socket.close();
      }
    }
  }

  /** The server notices a closed page when it next sends something, after a second at most. */
  private void assertIsAdmitted() throws IOException {
    String answer;
    do {
      try (Socket socket = RawAnswer.open(server)) {
        RawAnswer.write(socket, RawAnswer.request("GET", server, "/api/runs/run/events"));
        answer = RawAnswer.readUntil(socket, "\r\n");
      }
    } while (answer.contains(" 503 "));
    assertThat(answer).contains(" 200 ");
  }

  @Test
  void refusalsSayWhatToDo() {
    Map.of(
            "/api/nothing",
            "path: expected one of this page's but found /api/nothing; open the address that"
                + " the terminal shows",
            "/files/nothing.js",
            "file: expected one of the page's but found nothing.js; reload the page",
            "/api/runs/other",
            "run: expected one that is listed but found other; choose one from the list",
            "/api/runs/run/pictures/other",
            "picture other: expected a PNG or GIF in the run but found none; choose one that the"
                + " page shows")
        .forEach((path, error) -> assertRefused(path, 404, error));
  }

  /** Connections beyond the limit wait until another one is closed. */
  @Test
  void moreConnectionsThanTheLimitWait() throws IOException {
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        idle.add(RawAnswer.open(server));
      }
      Socket last = idle.get(39);
      RawAnswer.write(last, RawAnswer.request("GET", server, "/api/runs"));
      last.setSoTimeout(200);
      assertThatThrownBy(() -> last.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      for (Socket socket : idle.subList(0, 39)) {
        socket.close();
      }
      last.setSoTimeout(20_000);
      assertThat(RawAnswer.read(last).status()).isEqualTo(200);
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }
}
