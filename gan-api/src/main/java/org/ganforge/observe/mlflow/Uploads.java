package org.ganforge.observe.mlflow;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends a run's facts to a tracking server on a thread of its own, so that training never waits for
 * the network. A server that cannot be reached is tried again; one that refuses a message gets no
 * more.
 */
public final class Uploads implements AutoCloseable {
  private final URI address;
  private final @Nullable String authorization;
  private final Pace pace;
  private final Backlog backlog = new Backlog();
  private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
  private final Thread thread = new Thread(this::work, "ganforge-mlflow");
  private boolean hasFailed;

  /**
   * How often to send.
   *
   * @param collect how long numbers are collected before they are sent
   * @param again how long to wait for a server that cannot be reached
   * @param end how long {@link #close} waits for what is left to be sent
   * @param repeats the pauses before a request is repeated
   */
  public record Pace(Duration collect, Duration again, Duration end, List<Duration> repeats) {
    /** Copies the list. */
    public Pace {
      repeats = List.copyOf(repeats);
    }

    /** Returns the usual pace. */
    public static Pace of() {
      return new Pace(
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          List.of(Duration.ofMillis(500), Duration.ofSeconds(2)));
    }
  }

  private Uploads(URI address, @Nullable String authorization, Pace pace) {
    this.address = address;
    this.authorization = authorization;
    this.pace = pace;
    thread.setDaemon(true);
  }

  /**
   * Starts the thread, which sends nothing yet.
   *
   * @param authorization the header of that name; null for none
   */
  public static Uploads start(URI address, @Nullable String authorization, Pace pace) {
    Uploads uploads = new Uploads(address, authorization, pace);
    uploads.thread.start();
    return uploads;
  }

  /** Creates or continues the run. */
  public void begin(Beginning beginning) {
    backlog.add(known -> known.begin(beginning));
  }

  /** Sets tags, replacing those of the same name. */
  public void tag(Map<String, String> tags) {
    backlog.add(known -> known.tag(tags));
  }

  /** Adds numbers; those that aren't finite are left out, since no chart shows them. */
  public void log(List<Metric> metrics) {
    backlog.add(metrics.stream().filter(metric -> Double.isFinite(metric.value())).toList());
  }

  /**
   * Ends the run.
   *
   * @param status MLflow's: FINISHED, FAILED or KILLED
   * @param time in milliseconds since 1970
   */
  public void end(String status, long time) {
    backlog.add(known -> known.end(status, time));
  }

  /** Returns what went wrong first, in one line; a second call returns nothing. */
  public Optional<String> failure() {
    return Optional.ofNullable(failure.getAndSet(null));
  }

  /** Returns how many numbers the server did not get, unless it has refused them. */
  public long lost() {
    return backlog.lost();
  }

  private void work() {
    try {
      // Here, where even a client that cannot be made doesn't harm training.
      TrackedRun run = new TrackedRun(new TrackingServer(address, authorization, pace.repeats()));
      for (Optional<Parcel> next = backlog.take(pace.collect());
          next.isPresent();
          next = backlog.take(pace.collect())) {
        send(next.get(), run);
      }
    } catch (InterruptedException e) {
      backlog.abandon(); // close() has waited long enough
    } catch (RuntimeException e) {
      report(e.toString(), "training continues without it");
      backlog.discard();
    }
  }

  private void send(Parcel parcel, TrackedRun run) throws InterruptedException {
    try {
      parcel.sendTo(run);
    } catch (TrackingException e) {
      backlog.giveBack(parcel);
      String found = String.valueOf(e.getMessage());
      if (!e.isTemporary()) {
        report(found, "training continues without it");
        backlog.discard();
      } else if (backlog.isClosed()) {
        report(found, "the rest is not logged");
        backlog.abandon();
      } else {
        report(found, "training continues, and tries it again");
        backlog.awaitClose(pace.again());
      }
    } catch (InterruptedException e) {
      backlog.giveBack(parcel);
      throw e;
    }
  }

  private void report(String found, String consequence) {
    if (!hasFailed) {
      hasFailed = true;
      failure.set(
          "MLflow at "
              + address
              + ": expected it to log this training but found "
              + found
              + "; "
              + consequence);
    }
  }

  /** Sends what is left, and waits for that, but not for long. */
  @Override
  public void close() {
    backlog.close();
    try {
      thread.join(pace.end().toMillis());
      thread.interrupt();
      thread.join(pace.end().toMillis());
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
