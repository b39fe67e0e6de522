package org.ganforge.examples.option;

import picocli.CommandLine.Option;

/** What is done about a number that is not finite. */
public final class DivergenceOptions {
  @Option(
      names = "--on-divergence",
      paramLabel = "WHAT",
      description =
          "what to do when a loss, a gradient or a weight is not finite: stop, or"
              + " rollback[:RETRIES], back to the last checkpoint and on with half the learning"
              + " rates, at most RETRIES times (3); default: stop")
  private String onDivergence = "stop";

  /**
   * Returns what is asked for.
   *
   * @throws org.ganforge.error.InvalidInputException if it is none of these
   */
  public OnDivergence policy() {
    return OnDivergence.of(onDivergence);
  }
}
