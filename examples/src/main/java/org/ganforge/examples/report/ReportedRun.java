package org.ganforge.examples.report;

import org.ganforge.json.record.RunInfo;
import org.ganforge.observe.RunDirectory;
import org.ganforge.observe.RunRecords;

/** Everything that the page shows about one run. */
record ReportedRun(
    RunDirectory directory, RunInfo info, RunRecords records, ReportPictures pictures) {
  /**
   * Reads a run.
   *
   * @throws org.ganforge.error.InvalidInputException if it is damaged
   */
  static ReportedRun of(RunDirectory directory) {
    RunRecords records = RunRecords.of(directory);
    return new ReportedRun(
        directory, directory.info(), records, ReportPictures.of(records.samples()));
  }

  String name() {
    return directory.name();
  }
}
