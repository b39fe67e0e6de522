package org.ganforge.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.file.AtomicFile;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.internal.file.FileTree;
import org.ganforge.internal.file.PlainFiles;
import org.ganforge.internal.file.SideFiles;
import org.ganforge.json.record.CheckpointInfo;
import org.ganforge.json.record.RunInfo;
import org.ganforge.json.record.RunJson;

/**
 * Everything that one training leaves behind, {@code runs/00000-mnist-dcgan}: what it was ({@code
 * run.json}), its metrics, pictures, checkpoints and exports. It is all that is needed to sample,
 * evaluate or export.
 *
 * @param path the directory
 */
public record RunDirectory(Path path) {
  /** Its own files, those of its directories, and those of each checkpoint. */
  private static final int LEVELS = 3;

  /** What only a training writes, behind a dot while it is written. */
  private static final Pattern OWN =
      Pattern.compile(
          "\\.(run\\.json|reals|fakes-\\d+|scores-\\d+|progress|curves|evaluation|report)\\.");

  /**
   * Creates the next run under {@code runs}: the number after the highest there, then the name. Two
   * programs at the same moment get different ones.
   *
   * @param runs the directory of all runs, created where it is missing
   * @param name letters, digits, {@code _ . -}: the preset's or the GAN's
   * @throws InvalidInputException if it cannot be created
   */
  public static RunDirectory create(Path runs, String name) {
    return NewRuns.create(runs, name);
  }

  /**
   * Creates the next run under {@code runs} as {@link #create(Path, String)} does, but whole or not
   * at all: it gets its name when {@code content} has written everything.
   *
   * @param content writes the files of the run; if it fails, nothing is left of them
   */
  public static RunDirectory create(Path runs, String name, Consumer<RunDirectory> content) {
    return NewRuns.create(runs, name, content);
  }

  /**
   * Creates a run in a directory of one's own choice.
   *
   * @throws InvalidInputException if it exists with something in it, or cannot be created
   */
  public static RunDirectory createAt(Path directory) {
    return NewRuns.createAt(directory);
  }

  /**
   * Creates a run in a directory of one's own choice as {@link #createAt(Path)} does, but whole or
   * not at all.
   *
   * @param content writes the files of the run; if it fails, nothing is left of them
   */
  public static RunDirectory createAt(Path directory, Consumer<RunDirectory> content) {
    return NewRuns.createAt(directory, content);
  }

  /**
   * Checks that {@link #createAt} would create a run there, for a program that wants to know before
   * it begins to work.
   *
   * @throws InvalidInputException if something but an empty directory stands there already or no
   *     directory can be made
   */
  public static void checkNew(Path directory) {
    NewRuns.checkNew(directory);
  }

  /**
   * Checks that {@link #create} would create runs under {@code runs}, for a program that wants to
   * know before it begins to work.
   *
   * @throws InvalidInputException if no directory can be made there
   */
  public static void checkPlace(Path runs) {
    NewRuns.checkPlace(runs);
  }

  /** Returns the runs under {@code runs} with a number, the highest first. */
  public static List<RunDirectory> list(Path runs) {
    return NewRuns.list(runs);
  }

  /**
   * Returns an existing run. The directory may be a link; in it, nothing may: whoever gives a run
   * away could make this program read, overwrite or wait for anything else.
   *
   * @throws InvalidInputException if the directory is missing or holds no run, or there are links,
   *     pipes or other special files in it
   */
  public static RunDirectory open(Path directory) {
    RunDirectory run = new RunDirectory(directory);
    PlainFiles.require(run.runJson());
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
    PlainFiles.requireAll(directory, LEVELS);
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
    PlainFiles.require(runJson());
    return RunJson.read(runJson());
  }

  /**
   * Takes the right to train into this directory, until it is closed.
   *
   * @throws InvalidInputException if another program has it, or may have it since the lock file of
   *     a run that is no new one has been deleted
   */
  public RunLock lock() {
    return RunLock.take(path, Files.notExists(runJson(), LinkOption.NOFOLLOW_LINKS));
  }

  /**
   * Returns the listener that keeps metrics, sample grids, the progress GIF and the curves of this
   * run, which begins. Close it after the training.
   */
  public RunRecorder recorder() {
    FontTrial fonts = new FontTrial();
    MeasureLogs measures = MeasureLogs.open(path, fonts);
    return new RunRecorder(this, MetricsLog.open(metrics(), 0), measures, fonts);
  }

  /** Returns the same listener of a run that goes on from a checkpoint. */
  public RunRecorder recorder(CheckpointInfo checkpoint) {
    FontTrial fonts = new FontTrial();
    MeasureLogs measures = MeasureLogs.open(path, fonts, checkpoint);
    return new RunRecorder(this, MetricsLog.open(metrics(), checkpoint), measures, fonts);
  }

  /**
   * Deletes what a process that was killed has left half written in this directory. Call it under
   * the {@link #lock}.
   */
  public void sweep() {
    SideFiles.sweep(path);
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

  /** Returns {@code evaluation.png}: what evaluations have found over the iterations. */
  public Path evaluation() {
    return path.resolve("evaluation.png");
  }

  /** Returns {@code coverage.png}: which classes samples show, where that was evaluated. */
  public Path coverage() {
    return path.resolve("coverage.png");
  }

  /** Returns {@code report.html}: all of this on one page. */
  public Path report() {
    return path.resolve("report.html");
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
    try {
      FileTree.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(this + " cannot be deleted", e);
    }
  }

  /** Returns the path. */
  @Override
  public String toString() {
    return path.toString();
  }
}
