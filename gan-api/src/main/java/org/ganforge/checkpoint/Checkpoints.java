package org.ganforge.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ganforge.GanTrainer;
import org.ganforge.checkpoint.file.CheckpointFiles;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.file.AtomicFile;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.internal.file.FileTree;
import org.ganforge.internal.file.PlainFiles;
import org.ganforge.internal.file.SideFiles;
import org.ganforge.json.GanJson;
import org.ganforge.json.codec.RecordedSpec;
import org.ganforge.json.form.Scalars;
import org.ganforge.json.record.CheckpointInfo;
import org.ganforge.json.text.JsonFile;
import org.ganforge.json.text.JsonText;
import org.ganforge.json.text.JsonValue;
import org.ganforge.train.LogDigest;
import org.ganforge.train.Measure;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of a run: {@code step-500} is the one after 500 iterations. Directories with a
 * leading dot are being written or deleted, and only count as checkpoints if their process was
 * killed meanwhile.
 *
 * @param directory where they are; it need not exist
 */
public record Checkpoints(Path directory) {
  private static final Pattern STEP = Pattern.compile("step-(\\d{1,18})");
  private static final String HIDDEN = ".";
  private static final String BEST = "best.json";

  /** How often a concurrent training process may delete what is being read. */
  private static final int MOST_TRIES = 100;

  /** Returns the checkpoints in a directory, which need not exist. */
  public static Checkpoints of(Path directory) {
    return new Checkpoints(directory);
  }

  /** Returns the directory of the checkpoint after this many iterations. */
  public Path at(long iteration) {
    return directory.resolve("step-" + iteration);
  }

  /**
   * Keeps the state before an iteration that diverged, replacing that of an earlier divergence
   * there. It is not a checkpoint to resume from.
   *
   * @param writer writes it into a new directory
   * @return its directory, {@code step-500.diverged}
   */
  public Path keepDiverged(long iteration, Consumer<Path> writer) {
    Path place = directory.resolve("step-" + iteration + ".diverged");
    if (Files.exists(place)) {
      replace(place, writer);
    } else {
      writer.accept(place);
    }
    return place;
  }

  /** Returns all checkpoints, intact or not, latest iteration first. */
  public List<Path> all() {
    return list().stream()
        .filter(file -> STEP.matcher(name(file)).matches() && isOwn(file))
        .sorted(Comparator.comparingLong(Checkpoints::iteration).reversed())
        .toList();
  }

  /**
   * Returns the intact one with the most iterations; empty if there is none. If a concurrent
   * training process deletes one meanwhile, it isn't damaged: a newer one is used. If no other one
   * is intact, one that a killed process has moved aside is used.
   *
   * @param damaged receives what is wrong with each later one, in one line
   * @throws InvalidInputException if a later one has an unknown format: it may be intact, so an
   *     earlier one isn't the newest
   */
  public Optional<SavedCheckpoint> newestWhole(Consumer<InvalidInputException> damaged) {
    List<InvalidInputException> mistakes = new ArrayList<>();
    Optional<SavedCheckpoint> whole = Optional.empty();
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      mistakes.clear();
      List<Path> all = all();
      whole = firstWhole(all, mistakes::add);
      if (whole.isPresent() || !isRotated(all)) {
        break;
      }
    }
    mistakes.forEach(damaged);
    return whole.isPresent() ? whole : displaced().stream().findFirst();
  }

  /**
   * Returns those that a killed process had moved aside to replace them, and their replacements,
   * latest iteration first.
   */
  private List<SavedCheckpoint> displaced() {
    List<SavedCheckpoint> whole = new ArrayList<>();
    for (Path file : list()) {
      Matcher step = STEP.matcher(SideFiles.target(file).orElse(""));
      if (step.matches() && isOwn(file) && !Files.exists(directory.resolve(step.group()))) {
        wholeAside(file, Long.parseLong(step.group(1))).ifPresent(whole::add);
      }
    }
    whole.sort(Comparator.comparingLong(saved -> -saved.info().iteration()));
    return whole;
  }

  private static Optional<SavedCheckpoint> wholeAside(Path file, long iteration) {
    try {
      CheckpointInfo info = CheckpointFiles.verify(file);
      return Optional.of(new SavedCheckpoint(file, info))
          .filter(s -> info.iteration() == iteration);
    } catch (InvalidInputException e) {
      return Optional.empty(); // half written, half deleted, or of an unknown format
    }
  }

  /**
   * Returns whether a list is outdated: one of its entries is gone, or it is empty. While one
   * checkpoint replaces another, a directory listing may show neither.
   */
  private boolean isRotated(List<Path> all) {
    return all.isEmpty() ? !list().isEmpty() : !all.stream().allMatch(Files::isDirectory);
  }

  private Optional<SavedCheckpoint> firstWhole(
      List<Path> all, Consumer<InvalidInputException> damaged) {
    for (Path checkpoint : all) {
      CheckpointFiles.requireKnownFormat(checkpoint);
      try {
        return Optional.of(named(checkpoint, CheckpointFiles.verify(checkpoint)));
      } catch (InvalidInputException e) {
        if (!Files.isDirectory(checkpoint)) {
          return Optional.empty();
        }
        damaged.accept(e);
      }
    }
    return Optional.empty();
  }

  /**
   * Returns a checkpoint after checking its name.
   *
   * @throws InvalidInputException if it is of another iteration and was renamed
   */
  static SavedCheckpoint named(Path checkpoint, CheckpointInfo info) {
    if (info.iteration() != iteration(checkpoint)) {
      throw new InvalidInputException(
          "checkpoint " + checkpoint,
          "the state after " + iteration(checkpoint) + " iterations, as its name says,",
          "that after " + info.iteration(),
          "rename it to step-" + info.iteration());
    }
    return new SavedCheckpoint(checkpoint, info);
  }

  /**
   * Restores a checkpoint or, if a concurrent training process has deleted it meanwhile, the newest
   * one.
   *
   * @param restore takes the weights from a directory, such as {@link GanTrainer#restore}
   * @return the one that was restored
   * @throws InvalidInputException if it cannot be restored
   */
  public SavedCheckpoint restore(Consumer<Path> restore, SavedCheckpoint checkpoint) {
    try {
      restore.accept(checkpoint.directory());
      return checkpoint;
    } catch (InvalidInputException e) {
      if (Files.isDirectory(checkpoint.directory())) {
        throw e;
      }
    }
    try (CheckpointCopy copy = CheckpointCopy.ofNewest(this)) {
      restore.accept(copy.directory());
      return copy.source();
    }
  }

  /**
   * Returns the intact one with the most iterations.
   *
   * @throws InvalidInputException if there is none
   */
  public SavedCheckpoint newestWhole() {
    return newestWhole(damaged -> {}).orElseThrow(this::none);
  }

  /** Returns the iterations of all checkpoints, intact or not, latest first. */
  public List<Long> iterations() {
    return all().stream().map(Checkpoints::iteration).toList();
  }

  /**
   * Returns the one after this many iterations.
   *
   * @throws InvalidInputException if it doesn't exist, or one of its files has changed
   */
  public SavedCheckpoint whole(long iteration) {
    Path place = at(iteration);
    if (!isOwn(place)) {
      List<String> steps = iterations().stream().map(String::valueOf).toList();
      throw new InvalidInputException(
          "checkpoints " + directory,
          "one after " + iteration + " iterations",
          steps.isEmpty() ? "none" : "those after " + String.join(", ", steps),
          "choose an existing one");
    }
    return named(place, CheckpointFiles.verify(place));
  }

  InvalidInputException none() {
    return new InvalidInputException(
        "checkpoints " + directory, "an intact one", "none", "train first");
  }

  /** Deletes all except the {@code keep} with the most iterations and the best one. */
  public void keepLast(int keep) {
    long best = best().map(BestCheckpoint::iteration).orElse(-1L);
    all().stream().skip(keep).filter(old -> iteration(old) != best).forEach(this::delete);
  }

  /** Returns the best one, from {@code best.json}; empty if unknown or deleted. */
  public Optional<BestCheckpoint> best() {
    try {
      Path file = directory.resolve(BEST);
      PlainFiles.require(file);
      return Optional.of(readBest(file)).filter(best -> Files.isDirectory(at(best.iteration())));
    } catch (InvalidInputException e) {
      return Optional.empty();
    }
  }

  /** Earlier versions had only one measure and didn't name it. */
  private static BestCheckpoint readBest(Path file) {
    try {
      return GanJson.readValue(file, BestCheckpoint.class);
    } catch (InvalidInputException e) {
      JsonValue nearest = new JsonValue("$", JsonText.parse(JsonFile.text(file)));
      return new BestCheckpoint(
          (long) Scalars.LONG.read(nearest.field("iteration")),
          Measure.CLASS_DISTANCE,
          (double) Scalars.NUMBER.read(nearest.field("distance")));
    }
  }

  /** Records the best one in {@code best.json}. */
  void markBest(BestCheckpoint best) {
    byte[] json = GanJson.writeValue(best, BestCheckpoint.class).getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(directory.resolve(BEST), out -> out.write(json));
  }

  /**
   * Prepares for training that resumes after {@code iteration} iterations: later checkpoints are
   * renamed to {@code step-500.damaged} and no longer the best, those that a killed process has
   * moved aside are moved back, and its half-written files are deleted.
   */
  public void goOnAfter(long iteration) {
    displaced().stream()
        .filter(saved -> saved.info().iteration() <= iteration)
        .filter(saved -> !Files.exists(at(saved.info().iteration())))
        .forEach(saved -> move(saved.directory(), at(saved.info().iteration())));
    list().stream().filter(file -> name(file).startsWith(HIDDEN)).forEach(this::deleteTree);
    forgetBestAfter(iteration);
    for (Path later : all()) {
      if (iteration(later) > iteration) {
        Path aside = directory.resolve(name(later) + ".damaged");
        if (Files.exists(aside)) {
          delete(aside);
        }
        move(later, aside);
      }
    }
  }

  /** Training that reaches that iteration again may not be as good there. */
  private void forgetBestAfter(long iteration) {
    if (best().map(BestCheckpoint::iteration).orElse(Long.MAX_VALUE) > iteration) {
      deleteTree(directory.resolve(BEST));
    }
  }

  /** Returns whether a checkpoint matches the current state of a trainer and its log. */
  boolean isOf(Path checkpoint, GanTrainer trainer, @Nullable LogDigest log) {
    try {
      CheckpointInfo info = CheckpointFiles.read(checkpoint);
      Map<String, String> forms = info.computation().formNames();
      return RecordedSpec.read(checkpoint.resolve("gan.json")).equals(trainer.gan())
          && (forms == null || forms.equals(trainer.forms()))
          && (info.log() == null || info.log().equals(log));
    } catch (InvalidInputException e) {
      return false;
    }
  }

  /** Rewrites a checkpoint; the old one is replaced once the new one is complete. */
  void replace(Path checkpoint, Consumer<Path> writer) {
    Path whole = SideFiles.beside(checkpoint);
    writer.accept(whole);
    Path old = SideFiles.beside(checkpoint);
    move(checkpoint, old);
    move(whole, checkpoint);
    deleteTree(old);
  }

  /** Renames it first, so that a process that is killed meanwhile leaves no partial checkpoint. */
  private void delete(Path checkpoint) {
    Path hidden = SideFiles.beside(checkpoint);
    move(checkpoint, hidden);
    deleteTree(hidden);
  }

  private void move(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw FileErrors.unwritable(from, e);
    }
  }

  private void deleteTree(Path tree) {
    try {
      FileTree.delete(tree);
    } catch (IOException e) {
      throw FileErrors.unwritable(tree, e);
    }
  }

  private List<Path> list() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    } catch (IOException e) {
      throw FileErrors.unreadable(directory, e);
    }
  }

  /** Links lead outside the run. */
  private static boolean isOwn(Path checkpoint) {
    return Files.isDirectory(checkpoint, LinkOption.NOFOLLOW_LINKS);
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static long iteration(Path checkpoint) {
    Matcher step = STEP.matcher(name(checkpoint));
    if (!step.matches()) {
      throw new IllegalArgumentException(checkpoint + "");
    }
    return Long.parseLong(step.group(1));
  }
}
