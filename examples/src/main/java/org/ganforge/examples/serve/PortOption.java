package org.ganforge.examples.serve;

import org.ganforge.error.InvalidInputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a page is served. */
public final class PortOption {
  private static final int HIGHEST = 65535;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "the page's port on 127.0.0.1; default: one that is free")
  private @Nullable Integer port;

  /** Returns whether it is given. */
  boolean isGiven() {
    return port != null;
  }

  /**
   * Returns it, 0 for any.
   *
   * @throws InvalidInputException if it is no port
   */
  int value() {
    if (port == null) {
      return 0;
    }
    if (port < 0 || port > HIGHEST) {
      throw new InvalidInputException(
          "--port", "0 to " + HIGHEST, port + "", "leave it out for a free one");
    }
    return port;
  }
}
