package org.ganforge.examples.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.ganforge.internal.file.AtomicFile;
import org.ganforge.observe.RunDirectory;

/** Writes the records of one or more runs as one page. */
public final class Report {
  private Report() {}

  /**
   * Writes the page atomically, replacing an existing one.
   *
   * @throws org.ganforge.error.InvalidInputException if a run is damaged or the file cannot be
   *     written
   */
  public static void write(List<RunDirectory> runs, Path html) {
    String page = new ReportPage(runs.stream().map(ReportedRun::of).toList()).html();
    AtomicFile.write(html, out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
  }
}
