package org.ganforge.examples.option;

import picocli.CommandLine.Option;

/** What to do about a non-finite number. */
public final class DivergenceOptions {
  @Option(
      names = "--on-divergence",
      paramLabel = "WHAT",
      description =
          "what to do when a loss, a gradient or a weight is not finite: stop, or"
              + " rollback[:RETRIES], which goes back to the last checkpoint and continues with"
              + " half the learning rates, at most RETRIES times (3 by default); default: stop")
  private String onDivergence = "stop";

  /**
   * Returns the requested policy.
   *
   * @throws org.ganforge.error.InvalidInputException if it is not one of these
   */
  public OnDivergence policy() {
    return OnDivergence.of(onDivergence);
  }
}
