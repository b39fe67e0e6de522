package org.ganforge.examples;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.ResultStream;

/**
 * The result of one call of the command line.
 *
 * @param code the exit code
 * @param out the standard output
 * @param err the error output
 */
public record CommandRun(int code, String out, String err) {
  /** Runs the command line in this JVM. */
  public static CommandRun of(Object... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] args = new String[words.length];
    for (int i = 0; i < words.length; i++) {
      args[i] = words[i].toString();
    }
    int code = Main.run(console(out, err), args);
    return new CommandRun(code, text(out), text(err));
  }

  /** Returns a console that writes into these. */
  public static Console console(ByteArrayOutputStream out, ByteArrayOutputStream err) {
    return new Console(
        new ResultStream(out, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        false,
        80);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
