package org.ganforge.examples.serve;

import org.ganforge.error.InvalidInputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --port}. */
public final class PortOption {
  private static final int HIGHEST = 65535;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "the page's port on 127.0.0.1; default: any free one")
  private @Nullable Integer port;

  /** Returns whether the option is given. */
  boolean isGiven() {
    return port != null;
  }

  /**
   * Returns the port, 0 for any.
   *
   * @throws InvalidInputException if it is out of range
   */
  int value() {
    if (port == null) {
      return 0;
    }
    if (port < 0 || port > HIGHEST) {
      throw new InvalidInputException(
          "--port",
          "0 to " + HIGHEST,
          port + "",
          "choose one in that range, or leave it out for a free one");
    }
    return port;
  }
}
