package org.ganforge.plain;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.ganforge.Gan;
import org.ganforge.checkpoint.file.CheckpointFiles;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.file.AtomicDirectory;
import org.ganforge.json.codec.RecordedSpec;
import org.ganforge.json.record.CheckpointInfo;
import org.ganforge.json.record.RunInfo;
import org.ganforge.optimizer.Optimizer;
import org.ganforge.train.LogDigest;
import org.jspecify.annotations.Nullable;

/** Writes the whole state of a GAN to a directory and restores it. */
final class PlainCheckpoint {
  private static final String SPEC = "gan.json";
  private static final String STATE = "state";

  private PlainCheckpoint() {}

  static void save(
      PlainGan gan, Path directory, @Nullable String metricsLine, @Nullable LogDigest log) {
    AtomicDirectory.writeNew(
        "checkpoint",
        directory,
        side -> {
          Files.writeString(side.resolve(SPEC), RecordedSpec.write(gan.gan()));
          try (OutputStream file = Files.newOutputStream(side.resolve(STATE));
              DataOutputStream out = new DataOutputStream(file)) {
            write(gan, out);
          }
          CheckpointFiles.seal(side, files -> info(gan, metricsLine, log, files));
        });
  }

  private static void write(PlainGan gan, DataOutputStream out) throws IOException {
    out.writeLong(gan.generatorUpdates());
    out.writeLong(gan.discriminatorUpdates());
    for (float[] values : gan.state().values()) {
      for (float value : values) {
        out.writeFloat(value);
      }
    }
  }

  private static CheckpointInfo info(
      PlainGan gan,
      @Nullable String metricsLine,
      @Nullable LogDigest log,
      List<CheckpointInfo.StoredFile> files) {
    CheckpointInfo info =
        CheckpointInfo.of(
                gan.iterations(),
                gan.gan().plan().seed(),
                metricsLine,
                Instant.now(),
                RunInfo.Versions.here(new PlainBackend().version()),
                new PlainBackend().computation(),
                files)
            .withLog(log);
    return gan.images() == null ? info : info.withImages(RunInfo.Images.of(gan.images()));
  }

  /** Returns the checkpoint's metrics line of the last iteration; null if there is none. */
  static @Nullable String restore(PlainGan gan, Path directory) {
    CheckpointInfo info = CheckpointFiles.verify(directory);
    requireSame(gan.gan(), RecordedSpec.read(directory.resolve(SPEC)), directory);
    try (InputStream file = Files.newInputStream(directory.resolve(STATE));
        DataInputStream in = new DataInputStream(file)) {
      gan.setUpdates(in.readLong(), in.readLong());
      for (float[] values : gan.state().values()) {
        for (int i = 0; i < values.length; i++) {
          values[i] = in.readFloat();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    gan.setIterations(info.iteration());
    return info.metricsLine();
  }

  private static void requireSame(Gan gan, Gan saved, Path directory) {
    if (!gan.generator().equals(saved.generator())
        || !gan.discriminator().equals(saved.discriminator())
        || !atOneRate(gan.generatorOptimizer()).equals(atOneRate(saved.generatorOptimizer()))
        || !atOneRate(gan.discriminatorOptimizer())
            .equals(atOneRate(saved.discriminatorOptimizer()))) {
      throw new InvalidInputException(
          "checkpoint " + directory,
          "the networks and optimizers of spec \"" + gan.name() + "\"",
          "others",
          "open the trainer with the spec in " + directory.resolve(SPEC));
    }
  }

  private static Optimizer atOneRate(Optimizer optimizer) {
    return optimizer.withLearningRate(1);
  }
}
