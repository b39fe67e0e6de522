package org.ganforge.examples.console;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ganforge.observe.ConsoleProgress;
import org.jspecify.annotations.Nullable;

/**
 * Where the program writes.
 *
 * @param out for results
 * @param err for errors, and for progress if a program reads the results
 * @param terminal whether a person sees {@code out} on a terminal
 * @param width of the terminal, in characters
 */
public record Console(ResultStream out, PrintStream err, boolean terminal, int width) {
  private static final int USUAL_WIDTH = 80;

  /** Returns the process's own console; the launcher says whether it is a terminal. */
  public static Console standard() {
    System.setErr(errors());
    return new Console(
        ResultStream.standard(),
        System.err,
        Boolean.getBoolean("ganforge.terminal"),
        Math.max(40, Integer.getInteger("ganforge.columns", USUAL_WIDTH)));
  }

  /**
   * Returns where errors go. The launcher filters standard error, to which TensorFlow logs, and
   * passes the program's own errors through a separate descriptor.
   */
  private static PrintStream errors() {
    String path = System.getProperty("ganforge.errors");
    if (path == null) {
      return System.err;
    }
    try {
      return new PrintStream(new FileOutputStream(path, true), true, Charset.defaultCharset());
    } catch (IOException e) {
      return System.err;
    }
  }

  /** Returns the command that started this program: {@code ./gan}. */
  static String program() {
    return program(System.getProperty("ganforge.command"), System.getProperty("java.class.path"));
  }

  /** Without the launcher it was {@code java -jar examples/target/gan.jar}. */
  static String program(@Nullable String launcher, String classPath) {
    return launcher == null && classPath.matches(".*\\bgan\\.jar")
        ? "java -jar " + quoted(classPath)
        : quoted(launcher == null ? "./gan" : launcher);
  }

  /** Returns a command of this program as a user can paste it into a shell. */
  public static String command(Object... words) {
    return Stream.concat(
            Stream.of(program()), Stream.of(words).map(word -> quoted(word.toString())))
        .collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return word.matches("[\\w@%+=:,./~-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** Returns a number with its noun: {@code 1 image}, {@code 10,000 images}. */
  public static String count(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }

  /** Returns a console that prints progress to {@code err}, since a program reads {@code out}. */
  public Console forProgressOnly() {
    return new Console(new ResultStream(err, Charset.defaultCharset()), err, false, width);
  }

  /** Returns a console that does not show training progress. */
  public Console silent() {
    return new Console(
        new ResultStream(OutputStream.nullOutputStream(), Charset.defaultCharset()),
        err,
        false,
        width);
  }

  /** Writes a line of the results. */
  public void line(String text) {
    out.println(text);
  }

  /** Writes a line during training, over the progress line, which will be redrawn. */
  public void note(String text) {
    out.println((terminal ? "\r" + " ".repeat(width - 1) + "\r" : "") + text);
  }

  /** Returns a listener that shows training progress on this console. */
  public ConsoleProgress progress() {
    return ConsoleProgress.of(out, terminal).withWidth(width);
  }
}
