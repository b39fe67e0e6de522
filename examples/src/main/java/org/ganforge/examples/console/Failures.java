package org.ganforge.examples.console;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import org.ganforge.cluster.WorkerLostException;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.file.FileNames;
import org.ganforge.run.RunFailedException;
import org.ganforge.train.DivergenceException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Reports a failure in one line and chooses its exit code; stack traces only on request. */
public final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  public static final int FAILED = 1;
  public static final int BAD_INPUT = 2;

  /** A worker of several was lost; all of them started again may do better. */
  public static final int LOST = 3;

  private final PrintStream err;
  private final boolean verbose;

  /**
   * Makes the reporter.
   *
   * @param verbose whether stack traces are shown
   */
  public Failures(PrintStream err, boolean verbose) {
    this.err = err;
    this.verbose = verbose;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    String verb = line.getParent() == null ? "" : line.getCommandName() + " ";
    String help = " (see " + Console.program() + " " + verb + "--help)";
    tell(firstLine(UsageMistake.of(e)) + help, e);
    return BAD_INPUT;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
    return report(e);
  }

  /** Returns the exit code. */
  public int report(Throwable e) {
    if (e instanceof InvalidInputException) {
      tell(firstLine(e), e);
      return BAD_INPUT;
    }
    tell(line(e), e);
    boolean isLoss =
        e instanceof WorkerLostException
            || (e instanceof RunFailedException && e.getCause() instanceof WorkerLostException);
    return isLoss ? LOST : FAILED;
  }

  /** Reports that results could not be written, and returns the exit code. */
  public int reportLoss(String loss) {
    err.println("gan: " + loss);
    return FAILED;
  }

  /** Returns a one-line description of a failure. */
  public static String line(Throwable e) {
    if (e instanceof RunFailedException failure) {
      return new TrainingFailure(failure).line();
    }
    String said = firstLine(e);
    if (e instanceof InvalidInputException
        || e instanceof OutputLostException
        || e instanceof WorkerLostException
        || e instanceof DivergenceException) {
      return said;
    }
    if (e instanceof UncheckedIOException) {
      Throwable cause = e.getCause();
      return cause == null || said.contains(firstLine(cause))
          ? said
          : said + ": " + firstLine(cause);
    }
    if (e instanceof InvalidPathException path && !FileNames.hasLettersOf(path.getInput())) {
      return "the locale's character set, "
          + System.getProperty("sun.jnu.encoding")
          + ", cannot encode a file name: "
          + said
          + "; set LC_ALL to a UTF-8 locale, such as C.UTF-8";
    }
    if (e instanceof OutOfMemoryError) {
      return "out of memory ("
          + said
          + "); give Java more of it, as with GANFORGE_JAVA_OPTS=-Xmx4g";
    }
    if (e instanceof UnsatisfiedLinkError
        || (e instanceof LinkageError && said.matches(".*(tensorflow|bytedeco).*"))) {
      return "TensorFlow's library for this machine cannot be loaded: " + said;
    }
    return "failed: " + said + "; run it again with --verbose to see where";
  }

  private static String firstLine(Throwable e) {
    String message = e.getMessage();
    return message == null || message.isBlank()
        ? e.getClass().getSimpleName()
        : message.strip().lines().findFirst().orElse("");
  }

  private void tell(String message, Throwable e) {
    err.println("gan: " + OptionWords.of(message));
    if (verbose) {
      e.printStackTrace(err);
    }
  }
}
