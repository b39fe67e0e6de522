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
import org.ganforge.json.codec.RunJson;
import org.ganforge.json.record.CheckpointInfo;
import org.ganforge.json.record.RunInfo;

/**
 * The directory of a run, {@code runs/00000-mnist-dcgan}: its description ({@code run.json}),
 * metrics, pictures, checkpoints and exports. It has everything needed to sample, evaluate or
 * export.
 *
 * @param path the directory
 */
public record RunDirectory(Path path) {
  /** Its own files, those of its directories, and those of each checkpoint. */
  private static final int LEVELS = 3;

  /** Files that only training writes, with a leading dot while they are incomplete. */
  private static final Pattern OWN =
      Pattern.compile(
          "\\.(run\\.json|reals|fakes-\\d+|scores-\\d+|progress|curves|evaluation|report|mlflow)\\.");

  /**
   * Creates the next run under {@code runs}: the number after the highest there, then the name.
   * Concurrent programs get different numbers.
   *
   * @param runs the directory of all runs, created if it is missing
   * @param name letters, digits, {@code _ . -}: the preset's or the GAN's
   * @throws InvalidInputException if it cannot be created
   */
  public static RunDirectory create(Path runs, String name) {
    return NewRuns.create(runs, name);
  }

  /**
   * Creates the next run under {@code runs} like {@link #create(Path, String)}, but whole or not at
   * all: it gets its name once {@code content} has written everything.
   *
   * @param content writes the files of the run; if it fails, none of them remain
   */
  public static RunDirectory create(Path runs, String name, Consumer<RunDirectory> content) {
    return NewRuns.create(runs, name, content);
  }

  /**
   * Returns the directory that {@link #create(Path, String)} would create now, without creating it:
   * for a program that lets another create it, and needs its name before.
   *
   * @throws InvalidInputException if no directory can be created there
   */
  public static RunDirectory next(Path runs, String name) {
    return NewRuns.next(runs, name);
  }

  /**
   * Creates a run in the given directory.
   *
   * @throws InvalidInputException if it exists and is not empty, or cannot be created
   */
  public static RunDirectory createAt(Path directory) {
    return NewRuns.createAt(directory);
  }

  /**
   * Creates a run in the given directory like {@link #createAt(Path)}, but whole or not at all.
   *
   * @param content writes the files of the run; if it fails, none of them remain
   */
  public static RunDirectory createAt(Path directory, Consumer<RunDirectory> content) {
    return NewRuns.createAt(directory, content);
  }

  /**
   * Checks that {@link #createAt} would succeed, for programs that want to know before they start
   * working.
   *
   * @throws InvalidInputException if the place is taken by anything but an empty directory, or no
   *     directory can be created
   */
  public static void checkNew(Path directory) {
    NewRuns.checkNew(directory);
  }

  /**
   * Checks that {@link #create} would succeed under {@code runs}, for programs that want to know
   * before they start working.
   *
   * @throws InvalidInputException if no directory can be created there
   */
  public static void checkPlace(Path runs) {
    NewRuns.checkPlace(runs);
  }

  /** Returns the numbered runs under {@code runs}, the highest number first. */
  public static List<RunDirectory> list(Path runs) {
    return NewRuns.list(runs);
  }

  /**
   * Opens an existing run. The directory may be a link, but nothing inside it may: otherwise a run
   * from someone else could make this program read, overwrite or wait for other files.
   *
   * @throws InvalidInputException if the directory is missing or not a run, or there are links,
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

  /** Writes {@code run.json}, whole or not at all. */
  public void write(RunInfo info) {
    byte[] json = RunJson.write(info).getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(runJson(), out -> out.write(json));
  }

  /**
   * Reads {@code run.json}.
   *
   * @throws InvalidInputException if the file cannot be read or a part of it is invalid
   */
  public RunInfo info() {
    PlainFiles.require(runJson());
    return RunJson.read(runJson());
  }

  /**
   * Acquires the exclusive right to train into this directory, until it is closed.
   *
   * @throws InvalidInputException if another program holds it, or might hold it because the lock
   *     file of an existing run has been deleted
   */
  public RunLock lock() {
    return RunLock.take(path, Files.notExists(runJson(), LinkOption.NOFOLLOW_LINKS));
  }

  /**
   * Returns the listener that writes metrics, sample grids, the progress GIF and the curves of this
   * new run. Close it after training.
   */
  public RunRecorder recorder() {
    FontTrial fonts = new FontTrial();
    MeasureLogs measures = MeasureLogs.open(path, fonts);
    return new RunRecorder(this, MetricsLog.open(metrics(), 0), measures, fonts);
  }

  /** Returns the same listener for a run that resumes from a checkpoint. */
  public RunRecorder recorder(CheckpointInfo checkpoint) {
    FontTrial fonts = new FontTrial();
    MeasureLogs measures = MeasureLogs.open(path, fonts, checkpoint);
    return new RunRecorder(this, MetricsLog.open(metrics(), checkpoint), measures, fonts);
  }

  /**
   * Deletes half-written files of killed processes in this directory. Call it while holding the
   * {@link #lock}.
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

  /** Returns {@code run.json}: the description of the run. */
  public Path runJson() {
    return path.resolve("run.json");
  }

  /** Returns {@code metrics.jsonl}: a line per iteration. */
  public Path metrics() {
    return path.resolve("metrics.jsonl");
  }

  /** Returns {@code events.jsonl}: events other than iterations, if there are any. */
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

  /** Returns {@code evaluation.png}: the results of evaluations over the iterations. */
  public Path evaluation() {
    return path.resolve("evaluation.png");
  }

  /** Returns {@code coverage.png}: which classes samples show, if that was evaluated. */
  public Path coverage() {
    return path.resolve("coverage.png");
  }

  /** Returns {@code report.html}: all of this on one page. */
  public Path report() {
    return path.resolve("report.html");
  }

  /** Returns {@code mlflow.json}: what the run is called on an MLflow server, if it is on one. */
  public Path mlflow() {
    return path.resolve("mlflow.json");
  }

  /** Returns {@code checkpoints}: the directory of all checkpoints. */
  public Path checkpoints() {
    return path.resolve("checkpoints");
  }

  /** Returns {@code export}: the directory of exports. */
  public Path export() {
    return path.resolve("export");
  }

  /**
   * Deletes the run and everything in it, for programs that could not write all of it.
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
