package org.ganforge.examples.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.observe.RunDirectory;
import org.ganforge.run.Run;

/**
 * Runs named by the user, either directly or by their folder: first the former, as given, then
 * those of all folders, the newest first. Folders are listed again each time, to find new runs. A
 * run keeps its id as long as it is listed.
 */
final class RunsOnDisk implements ServedRuns {
  private final List<Path> places;

  /** As listed last, by id. */
  private volatile Map<String, RunDirectory> listed = Map.of();

  private RunsOnDisk(List<Path> places) {
    this.places = List.copyOf(places);
  }

  /**
   * Returns the runs at these places.
   *
   * @throws InvalidInputException if there is no run at one of them
   */
  static RunsOnDisk of(List<Path> places) {
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
    return new RunsOnDisk(places);
  }

  @Override
  public synchronized List<ServedRun> all() {
    Set<RunDirectory> found = found();
    Map<RunDirectory, String> ids = new HashMap<>();
    listed.forEach((id, run) -> ids.put(run, id));
    ids.keySet().retainAll(found);
    Set<String> taken = new HashSet<>(ids.values());
    Map<String, RunDirectory> now = new LinkedHashMap<>();
    for (RunDirectory run : found) {
      now.put(ids.computeIfAbsent(run, one -> free(one.name(), taken)), run);
    }
    listed = now;
    return now.entrySet().stream()
        .map(entry -> ServedRun.recorded(entry.getKey(), entry.getValue()))
        .toList();
  }

  private Set<RunDirectory> found() {
    Set<RunDirectory> found = new LinkedHashSet<>();
    List<Dated> inFolders = new ArrayList<>();
    for (Path place : places) {
      if (Run.exists(place)) {
        found.add(new RunDirectory(place));
      } else {
        runsAt(place).stream().map(Dated::of).forEach(inFolders::add);
      }
    }
    inFolders.stream().sorted(Dated.NEWEST_FIRST).map(Dated::run).forEach(found::add);
    return found;
  }

  /**
   * A run and when its description was written: when the run began, or was last resumed. Unlike its
   * directory's time, that doesn't change while it is trained.
   */
  private record Dated(RunDirectory run, FileTime time) {
    /** Runs of the same time by their numbers, the highest first. */
    static final Comparator<Dated> NEWEST_FIRST =
        Comparator.comparing(Dated::time)
            .thenComparing(dated -> dated.run().name())
            .thenComparing(dated -> dated.run().path())
            .reversed();

    static Dated of(RunDirectory run) {
      try {
        return new Dated(run, Files.getLastModifiedTime(run.runJson()));
      } catch (IOException e) {
        return new Dated(run, FileTime.fromMillis(0)); // deleted just now
      }
    }
  }

  /** Lists the folders only if the run was not in the last list, or is gone since. */
  @Override
  public ServedRun find(String id) {
    RunDirectory run = listed.get(id);
    return run != null && Run.exists(run.path())
        ? ServedRun.recorded(id, run)
        : ServedRuns.super.find(id);
  }

  /** Runs of the same name in several folders get a number. */
  private static String free(String name, Set<String> taken) {
    String id = name;
    for (int number = 2; !taken.add(id); number++) {
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
          .map(RunDirectory::new)
          .toList();
    } catch (IOException e) {
      throw FileErrors.unreadable(place, e);
    }
  }
}
