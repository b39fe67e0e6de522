package org.ganforge.examples.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Json;
import org.ganforge.examples.serve.http.Call;
import org.ganforge.examples.serve.http.EventSink;
import org.ganforge.observe.RunRecords;
import org.jspecify.annotations.Nullable;

/**
 * Sends changes in a run to each listening page: {@code records}, the curves and so on; {@code
 * status}; {@code failure}, why the records cannot be read. Without listeners, nothing is read or
 * kept.
 */
final class RunStream {
  private static final long PAUSE_MILLIS = 1000;
  private static final long NANOS = 1_000_000;

  private final ServedRuns runs;
  private final Map<String, Shared> feeds = new HashMap<>();
  private boolean isClosing;
  private int listening;

  RunStream(ServedRuns runs) {
    this.runs = runs;
  }

  /** A feed and the number of pages that it is read for. */
  private record Shared(RunFeed feed, int pages) {}

  /** Sends events to one page until it leaves or the program ends. */
  void send(Call call, EventSink sink) throws IOException, InterruptedException {
    ServedRun run = runs.find(call.withOnly().variable("run"));
    long iterations = run.directory().info().gan().plan().iterations();
    RunFeed feed = join(run);
    try {
      Sent sent = new Sent(run, iterations, feed, sink);
      boolean isLast;
      do {
        isLast = isClosing();
        if (isLast) {
          feed.expire();
        }
        sent.round();
        pause();
      } while (!isLast);
    } finally {
      leave(run);
    }
  }

  private synchronized RunFeed join(ServedRun run) {
    listening++;
    Shared shared = feeds.get(run.id());
    Shared joined =
        shared == null
            ? new Shared(new RunFeed(run.directory()), 1)
            : new Shared(shared.feed(), shared.pages() + 1);
    feeds.put(run.id(), joined);
    return joined.feed();
  }

  private synchronized void leave(ServedRun run) {
    listening--;
    notifyAll();
    feeds.computeIfPresent(
        run.id(),
        (id, shared) -> shared.pages() == 1 ? null : new Shared(shared.feed(), shared.pages() - 1));
  }

  private synchronized boolean isClosing() {
    return isClosing;
  }

  private synchronized void pause() throws InterruptedException {
    long end = System.nanoTime() + PAUSE_MILLIS * NANOS;
    for (long left = PAUSE_MILLIS; !isClosing && left > 0; left = millisUntil(end)) {
      wait(left);
    }
  }

  /** Returns how many pages listen. */
  synchronized int listening() {
    return listening;
  }

  /**
   * Sends every page the last state and ends the streams.
   *
   * @param millis how long to wait for slow pages
   */
  synchronized void finish(long millis) {
    isClosing = true;
    notifyAll();
    long end = System.nanoTime() + millis * NANOS;
    try {
      for (long left = millis; listening > 0 && left > 0; left = millisUntil(end)) {
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long millisUntil(long end) {
    return (end - System.nanoTime()) / NANOS;
  }

  /** The state that one page has received. */
  private static final class Sent {
    private final ServedRun run;
    private final long iterations;
    private final RunFeed feed;
    private final EventSink sink;
    private @Nullable RunRecords records;
    private @Nullable ObjectNode status;
    private @Nullable String failure;

    Sent(ServedRun run, long iterations, RunFeed feed, EventSink sink) {
      this.run = run;
      this.iterations = iterations;
      this.feed = feed;
      this.sink = sink;
    }

    /**
     * A closed page is noticed only when something is sent to it, so each round sends something.
     */
    void round() throws IOException {
      boolean isSent;
      try {
        RunFeed.Reading reading = feed.read();
        boolean areNew = send(reading.records());
        isSent = send(status(reading.iteration())) || areNew;
        failure = null;
      } catch (InvalidInputException e) {
        isSent = fail(String.valueOf(e.getMessage()));
      }
      if (!isSent) {
        sink.check();
      }
    }

    private TrainingStatus status(long iteration) {
      return run.training()
          .map(control -> control.status().orRecorded(iteration, iterations))
          .orElseGet(() -> TrainingStatus.recorded(iteration, iterations));
    }

    private boolean send(RunRecords now) throws IOException {
      RunChanges changes = new RunChanges(records, now);
      if (changes.isEmpty()) {
        return false;
      }
      sink.send("records", changes.json());
      records = now;
      return true;
    }

    private boolean send(TrainingStatus now) throws IOException {
      ObjectNode json = now.json();
      if (json.equals(status)) {
        return false;
      }
      sink.send("status", json);
      status = json;
      return true;
    }

    private boolean fail(String message) throws IOException {
      if (message.equals(failure)) {
        return false;
      }
      sink.send("failure", Json.object().put("error", message));
      failure = message;
      status = null; // once it is mended, a status takes the message away
      return true;
    }
  }
}
