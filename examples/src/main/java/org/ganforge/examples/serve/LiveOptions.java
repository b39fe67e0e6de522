package org.ganforge.examples.serve;

import java.util.Optional;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options {@code --live} and {@code --port}. */
public final class LiveOptions {
  @Option(
      names = "--live",
      description =
          "show the training in a browser, on a page from this machine only, which can also stop it"
              + " and save checkpoints")
  private boolean isLive;

  @Mixin private PortOption port = new PortOption();

  /**
   * Refuses invalid options before any work is done.
   *
   * @throws InvalidInputException if a port is given without a page, or is out of range
   */
  public void check() {
    if (port.isGiven() && !isLive) {
      throw new InvalidInputException(
          "--port", "--live with it", "it alone", "add --live, or leave --port out");
    }
    port.value();
  }

  /**
   * Starts the page if it is requested, and prints its address.
   *
   * @throws InvalidInputException if the port is taken
   */
  public Optional<LiveTraining> start(Console console, Console text) {
    if (!isLive) {
      return Optional.empty();
    }
    LiveTraining live = LiveTraining.start(console, port.value());
    text.line("page   " + live.address());
    return Optional.of(live);
  }
}
