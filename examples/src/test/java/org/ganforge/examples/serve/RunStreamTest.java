package org.ganforge.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ganforge.examples.serve.http.Call;
import org.ganforge.examples.serve.http.EventSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one page is sent, and when its place is free again. */
class RunStreamTest {
  @TempDir private Path folder = Path.of("");

  /** A page that closes after some messages. */
  private static final class Page implements EventSink {
    private final List<String> sent = new ArrayList<>();
    private final int most;

    Page(int most) {
      this.most = most;
    }

    @Override
    public void send(String name, JsonNode data) throws IOException {
      if (sent.size() == most) {
        throw new IOException("closed");
      }
      sent.add(name);
    }

    @Override
    public void check() throws IOException {
      send("check", NullNode.getInstance());
    }
  }

  /** Nothing happens in the run, and the page closes after the first round. */
  @Test
  void aClosedPageIsNoticedInTheNextRound() {
    RecordedRun run = RecordedRun.in(folder.resolve("run"));
    RunStream stream = new RunStream(() -> List.of(ServedRun.recorded("run", run.directory())));
    Page page = new Page(2);
    assertThatThrownBy(() -> stream.send(new Call(Map.of("run", "run"), Map.of()), page))
        .isInstanceOf(IOException.class)
        .hasMessage("closed");
    assertThat(page.sent).containsExactly("records", "status");
    assertThat(stream.listening()).isZero();
  }
}
