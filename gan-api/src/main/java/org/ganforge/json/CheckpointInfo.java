package org.ganforge.json;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
   * How a backend computes, as far as the bits of its results depend on it.
   *
   * @param intraOpThreads how many threads one operation may use
   * @param interOpThreads how many operations may run at once
   * @param precision in what numbers products are computed: {@code float32}
   * @param device what has computed, {@code cpu} or {@code gpu}; null where an earlier version has
   *     not recorded it
   * @param forms the form of each convolution and matrix product, by what it computes; empty for
   *     the backend's own operations, null where an earlier version has not recorded them
   * @param environment the environment's variables that change numbers, {@code NAME=value}; null
   *     where an earlier version has not recorded them
   * @param rewrites what an earlier version recorded in place of forms; null otherwise
   */
  public record Computation(
      int intraOpThreads,
      int interOpThreads,
      String precision,
      @Nullable Boolean rewrites,
      @Nullable String device,
      @Nullable List<ComputedForm> forms,
      @Nullable List<String> environment) {
    /** Copies the lists. */
    public Computation {
      forms = forms == null ? null : List.copyOf(forms);
      environment = environment == null ? null : List.copyOf(environment);
    }

    /** Returns a computation of which no more is known. */
    public static Computation of(int intraOpThreads, int interOpThreads, String precision) {
      return new Computation(intraOpThreads, interOpThreads, precision, null, null, null, null);
    }

    /** Returns a copy with this {@code device}. */
    public Computation withDevice(@Nullable String device) {
      return new Computation(
          intraOpThreads, interOpThreads, precision, rewrites, device, forms, environment);
    }

    /** Returns a copy with these {@code forms}, in the map's order; null for unknown ones. */
    public Computation withForms(@Nullable Map<String, String> names) {
      List<ComputedForm> list = names == null ? null : ComputedForm.listOf(names);
      return new Computation(
          intraOpThreads, interOpThreads, precision, rewrites, device, list, environment);
    }

    /** Returns a copy with this {@code environment}. */
    public Computation withEnvironment(@Nullable List<String> environment) {
      return new Computation(
          intraOpThreads, interOpThreads, precision, rewrites, device, forms, environment);
    }

    /** Returns the names of the forms by what they compute; null where they are not known. */
    public @Nullable Map<String, String> formNames() {
      return forms == null ? null : ComputedForm.mapOf(forms);
    }
  }

  /**
   * How a convolution or a matrix product is computed.
   *
   * @param of its sizes and its direction
   * @param form the form's name
   */
  public record ComputedForm(String of, String form) {
    static List<ComputedForm> listOf(Map<String, String> names) {
      return names.entrySet().stream()
          .map(entry -> new ComputedForm(entry.getKey(), entry.getValue()))
          .toList();
    }

    static Map<String, String> mapOf(List<ComputedForm> forms) {
      Map<String, String> names = new LinkedHashMap<>();
      forms.forEach(form -> names.put(form.of(), form.form()));
      return names;
    }
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
