package org.ganforge.examples;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import org.ganforge.examples.bench.BenchCommand;
import org.ganforge.examples.catalogue.DataCommand;
import org.ganforge.examples.catalogue.ListCommand;
import org.ganforge.examples.catalogue.SummaryCommand;
import org.ganforge.examples.check.DoctorCommand;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.Failures;
import org.ganforge.examples.exchange.ExportCommand;
import org.ganforge.examples.exchange.ImportCommand;
import org.ganforge.examples.look.ArithmeticCommand;
import org.ganforge.examples.look.CompareCommand;
import org.ganforge.examples.look.EvaluateCommand;
import org.ganforge.examples.look.MixedCommand;
import org.ganforge.examples.look.MorphCommand;
import org.ganforge.examples.look.SampleCommand;
import org.ganforge.examples.look.ScoresCommand;
import org.ganforge.examples.report.ReportCommand;
import org.ganforge.examples.serve.ServeCommand;
import org.ganforge.examples.train.NewCommand;
import org.ganforge.examples.train.QuickstartCommand;
import org.ganforge.examples.train.ResumeCommand;
import org.ganforge.examples.train.TrainCommand;
import org.ganforge.examples.train.WorkerCommand;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/**
 * The command line {@code gan VERB ...}. Its exit codes: 0 done, 1 failed while running, 2 wrong
 * usage or bad input.
 */
public final class Main {
  private Main() {}

  /** Runs one verb and ends the program with its exit code. */
  public static void main(String[] args) {
    // GanForge itself doesn't depend on the locale; other libraries may.
    Locale.setDefault(Locale.ROOT);
    System.exit(run(Console.standard(), args));
  }

  /** Runs one verb and returns its exit code. */
  static int run(Console console, String... args) {
    PrintWriter out = new PrintWriter(console.out(), true, Charset.defaultCharset());
    CommandLine program = program(console, List.of(args));
    Failures failures = new Failures(console.err(), List.of(args).contains("--verbose"));
    program
        .setOut(out)
        .setErr(new PrintWriter(console.err(), true, Charset.defaultCharset()))
        .setUsageHelpWidth(Math.min(100, Math.max(60, console.width())))
        .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
    int code;
    try {
      code = program.execute(args);
    } catch (LinkageError | OutOfMemoryError e) {
      code = failures.report(e);
    }
    out.flush();
    return code == 0 ? console.out().loss().map(failures::reportLoss).orElse(0) : code;
  }

  /** Returns the program with all its verbs. */
  static CommandLine program(Console console, List<String> command) {
    CommandLine program = new CommandLine(new GanCommand(console));
    verbs(console, command).forEach(program::addSubcommand);
    program.getSubcommands().values().stream()
        .map(verb -> verb.getCommandSpec().usageMessage())
        .filter(help -> help.footer().length > 0)
        .forEach(help -> help.footerHeading("%nExamples:%n"));
    return program;
  }

  private static List<Object> verbs(Console console, List<String> command) {
    return List.of(
        new QuickstartCommand(console, command),
        new ListCommand(console),
        new SummaryCommand(console),
        new NewCommand(console),
        new TrainCommand(console, command),
        new ResumeCommand(console),
        new WorkerCommand(console, command),
        new SampleCommand(console),
        new MixedCommand(console),
        new ScoresCommand(console),
        new MorphCommand(console),
        new ArithmeticCommand(console),
        new EvaluateCommand(console),
        new CompareCommand(console),
        new ReportCommand(console),
        new ServeCommand(console),
        new ExportCommand(console),
        new ImportCommand(console, command),
        new DataCommand(console),
        new BenchCommand(console),
        new DoctorCommand(console),
        new CompletionCommand(console),
        new HelpCommand(console));
  }
}
