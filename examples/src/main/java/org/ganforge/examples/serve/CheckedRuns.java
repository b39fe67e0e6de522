package org.ganforge.examples.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.explore.ExploredRun;
import org.ganforge.examples.serve.http.Refusal;
import org.ganforge.json.record.RunInfo;
import org.ganforge.observe.RunDirectory;

/**
 * Descriptions of runs. Reading one also checks every file of the run, too much work for each move
 * of a slider; so the last ones are kept until a file is added to the run or its description is
 * replaced. Thread-safe.
 */
final class CheckedRuns {
  private static final int MOST = 8;

  /** By path, the one used last at the end. */
  private final Map<Path, Checked> all = new LinkedHashMap<>();

  /** A description and what it depends on. */
  private record Checked(List<Object> stamp, RunInfo info) {}

  /**
   * Returns a run with its description.
   *
   * @throws Refusal 409 if the run is damaged, or gone since it was listed
   */
  synchronized ExploredRun run(RunDirectory run) {
    List<Object> stamp = stamp(run);
    Checked known = all.remove(run.path());
    Checked checked =
        known != null && known.stamp().equals(stamp) ? known : new Checked(stamp, read(run));
    all.put(run.path(), checked);
    if (all.size() > MOST) {
      all.remove(all.keySet().iterator().next());
    }
    return new ExploredRun(run, checked.info());
  }

  private static RunInfo read(RunDirectory run) {
    try {
      return RunDirectory.open(run.path()).info();
    } catch (InvalidInputException e) {
      throw Refusal.of(409, e);
    }
  }

  /** A directory's time changes when an entry is added; a replaced file has another key. */
  private static List<Object> stamp(RunDirectory run) {
    List<Object> stamp = new ArrayList<>();
    for (Path path : List.of(run.path(), run.checkpoints(), run.runJson())) {
      try {
        BasicFileAttributes found =
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        stamp.add(found.lastModifiedTime());
        stamp.add(found.size());
        stamp.add(String.valueOf(found.fileKey()));
      } catch (IOException e) {
        stamp.add("unreadable"); // reading it says why
      }
    }
    return stamp;
  }
}
