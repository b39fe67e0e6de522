package org.ganforge.json.codec;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ganforge.export.ExportFormat;
import org.ganforge.export.NetworkRole;
import org.ganforge.json.record.RunInfo;
import org.jspecify.annotations.Nullable;

/**
 * The origin and files of an exported network.
 *
 * @param model the GAN's name
 * @param run the name of the run that the weights come from, or null if they don't come from a run
 * @param iteration after how many iterations; in a run, those of the checkpoint {@code
 *     checkpoints/step-400}
 * @param network which network
 * @param formats the formats written
 * @param versions the software that wrote it
 * @param created when it was created, to the second
 * @param files the SHA-256 of each file, in hexadecimal, by its path in the export
 */
public record ExportInfo(
    String model,
    @Nullable String run,
    long iteration,
    NetworkRole network,
    List<ExportFormat> formats,
    RunInfo.Versions versions,
    Instant created,
    SortedMap<String, String> files) {
  /** Copies the collections and truncates the time to seconds. */
  public ExportInfo {
    formats = List.copyOf(formats);
    created = created.truncatedTo(ChronoUnit.SECONDS);
    files = new TreeMap<>(files);
  }

  /** Returns the files, in the order of their paths; a copy. */
  @Override
  public SortedMap<String, String> files() {
    return new TreeMap<>(files);
  }
}
