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
 * The origin and files of a checkpoint. The spec with its plan is in the file {@code gan.json};
 * schedules have no state besides the counters among the variables, since their history is reset at
 * each iteration.
 *
 * @param iteration how many iterations are done
 * @param seed the seed of all randomness
 * @param metricsLine the last iteration's line in {@code metrics.jsonl}, without its line end; null
 *     before the first iteration, or if the trainer hasn't run one
 * @param log the content of {@code metrics.jsonl} up to and including that line; null if there was
 *     no log, or an earlier version didn't record it
 * @param created when it was created, to the second
 * @param versions the software it was trained with
 * @param computation how it was computed
 * @param images the training images; null for networks trained elsewhere
 * @param files all of its files except the one that contains this
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
  /** Copies the list and truncates the time to seconds. */
  public CheckpointInfo {
    Checks.notNegative("checkpoint iteration", iteration);
    created = created.truncatedTo(ChronoUnit.SECONDS);
    files = List.copyOf(files);
  }

  /** Returns the info of a checkpoint of networks without training images. */
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
   * @param name its name, without a folder
   * @param bytes its size
   * @param digest its SHA-256, 64 hexadecimal digits
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
