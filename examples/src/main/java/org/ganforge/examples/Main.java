package org.ganforge.examples;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;

/**
 * The command line {@code gan VERB ...}. Its exit codes: 0 done, 1 failed while running, 2 wrong
 * usage or bad input.
 */
public final class Main {
  private Main() {}

  /** Runs one verb and ends the program with its exit code. */
  public static void main(String[] args) {
    System.exit(run(Console.standard(), args));
  }

  /** Runs one verb and returns its exit code. */
  static int run(Console console, String... args) {
    // TensorFlow Java counts nodes of one name in the user's own digits, and refuses Arabic ones.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    PrintWriter out = new PrintWriter(console.out(), true, Charset.defaultCharset());
    CommandLine program = new CommandLine(new GanCommand(console));
    for (Object verb : verbs(console, List.of(args))) {
      program.addSubcommand(verb);
    }
    Failures failures = new Failures(console.err(), List.of(args).contains("--verbose"));
    program
        .setOut(out)
        .setErr(new PrintWriter(console.err(), true, Charset.defaultCharset()))
        .setUsageHelpWidth(Math.min(100, Math.max(60, console.width())))
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
    try {
      return program.execute(args);
    } catch (LinkageError | OutOfMemoryError e) {
      return failures.report(e);
    } finally {
      out.flush();
    }
  }

  /** Every verb has its row here. */
  private static List<Object> verbs(Console console, List<String> command) {
    return List.of(
        new QuickstartCommand(console, command),
        new ListCommand(console),
        new SummaryCommand(console),
        new TrainCommand(console, command),
        new ResumeCommand(console),
        new SampleCommand(console),
        new MixedCommand(console),
        new ScoresCommand(console),
        new MorphCommand(console),
        new ArithmeticCommand(console),
        new EvaluateCommand(console),
        new ExportCommand(console),
        new ImportCommand(console, command),
        new DataCommand(console),
        new BenchCommand(console),
        new DoctorCommand(console),
        new HelpCommand(console));
  }
}
