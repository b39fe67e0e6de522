package org.ganforge.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.FileErrors;
import org.ganforge.json.CheckpointInfo;
import org.ganforge.json.RunInfo;
import org.ganforge.json.RunJson;

/**
 * Everything that one training leaves behind, {@code runs/00000-mnist-dcgan}: what it was ({@code
 * run.json}), its metrics, pictures, checkpoints and exports. It is all that is needed to sample,
 * evaluate or export.
 *
 * @param path the directory
 */
public record RunDirectory(Path path) {
  private static final Pattern NUMBERED = Pattern.compile("(\\d{5,9})-.+");

  /** What only a training writes, behind a dot while it is written. */
  private static final Pattern OWN =
      Pattern.compile("\\.(run\\.json|reals|fakes-\\d+|scores-\\d+|progress|curves)\\.");

  /**
   * Creates the next run under {@code runs}: the number after the highest there, then the name. Two
   * programs at the same moment get different ones.
   *
   * @param runs the directory of all runs, created where it is missing
   * @param name letters, digits, {@code _ . -}: the preset's or the GAN's
   * @throws InvalidInputException if it cannot be created
   */
  public static RunDirectory create(Path runs, String name) {
    Checks.name("run's name", name);
    createDirectories(runs);
    try {
      long number = highest(runs).orElse(-1L) + 1;
      while (true) {
        Path free = runs.resolve(String.format(Locale.ROOT, "%05d-%s", number, name));
        try {
          return new RunDirectory(Files.createDirectory(free));
        } catch (FileAlreadyExistsException e) {
          number++;
        }
      }
    } catch (IOException e) {
      throw uncreatable(runs, e);
    }
  }

  /**
   * Creates a run in a directory of one's own choice.
   *
   * @throws InvalidInputException if it exists or cannot be created
   */
  public static RunDirectory createAt(Path directory) {
    checkNew(directory);
    Path parent = directory.toAbsolutePath().getParent();
    if (parent != null) {
      createDirectories(parent);
    }
    try {
      return new RunDirectory(Files.createDirectory(directory));
    } catch (FileAlreadyExistsException e) {
      throw notNew(directory);
    } catch (IOException e) {
      throw uncreatable(directory, e);
    }
  }

  /**
   * Checks that {@link #createAt} would create a run there, for a program that wants to know before
   * it begins to work.
   *
   * @throws InvalidInputException if something stands there already or no directory can be made
   */
  public static void checkNew(Path directory) {
    if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      throw notNew(directory);
    }
    checkPlace(directory);
  }

  /**
   * Checks that {@link #create} would create runs under {@code runs}, for a program that wants to
   * know before it begins to work.
   *
   * @throws InvalidInputException if no directory can be made there
   */
  public static void checkPlace(Path runs) {
    Path place = runs.toAbsolutePath();
    while (!Files.exists(place) && place.getParent() != null) {
      place = place.getParent();
    }
    if (!Files.isDirectory(place)) {
      String path = place.toString();
      throw uncreatable(
          runs,
          place.equals(runs.toAbsolutePath())
              ? new FileAlreadyExistsException(path)
              : new NotDirectoryException(path));
    }
    if (!Files.isWritable(place)) {
      throw uncreatable(runs, new AccessDeniedException(place.toString()));
    }
  }

  private static InvalidInputException notNew(Path directory) {
    return new InvalidInputException(
        "run directory " + directory,
        "a new directory",
        "one that exists",
        "choose another name, or choose --runs for a numbered one");
  }

  /**
   * Returns an existing run.
   *
   * @throws InvalidInputException if the directory is missing or holds no run
   */
  public static RunDirectory open(Path directory) {
    RunDirectory run = new RunDirectory(directory);
    if (!Files.isRegularFile(run.runJson())) {
      String found =
          Files.isDirectory(directory)
              ? "a directory without one"
              : Files.exists(directory) ? "a file" : "nothing";
      throw new InvalidInputException(
          "run directory " + directory,
          "a directory with a run.json",
          found,
          "give a directory that a training has made, such as runs/00000-mnist-dcgan");
    }
    return run;
  }

  /** Writes what the run is into {@code run.json}, whole or not at all. */
  public void write(RunInfo info) {
    byte[] json = RunJson.write(info).getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(runJson(), out -> out.write(json));
  }

  /**
   * Returns what the run is, from {@code run.json}.
   *
   * @throws InvalidInputException if the file cannot be read or a part of it is not as it should be
   */
  public RunInfo info() {
    String json;
    try {
      json = Files.readString(runJson());
    } catch (IOException e) {
      throw FileErrors.unreadable(runJson(), e);
    }
    try {
      return RunJson.read(json);
    } catch (InvalidInputException e) {
      throw e.inside(runJson().toString());
    }
  }

  /**
   * Takes the right to train into this directory, until it is closed.
   *
   * @throws InvalidInputException if another program has it
   */
  public RunLock lock() {
    return RunLock.take(path);
  }

  /**
   * Returns the listener that keeps metrics, sample grids, the progress GIF and the curves of this
   * run, which begins. Close it after the training.
   */
  public RunRecorder recorder() {
    return new RunRecorder(this, MetricsLog.open(metrics(), 0));
  }

  /** Returns the same listener of a run that goes on from a checkpoint. */
  public RunRecorder recorder(CheckpointInfo checkpoint) {
    return new RunRecorder(
        this, MetricsLog.open(metrics(), checkpoint.iteration(), checkpoint.metricsLine()));
  }

  /**
   * Deletes what a process that was killed has left half written in this directory. Call it under
   * the {@link #lock}.
   */
  public void sweep() {
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (AtomicFile.isPart(file) && OWN.matcher(file.getFileName().toString()).lookingAt()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw FileErrors.unwritable(path, e);
    }
  }

  /** Returns the name: {@code 00000-mnist-dcgan}. */
  public String name() {
    Path last = path.toAbsolutePath().normalize().getFileName();
    return last == null ? "" : last.toString();
  }

  /** Returns {@code run.json}: what the run is. */
  public Path runJson() {
    return path.resolve("run.json");
  }

  /** Returns {@code metrics.jsonl}: a line per iteration. */
  public Path metrics() {
    return path.resolve("metrics.jsonl");
  }

  /** Returns {@code events.jsonl}: what has happened besides iterations, if anything has. */
  public EventLog events() {
    return new EventLog(path.resolve("events.jsonl"));
  }

  /** Returns {@code reals.png}: a grid of real images. */
  public Path reals() {
    return path.resolve("reals.png");
  }

  /** Returns {@code fakes-000500.png}: the grid of samples after {@code iteration} iterations. */
  public Path fakes(long iteration) {
    return path.resolve(SampleGrids.fileName(iteration));
  }

  /**
   * Returns {@code scores-000500.png}: real images and samples with their scores after {@code
   * iteration} iterations.
   */
  public Path scores(long iteration) {
    return path.resolve(ScoredGrids.fileName(iteration));
  }

  /** Returns {@code progress.gif}: the grids of samples one after the other. */
  public Path progressGif() {
    return path.resolve("progress.gif");
  }

  /** Returns {@code curves.png}: losses and accuracies over the iterations. */
  public Path curves() {
    return path.resolve("curves.png");
  }

  /** Returns {@code checkpoints}: the directory of all checkpoints. */
  public Path checkpoints() {
    return path.resolve("checkpoints");
  }

  /** Returns {@code export}: the directory of what was exported. */
  public Path export() {
    return path.resolve("export");
  }

  /**
   * Deletes the run with all that is in it, for a program that could not write all of it.
   *
   * @throws UncheckedIOException if it cannot be deleted
   */
  public void delete() {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(this + " cannot be deleted", e);
    }
  }

  /** Returns the path. */
  @Override
  public String toString() {
    return path.toString();
  }

  private static Optional<Long> highest(Path runs) throws IOException {
    try (Stream<Path> files = Files.list(runs)) {
      return files
          .map(file -> NUMBERED.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .map(matcher -> Long.valueOf(matcher.group(1)))
          .max(Long::compare);
    }
  }

  private static void createDirectories(Path directory) {
    try {
      // Asked first, since createDirectories refuses a link to a directory.
      if (!Files.isDirectory(directory)) {
        Files.createDirectories(directory);
      }
    } catch (IOException e) {
      throw uncreatable(directory, e);
    }
  }

  private static InvalidInputException uncreatable(Path directory, IOException cause) {
    InvalidInputException error =
        new InvalidInputException(
            "run directory " + directory,
            "a place where a directory can be made",
            FileErrors.reason(cause),
            "correct the permissions or choose another place");
    error.addSuppressed(cause);
    return error;
  }
}
