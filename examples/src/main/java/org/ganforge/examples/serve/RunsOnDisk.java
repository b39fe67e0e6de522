package org.ganforge.examples.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.observe.RunDirectory;
import org.ganforge.run.Run;

/**
 * Runs named by the user, either directly or by their folder. Folders are listed again each time,
 * to find new runs.
 */
record RunsOnDisk(List<Path> places) implements ServedRuns {
  private static final int MOST_RUNS = 200;

  /**
   * Returns the runs at these places.
   *
   * @throws InvalidInputException if there is no run at one of them
   */
  static RunsOnDisk of(List<Path> places) {
    RunsOnDisk runs = new RunsOnDisk(List.copyOf(places));
    for (Path place : places) {
      if (runsAt(place).isEmpty()) {
        throw new InvalidInputException(
            place.toString(),
            "the directory of a run, or a folder with runs",
            Files.isDirectory(place)
                ? "a directory without one"
                : Files.exists(place) ? "a file" : "nothing",
            "give one that a training has made, such as runs");
      }
    }
    return runs;
  }

  @Override
  public List<ServedRun> all() {
    List<ServedRun> all = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Path place : places) {
      for (RunDirectory run : runsAt(place)) {
        if (all.size() < MOST_RUNS) {
          all.add(ServedRun.recorded(free(run.name(), ids), run));
        }
      }
    }
    return all;
  }

  /** Runs of the same name in several folders get a number. */
  private static String free(String name, Set<String> ids) {
    String id = name;
    for (int number = 2; !ids.add(id); number++) {
      id = name + "-" + number;
    }
    return id;
  }

  private static List<RunDirectory> runsAt(Path place) {
    if (Run.exists(place)) {
      return List.of(new RunDirectory(place));
    }
    if (!Files.isDirectory(place)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(place)) {
      return entries
          .filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
          .filter(Run::exists)
          .filter(entry -> !entry.getFileName().toString().startsWith("."))
          .sorted(Comparator.<Path>naturalOrder().reversed())
          .map(RunDirectory::new)
          .toList();
    } catch (IOException e) {
      throw FileErrors.unreadable(place, e);
    }
  }
}
