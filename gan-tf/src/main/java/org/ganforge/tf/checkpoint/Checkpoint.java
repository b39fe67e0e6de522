package org.ganforge.tf.checkpoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ganforge.Computation;
import org.ganforge.Gan;
import org.ganforge.checkpoint.file.CheckpointFiles;
import org.ganforge.data.ImageSource;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.file.AtomicDirectory;
import org.ganforge.json.codec.RecordedSpec;
import org.ganforge.json.record.CheckpointInfo;
import org.ganforge.json.record.RunInfo;
import org.ganforge.optimizer.Optimizer;
import org.ganforge.regularization.DiffAugment;
import org.ganforge.regularization.MovingAverage;
import org.ganforge.regularization.SpectralNorm;
import org.ganforge.tf.graph.GanGraph;
import org.ganforge.tf.graph.StateGraph;
import org.ganforge.tf.session.GraphSession;
import org.ganforge.tf.variable.Counter;
import org.ganforge.train.LogDigest;
import org.jspecify.annotations.Nullable;
import org.tensorflow.TensorFlow;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Op;
import org.tensorflow.types.TInt64;

/**
 * Writes the whole state of a session into a directory and restores it: {@code gan.json}, the spec;
 * {@code variables.*}, TensorFlow's own format, with every weight, slot and counter under its name;
 * and {@code checkpoint.json}, which describes the run and the other files.
 */
public final class Checkpoint {
  private static final String SPEC = "gan.json";

  private final Gan gan;
  private final @Nullable ImageSource images;
  private final GraphSession<GanGraph> session;
  private final Map<String, String> forms;
  private final StateGraph state;
  private RunInfo.@Nullable Images described;
  private @Nullable Computation computation;

  /**
   * Writes and restores the state of a session.
   *
   * @param images the images it learns from; null for none
   * @param forms the name of the form of each convolution
   */
  public Checkpoint(
      Gan gan,
      @Nullable ImageSource images,
      GraphSession<GanGraph> session,
      Map<String, String> forms) {
    this.gan = gan;
    this.images = images;
    this.session = session;
    this.forms = forms;
    this.state = session.graph().state();
  }

  /**
   * Writes a new directory, whole or not at all.
   *
   * @param metricsLine the metrics of the last iteration; null if there are none
   * @param log the digest of the log of metrics up to there; null if there is none
   */
  public void save(
      Path directory, long iterations, @Nullable String metricsLine, @Nullable LogDigest log) {
    try (TInt64 count = TInt64.scalarOf(iterations)) {
      Op set = state.setCount(session.graph().iterations());
      session.run(List.of(set), Map.of(state.newCount(), count));
    }
    AtomicDirectory.writeNew(
        "checkpoint",
        directory,
        side -> {
          Files.writeString(side.resolve(SPEC), RecordedSpec.write(gan));
          session.save(side);
          CheckpointFiles.seal(side, files -> info(iterations, metricsLine, files).withLog(log));
        });
  }

  private CheckpointInfo info(
      long iterations, @Nullable String metricsLine, List<CheckpointInfo.StoredFile> files) {
    CheckpointInfo info =
        CheckpointInfo.of(
            iterations,
            gan.plan().seed(),
            metricsLine,
            Instant.now(),
            RunInfo.Versions.here("TensorFlow " + TensorFlow.version()),
            computation(),
            files);
    if (described == null && images != null) {
      described = RunInfo.Images.of(images);
    }
    return described == null ? info : info.withImages(described);
  }

  /** Asked only once: finding out whether a GPU computes means running TensorFlow. */
  private Computation computation() {
    if (computation == null) {
      computation = session.settings().computation(forms);
    }
    return computation;
  }

  /** Restores a checkpoint and returns its counts. */
  public Counts restore(Path directory) {
    CheckpointInfo info = CheckpointFiles.verify(directory);
    requireSame(directory, RecordedSpec.read(directory.resolve(SPEC)));
    try {
      session.restore(directory);
    } catch (TensorFlowException e) {
      throw new InvalidInputException(
          "checkpoint " + directory,
          "whole files",
          AtomicDirectory.reason(e),
          "use another checkpoint, or copy this one again");
    }
    return new Counts(
        count(session.graph().iterations().name()),
        count(gan.generator().name() + "/updates"),
        count(gan.discriminator().name() + "/updates"),
        info.metricsLine());
  }

  private long count(String counter) {
    List<String> names =
        session.graph().variables().counters().stream().map(Counter::name).toList();
    return session.fetchCounts(state.counts())[names.indexOf(counter)];
  }

  /**
   * The counts that are also kept in Java.
   *
   * @param metricsLine the metrics of the last iteration; null if there are none
   */
  public record Counts(
      long iterations,
      long generatorUpdates,
      long discriminatorUpdates,
      @Nullable String metricsLine) {}

  private void requireSame(Path directory, Gan saved) {
    String difference = difference(saved);
    if (!difference.isEmpty()) {
      throw new InvalidInputException(
          "checkpoint " + directory,
          "the " + difference + " of spec \"" + gan.name() + "\"",
          "another " + difference,
          "open the trainer with the spec in " + directory.resolve(SPEC));
    }
  }

  /** Returns the first difference that affects the variables; empty if there is none. */
  private String difference(Gan saved) {
    Map<String, Function<Gan, Object>> fields = new LinkedHashMap<>();
    fields.put("keras", Gan::keras);
    fields.put("generator", Gan::generator);
    fields.put("discriminator", Gan::discriminator);
    fields.put("generator_optimizer", saving -> atOneRate(saving.generatorOptimizer()));
    fields.put("discriminator_optimizer", saving -> atOneRate(saving.discriminatorOptimizer()));
    fields.put("regularization", Checkpoint::kept);
    return fields.entrySet().stream()
        .filter(field -> !field.getValue().apply(saved).equals(field.getValue().apply(gan)))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }

  /**
   * Returns whether moving averages, vectors of spectral norms and an adapted probability are kept
   * beside the weights.
   */
  private static List<Boolean> kept(Gan gan) {
    return List.of(
        MovingAverage.among(gan.regularization()).isPresent(),
        SpectralNorm.among(gan.regularization()).isPresent(),
        DiffAugment.among(gan.regularization())
            .filter(augment -> augment.adaptive() != null)
            .isPresent());
  }

  /** The learning rate is not saved state, so a training may be resumed with another one. */
  private static Optimizer atOneRate(Optimizer optimizer) {
    return optimizer.withLearningRate(1);
  }
}
