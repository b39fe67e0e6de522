package org.ganforge.examples.serve;

import java.util.List;
import org.ganforge.examples.serve.http.Refusal;

/** Which runs the page shows. Several threads may use it. */
interface ServedRuns {
  /** Returns them as they are now. */
  List<ServedRun> all();

  /**
   * Returns a run by its id. Only listed ones are found, so an id cannot lead anywhere else.
   *
   * @throws Refusal 404 if there is none
   */
  default ServedRun find(String id) {
    return all().stream()
        .filter(run -> run.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new Refusal(404, "there is no such run; reload the page"));
  }
}
