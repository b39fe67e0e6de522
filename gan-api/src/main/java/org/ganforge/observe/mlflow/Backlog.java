package org.ganforge.observe.mlflow;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A queue of everything that is still to be sent, in order. If there are too many numbers to keep,
 * the oldest are lost; nothing else ever is.
 */
final class Backlog {
  /** 10 MB: hours of training. */
  static final int MOST_NUMBERS = 100_000;

  private final Deque<Parcel> waiting = new ArrayDeque<>();
  private int numbers;
  private long lost;
  private boolean isClosed;

  /** Adds something other than numbers, which is sent as soon as possible. */
  synchronized void add(Parcel.Task task) {
    if (!isClosed) {
      waiting.add(Parcel.of(task));
      notifyAll();
    }
  }

  /** Adds numbers, which are collected for a while before they are sent. */
  synchronized void add(List<Metric> metrics) {
    if (isClosed) {
      return;
    }
    metrics.forEach(metric -> waiting.add(Parcel.of(metric)));
    numbers += metrics.size();
    while (numbers > MOST_NUMBERS) {
      dropOldest();
    }
    if (numbers >= TrackedRun.MOST_METRICS) {
      notifyAll();
    }
  }

  private void dropOldest() {
    Iterator<Parcel> all = waiting.iterator();
    while (all.hasNext()) {
      if (all.next().isNumbers()) {
        all.remove();
        numbers--;
        lost++;
        return;
      }
    }
  }

  /**
   * Takes what is to be sent next; waits for it if necessary.
   *
   * @param collect how long to wait for more numbers
   * @return empty if it is closed and nothing is left
   */
  synchronized Optional<Parcel> take(Duration collect) throws InterruptedException {
    long end = System.nanoTime() + collect.toNanos();
    while (!isUrgent()) {
      long left = numbers == 0 ? collect.toNanos() : end - System.nanoTime();
      if (left <= 0) {
        break;
      }
      wait(left / 1_000_000 + 1);
    }
    return next();
  }

  private boolean isUrgent() {
    return isClosed || numbers >= TrackedRun.MOST_METRICS || numbers < waiting.size();
  }

  private Optional<Parcel> next() {
    Parcel first = waiting.poll();
    if (first == null || !first.isNumbers()) {
      return Optional.ofNullable(first);
    }
    List<Metric> metrics = new ArrayList<>(first.metrics());
    for (Parcel more = waiting.peek();
        more != null && more.isNumbers() && metrics.size() < TrackedRun.MOST_METRICS;
        more = waiting.peek()) {
      metrics.addAll(waiting.remove().metrics());
    }
    numbers -= metrics.size();
    return Optional.of(new Parcel(metrics, null));
  }

  /** Puts back what could not be sent. */
  synchronized void giveBack(Parcel parcel) {
    if (!parcel.isNumbers()) {
      waiting.addFirst(parcel);
      return;
    }
    for (int i = parcel.metrics().size() - 1; i >= 0; i--) {
      waiting.addFirst(Parcel.of(parcel.metrics().get(i)));
    }
    numbers += parcel.metrics().size();
  }

  /** Accepts nothing more. */
  synchronized void close() {
    isClosed = true;
    notifyAll();
  }

  /** Waits until it is closed, but not longer than this. */
  synchronized void awaitClose(Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    for (long left = most.toNanos(); !isClosed && left > 0; left = end - System.nanoTime()) {
      wait(left / 1_000_000 + 1);
    }
  }

  synchronized boolean isClosed() {
    return isClosed;
  }

  /** Accepts nothing more, and loses what is left. */
  synchronized void abandon() {
    lost += numbers;
    discard();
  }

  /** Accepts nothing more, and forgets what is left, since nobody wants it. */
  synchronized void discard() {
    close();
    numbers = 0;
    waiting.clear();
  }

  /** Returns how many numbers were lost, other than those that nobody wanted. */
  synchronized long lost() {
    return lost;
  }
}
