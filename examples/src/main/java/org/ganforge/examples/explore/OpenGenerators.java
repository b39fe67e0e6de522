package org.ganforge.examples.explore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.ganforge.GanGenerator;
import org.ganforge.examples.serve.http.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A cache of generators, opened when they are first requested. The number of open generators is
 * limited, and so is the number of requests waiting for one; each is used by one request at a time.
 * Idle generators are closed, and the least recently used one makes room for another.
 *
 * @param <K> identifies a generator
 * @param <G> the type of a generator
 */
final class OpenGenerators<K, G extends GanGenerator> implements AutoCloseable {
  static final int MOST_OPEN = 2;
  static final int MOST_WAITING = 8;
  static final Duration IDLE = Duration.ofMinutes(5);

  private final Function<K, G> opener;
  private final LongSupplier nanoTime;
  private final Map<K, Opened<G>> all = new LinkedHashMap<>();
  private final ScheduledThreadPoolExecutor later;
  private @Nullable Future<?> next;
  private boolean isClosed;
  private int users;

  OpenGenerators(Function<K, G> opener) {
    this(opener, System::nanoTime);
  }

  /**
   * Makes the cache.
   *
   * @param nanoTime a clock like {@link System#nanoTime}
   */
  OpenGenerators(Function<K, G> opener, LongSupplier nanoTime) {
    this.opener = opener;
    this.nanoTime = nanoTime;
    this.later =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "explorer");
              thread.setDaemon(true);
              return thread;
            });
    later.setKeepAliveTime(1, TimeUnit.SECONDS);
    later.allowCoreThreadTimeOut(true);
    later.setRemoveOnCancelPolicy(true);
  }

  /** One generator; its own lock is held by the request that uses it. */
  private static final class Opened<G extends GanGenerator> {
    private int users;
    private long lastUse;
    private @Nullable G generator;

    void close() {
      if (generator != null) {
        generator.close();
      }
    }
  }

  /**
   * Returns the result of a request to a generator.
   *
   * @throws Refusal 503 if too many requests wait, or too many generators are in use
   */
  <T> T use(K key, Function<G, T> action) {
    Opened<G> opened = take(key);
    try {
      synchronized (opened) {
        G generator = opened.generator;
        if (generator == null) {
          generator = opener.apply(key);
          opened.generator = generator;
        }
        return action.apply(generator);
      }
    } finally {
      leave(key, opened);
    }
  }

  private synchronized Opened<G> take(K key) {
    if (isClosed) {
      throw Refusal.of(
          503, "explorer", "a program that still runs", "one that ends", "start it again");
    }
    Opened<G> opened = all.get(key);
    if (opened == null) {
      makeRoom();
      opened = new Opened<>();
      all.put(key, opened);
    }
    if (users > MOST_WAITING) {
      throw Refusal.of(
          503,
          "explorer",
          "at most " + MOST_WAITING + " waiting requests",
          "one more",
          "try again in a moment");
    }
    opened.users++;
    users++;
    return opened;
  }

  private void makeRoom() {
    if (all.size() < MOST_OPEN) {
      return;
    }
    K oldest =
        all.entrySet().stream()
            .filter(entry -> entry.getValue().users == 0)
            .min((one, other) -> Long.compare(one.getValue().lastUse, other.getValue().lastUse))
            .map(Map.Entry::getKey)
            .orElseThrow(
                () ->
                    Refusal.of(
                        503,
                        "explorer",
                        "at most " + MOST_OPEN + " generators in use",
                        "one more",
                        "try again in a moment"));
    closeNow(oldest);
  }

  private void closeNow(K key) {
    Opened<G> opened = all.remove(key);
    if (opened != null) {
      opened.close();
    }
  }

  private synchronized void leave(K key, Opened<G> opened) {
    opened.users--;
    users--;
    opened.lastUse = nanoTime.getAsLong();
    if (opened.users > 0) {
      return;
    }
    if (opened.generator == null || isClosed) {
      closeNow(key);
    } else {
      lookLater();
    }
  }

  private void lookLater() {
    if (next != null) {
      next.cancel(false);
    }
    next = later.schedule(this::closeIdle, IDLE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Closes the generators not used for {@link #IDLE}. */
  synchronized void closeIdle() {
    long now = nanoTime.getAsLong();
    List<K> idle = new ArrayList<>();
    boolean hasOthers = false;
    for (Map.Entry<K, Opened<G>> entry : all.entrySet()) {
      Opened<G> opened = entry.getValue();
      if (opened.users == 0 && now - opened.lastUse >= IDLE.toNanos()) {
        idle.add(entry.getKey());
      } else {
        hasOthers = true;
      }
    }
    idle.forEach(this::closeNow);
    if (hasOthers && !isClosed) {
      lookLater();
    }
  }

  /** Returns the number of open generators. */
  synchronized int count() {
    return all.size();
  }

  /** Closes all generators; those in use are closed when their requests end. */
  @Override
  public synchronized void close() {
    isClosed = true;
    later.shutdownNow();
    List.copyOf(all.entrySet()).stream()
        .filter(entry -> entry.getValue().users == 0)
        .forEach(entry -> closeNow(entry.getKey()));
  }
}
