package org.ganforge.json.record;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.ganforge.Computation;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.train.LogDigest;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint is of, and what its files hold. The spec with its plan is a file of it, {@code
 * gan.json}; a schedule has no state besides the counters among the variables, since it decides
 * from a history that begins anew with each iteration.
 *
 * @param iteration how many iterations are done
 * @param seed the one seed of everything random
 * @param metricsLine the line of {@code metrics.jsonl} that belongs to the last iteration, without
 *     its end; null before the first, or where the trainer has no such iteration behind it
 * @param log what {@code metrics.jsonl} held up to and including that line; null where nobody kept
 *     one, or an earlier version has not recorded it
 * @param created when, to the second
 * @param versions what it was trained on
 * @param computation how it was computed
 * @param images which images it learns; null for networks that learn none here
 * @param files all of its files but the one that this is written into
 */
public record CheckpointInfo(
    long iteration,
    long seed,
    @Nullable String metricsLine,
    @Nullable LogDigest log,
    Instant created,
    RunInfo.Versions versions,
    Computation computation,
    RunInfo.@Nullable Images images,
    List<StoredFile> files) {
  /** Copies the list and cuts the time to whole seconds. */
  public CheckpointInfo {
    Checks.notNegative("checkpoint iteration", iteration);
    created = created.truncatedTo(ChronoUnit.SECONDS);
    files = List.copyOf(files);
  }

  /** Returns what describes a checkpoint of networks that learn no images here. */
  public static CheckpointInfo of(
      long iteration,
      long seed,
      @Nullable String metricsLine,
      Instant created,
      RunInfo.Versions versions,
      Computation computation,
      List<StoredFile> files) {
    return new CheckpointInfo(
        iteration, seed, metricsLine, null, created, versions, computation, null, files);
  }

  /** Returns a copy with this {@code log}. */
  public CheckpointInfo withLog(@Nullable LogDigest log) {
    return new CheckpointInfo(
        iteration, seed, metricsLine, log, created, versions, computation, images, files);
  }

  /** Returns a copy with these {@code images}. */
  public CheckpointInfo withImages(RunInfo.Images images) {
    return new CheckpointInfo(
        iteration, seed, metricsLine, log, created, versions, computation, images, files);
  }

  /**
   * A file of a checkpoint.
   *
   * @param name without a folder
   * @param bytes how many it has
   * @param digest their SHA-256, 64 hexadecimal digits
   */
  public record StoredFile(String name, long bytes, String digest) {
    /** Checks the arguments. */
    public StoredFile {
      Checks.name("file name", name);
      Checks.notNegative("file bytes", bytes);
      if (!digest.matches("[0-9a-f]{64}")) {
        throw new InvalidInputException(
            "file digest", "64 hexadecimal digits", '"' + digest + '"', "give the file's SHA-256");
      }
    }
  }
}
