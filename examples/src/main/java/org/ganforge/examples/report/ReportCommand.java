package org.ganforge.examples.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.option.OutputFile;
import org.ganforge.observe.RunDirectory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gan report}: one page about a run, or about several side by side. */
@Command(
    name = "report",
    description = {
      "Writes a run's records as one page for a browser, report.html, with curves, samples,"
          + " measures, warnings and configuration. The file needs no network and no other file.",
      "Every training writes this page into its run when it ends. Several runs are shown side by"
          + " side."
    },
    footer = {
      "  ./gan report runs/00000-mnist-dcgan",
      "  ./gan report runs/00000-mnist-dcgan runs/00001-mnist-dcgan"
    })
public final class ReportCommand implements Runnable {
  private static final int MOST_RUNS = 12;

  private final Console console;

  @Parameters(
      index = "0",
      arity = "1..*",
      paramLabel = "RUN",
      description = "the directory of a run, or those of several")
  private List<Path> directories = List.of();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "where the page goes, a .html; default: report.html in the run, or beside the first of"
              + " several")
  private @Nullable Path out;

  /** Creates the verb, which prints on the console. */
  public ReportCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    if (directories.size() > MOST_RUNS) {
      throw new InvalidInputException(
          "RUN", "at most " + MOST_RUNS + " runs", directories.size() + "", "compare fewer");
    }
    List<RunDirectory> runs = new ArrayList<>();
    directories.forEach(directory -> runs.add(RunDirectory.open(directory)));
    Path file = OutputFile.checked(out == null ? usual(runs) : out, ".html");
    Report.write(runs, file);
    console.line("report " + file);
  }

  private static Path usual(List<RunDirectory> runs) {
    RunDirectory first = runs.get(0);
    return runs.size() == 1
        ? first.report()
        : first.path().resolveSibling(first.report().getFileName());
  }
}
