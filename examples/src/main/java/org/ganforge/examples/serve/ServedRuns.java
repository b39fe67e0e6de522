package org.ganforge.examples.serve;

import java.util.List;
import org.ganforge.examples.serve.http.Refusal;

/** The runs on the page. Thread-safe. */
interface ServedRuns {
  /** Returns the current runs, those to be listed rather than others first. */
  List<ServedRun> all();

  /**
   * Returns a run by its id. Only listed runs are found, so an id cannot name any other path.
   *
   * @throws Refusal 404 if there is none
   */
  default ServedRun find(String id) {
    return all().stream()
        .filter(run -> run.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> Refusal.of(404, "run", "one that is listed", id, "choose one from the list"));
  }
}
