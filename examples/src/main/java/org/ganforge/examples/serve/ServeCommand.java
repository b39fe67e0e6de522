package org.ganforge.examples.serve;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.option.RunOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code gan serve}: a page about runs, in a browser on this machine. */
@Command(
    name = "serve",
    description = {
      "Shows runs on a page in a browser, with curves, samples and warnings. The page is updated"
          + " while a run is trained.",
      "The page is on 127.0.0.1, for this machine only, until Ctrl-C. It changes nothing in a run;"
          + " 'train --live' has a page that can also stop the training."
    },
    footer = {"  ./gan serve", "  ./gan serve runs --port 8000"})
public final class ServeCommand implements Runnable {
  private final Console console;

  @Parameters(
      index = "0",
      arity = "0..*",
      paramLabel = "RUN|RUNS",
      description = "directories of runs, or folders with runs in them; default: runs")
  private List<Path> places = List.of();

  @Mixin private PortOption port = new PortOption();

  /** Makes the verb, which prints on the console. */
  public ServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    RunsOnDisk runs = RunsOnDisk.of(places.isEmpty() ? List.of(RunOptions.USUAL) : places);
    try (RunPage page = RunPage.of(runs, port.value())) {
      console.line("page   " + page.address() + " (Ctrl-C ends it)");
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
