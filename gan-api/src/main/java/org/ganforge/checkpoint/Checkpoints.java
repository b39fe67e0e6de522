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
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.file.AtomicFile;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.internal.file.FileTree;
import org.ganforge.internal.file.PlainFiles;
import org.ganforge.internal.file.SideFiles;
import org.ganforge.json.GanJson;
import org.ganforge.json.form.Scalars;
import org.ganforge.json.record.CheckpointInfo;
import org.ganforge.json.record.RecordedSpec;
import org.ganforge.json.text.JsonFile;
import org.ganforge.json.text.JsonText;
import org.ganforge.json.text.JsonValue;
import org.ganforge.train.LogDigest;
import org.ganforge.train.Measure;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of a run: {@code step-500} is the one after 500 iterations. What begins with a
 * dot is on its way in or out, and no checkpoint unless its process was killed on that way.
 *
 * @param directory where they lie; it need not exist
 */
public record Checkpoints(Path directory) {
  private static final Pattern STEP = Pattern.compile("step-(\\d{1,18})");
  private static final String HIDDEN = ".";
  private static final String BEST = "best.json";

  /** How often a training beside this program may delete what is being read. */
  private static final int MOST_TRIES = 100;

  /** Returns the checkpoints in a directory, which need not exist. */
  public static Checkpoints of(Path directory) {
    return new Checkpoints(directory);
  }

  /** Returns the place of the checkpoint after so many iterations. */
  public Path at(long iteration) {
    return directory.resolve("step-" + iteration);
  }

  /**
   * Keeps the state after so many iterations where the next one has diverged, in the place of what
   * an earlier divergence there has left. It is none to go on from.
   *
   * @param writer writes it into a new directory
   * @return the place, {@code step-500.diverged}
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

  /** Returns all that are there, whole or not, the one with the most iterations first. */
  public List<Path> all() {
    return list().stream()
        .filter(file -> STEP.matcher(name(file)).matches() && isOwn(file))
        .sorted(Comparator.comparingLong(Checkpoints::iteration).reversed())
        .toList();
  }

  /**
   * Returns the whole one with the most iterations, or nothing where there is none. One that a
   * training beside this program deletes meanwhile is not damaged: a newer one is looked for. Where
   * no other one is whole, one counts that a killed process has moved out of its place.
   *
   * @param damaged is told of each later one what is wrong with it, in one line
   * @throws InvalidInputException if a later one is of a format that is not known here: it may be
   *     whole, so an earlier one is not the newest
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
   * Returns those that a process has moved out of their place to put others there, and was killed
   * before it did; and those others. The one with the most iterations is the first.
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
      return Optional.empty(); // half written, half deleted, or of a format not known here
    }
  }

  /**
   * Returns whether a list has been overtaken: one of it is gone, or there is none. While one takes
   * another's place, a directory may be read that shows neither.
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
   * Returns a checkpoint of that name.
   *
   * @throws InvalidInputException if it is one of another iteration, which somebody has renamed
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
   * Restores a checkpoint or, where a training beside this program has deleted it meanwhile, the
   * newest one.
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
   * Returns the whole one with the most iterations.
   *
   * @throws InvalidInputException if there is none
   */
  public SavedCheckpoint newestWhole() {
    return newestWhole(damaged -> {}).orElseThrow(this::none);
  }

  /** Returns after how many iterations each is, whole or not, the most first. */
  public List<Long> iterations() {
    return all().stream().map(Checkpoints::iteration).toList();
  }

  /**
   * Returns the one after so many iterations.
   *
   * @throws InvalidInputException if it is not there, or a file of it is not as it was written
   */
  public SavedCheckpoint whole(long iteration) {
    Path place = at(iteration);
    if (!isOwn(place)) {
      List<String> steps = iterations().stream().map(String::valueOf).toList();
      throw new InvalidInputException(
          "checkpoints " + directory,
          "one after " + iteration + " iterations",
          steps.isEmpty() ? "none" : "those after " + String.join(", ", steps),
          "choose one that is there");
    }
    return named(place, CheckpointFiles.verify(place));
  }

  InvalidInputException none() {
    return new InvalidInputException(
        "checkpoints " + directory, "a whole one", "none", "train first");
  }

  /** Deletes all but the {@code keep} with the most iterations, and the best. */
  public void keepLast(int keep) {
    long best = best().map(BestCheckpoint::iteration).orElse(-1L);
    all().stream().skip(keep).filter(old -> iteration(old) != best).forEach(this::delete);
  }

  /** Returns the best one, from {@code best.json}; nothing where none is known or it is gone. */
  public Optional<BestCheckpoint> best() {
    try {
      Path file = directory.resolve(BEST);
      PlainFiles.require(file);
      return Optional.of(readBest(file)).filter(best -> Files.isDirectory(at(best.iteration())));
    } catch (InvalidInputException e) {
      return Optional.empty();
    }
  }

  /** Earlier versions knew one measure, and did not name it. */
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

  /** Writes which one is the best into {@code best.json}. */
  void markBest(BestCheckpoint best) {
    byte[] json = GanJson.writeValue(best, BestCheckpoint.class).getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(directory.resolve(BEST), out -> out.write(json));
  }

  /**
   * Makes room for a training that goes on after {@code iteration} iterations: what lies after it
   * is renamed to {@code step-500.damaged} and is the best no longer, what a killed process has
   * only moved aside gets its place back, and what it has left half done is deleted.
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

  /** A training that reaches that iteration again may not be as good there. */
  private void forgetBestAfter(long iteration) {
    if (best().map(BestCheckpoint::iteration).orElse(Long.MAX_VALUE) > iteration) {
      deleteTree(directory.resolve(BEST));
    }
  }

  /** Returns whether a checkpoint says of a trainer and its log what is true of them now. */
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

  /** Writes a checkpoint anew; the old one gives its place up when the new one is whole. */
  void replace(Path checkpoint, Consumer<Path> writer) {
    Path whole = SideFiles.beside(checkpoint);
    writer.accept(whole);
    Path old = SideFiles.beside(checkpoint);
    move(checkpoint, old);
    move(whole, checkpoint);
    deleteTree(old);
  }

  /** Takes its name away first: a process that is killed meanwhile leaves no part of it behind. */
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

  /** A link leads to what is no part of this run. */
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
