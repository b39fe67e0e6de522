package org.ganforge.observe;

/**
 * The speed of training: iterations and images per second, with weights that decay by a factor of e
 * every ten seconds.
 */
public final class Rates {
  private static final double SECONDS = 1e-9;
  private static final double MEMORY = 10;

  private long last;
  private double seconds;
  private double iterations;
  private double images;

  private Rates() {}

  /** Returns rates for training that has not started. */
  public static Rates of() {
    return new Rates();
  }

  /**
   * Starts measuring.
   *
   * @param now the time in nanoseconds from an arbitrary origin
   */
  public void start(long now) {
    last = now;
    seconds = 0;
    iterations = 0;
    images = 0;
  }

  /** Records an iteration that ended {@code now}. */
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

  /** Returns images per second; infinite until time has passed. */
  public double imagesPerSecond() {
    return images / seconds;
  }

  /** Returns how many seconds {@code more} iterations will take. */
  public double secondsFor(long more) {
    return more * seconds / iterations;
  }
}
