package org.ganforge.observe;

/**
 * How fast a training goes: iterations and images over time, each iteration counting less the
 * longer ago it was, by a factor of e every ten seconds.
 */
public final class Rates {
  private static final double SECONDS = 1e-9;
  private static final double MEMORY = 10;

  private long last;
  private double seconds;
  private double iterations;
  private double images;

  private Rates() {}

  /** Returns rates of a training that has not begun. */
  public static Rates of() {
    return new Rates();
  }

  /**
   * Begins to measure.
   *
   * @param now in nanoseconds from any start
   */
  public void start(long now) {
    last = now;
    seconds = 0;
    iterations = 0;
    images = 0;
  }

  /** Takes notice of an iteration that ended {@code now}. */
  public void add(long now, long imagesSeen) {
    double took = (now - last) * SECONDS;
    double kept = Math.exp(-took / MEMORY);
    last = now;
    seconds = seconds * kept + took;
    iterations = iterations * kept + 1;
    images = images * kept + imagesSeen;
  }

  /** Returns whether there has been an iteration. */
  boolean any() {
    return iterations > 0;
  }

  /** Returns images per second; infinite as long as no time has passed. */
  public double imagesPerSecond() {
    return images / seconds;
  }

  /** Returns how many seconds {@code more} iterations will take. */
  public double secondsFor(long more) {
    return more * seconds / iterations;
  }
}
