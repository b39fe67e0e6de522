package org.ganforge.tf.train;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.Sequential;
import org.ganforge.data.ImageDataset;
import org.ganforge.error.InvalidInputException;
import org.ganforge.export.Export;
import org.ganforge.internal.MachineMemory;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.observe.MetricsLine;
import org.ganforge.tf.checkpoint.Checkpoint;
import org.ganforge.tf.form.FormSelection;
import org.ganforge.tf.graph.GanGraph;
import org.ganforge.tf.graph.Step;
import org.ganforge.tf.graph.StepKind;
import org.ganforge.tf.session.ComputeType;
import org.ganforge.tf.session.GraphSession;
import org.ganforge.tf.session.SessionSettings;
import org.ganforge.tf.session.Weights;
import org.ganforge.train.BatchMetrics;
import org.ganforge.train.DivergenceException;
import org.ganforge.train.LogDigest;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.ganforge.train.TrainingReport;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.types.TFloat32;

/**
 * Trains one compiled GAN. {@link ExclusiveTrainer} stands before it: here one thread calls at a
 * time, and none after the end.
 */
public final class TensorFlowTrainer implements GanTrainer {
  private final Gan gan;
  private final Map<String, String> forms;
  private final boolean hasImages;
  private final @Nullable FloatTensor realImages;
  private final GraphSession<GanGraph> session;
  private final Checkpoint checkpoint;
  private final Weights weights;
  private final Inference inference;
  private final AtomicBoolean stop = new AtomicBoolean();
  private @Nullable Iteration iteration;
  private long iterations;
  private long generatorUpdates;
  private long discriminatorUpdates;
  private volatile boolean ending;
  private @Nullable String metricsLine;
  private boolean isBetween = true;

  private TensorFlowTrainer(
      Gan gan, TrainingForms forms, @Nullable ImageDataset images, GraphSession<GanGraph> session) {
    this.gan = gan;
    this.forms = forms.names();
    this.hasImages = images != null;
    this.realImages = TrainingImages.ofPicture(gan, images);
    this.session = session;
    this.checkpoint = new Checkpoint(gan, images, session, forms.names());
    this.weights = new Weights(session);
    this.inference = new Inference(session);
  }

  /**
   * Compiles the GAN and gives its variables their first values.
   *
   * @param images what to train on, before the spec's own choice of them; null if every batch will
   *     be given
   * @param selection which forms convolutions have
   */
  public static TensorFlowTrainer open(
      Gan gan, @Nullable ImageDataset images, FormSelection selection, SessionSettings settings) {
    ImageDataset chosen = images == null ? null : TrainingImages.choose(gan, images);
    MemoryNeed.of(gan, chosen, settings.computeType().isShort()).check(gan, MachineMemory.here());
    ComputeType type = settings.computeType();
    TrainingForms forms = TrainingForms.of(gan, selection, settings);
    GraphSession<GanGraph> session =
        new GraphSession<>(
            GanGraph.compile(gan, chosen, forms.rewrites(), type.lossScale()), settings);
    try {
      session.initialize();
      if (chosen != null) {
        session.fill(session.graph().images(), chosen.pixels());
      }
      return new TensorFlowTrainer(gan, forms, chosen, session);
    } catch (RuntimeException | Error e) {
      session.close();
      throw e;
    }
  }

  /**
   * Opens a GAN that is to be exported and not trained, with TensorFlow's own operations: an export
   * consists of them, so it needs no other networks to be compared with.
   *
   * @param settings in float32
   * @throws InvalidInputException if those compute these networks wrong on this processor
   */
  public static TensorFlowTrainer openToExport(Gan gan, SessionSettings settings) {
    return PlainExport.open(gan, settings);
  }

  @Override
  public Gan gan() {
    return gan;
  }

  @Override
  public Map<String, String> forms() {
    return forms;
  }

  @Override
  public long iteration() {
    return iterations;
  }

  long generatorUpdates() {
    return generatorUpdates;
  }

  long discriminatorUpdates() {
    return discriminatorUpdates;
  }

  GraphSession<GanGraph> session() {
    return session;
  }

  /** Runs one iteration; while it runs, the weights are those of no iteration. */
  TrainingEvent.IterationDone run(Iteration next) {
    boolean wasBetween = isBetween;
    long updates = generatorUpdates + discriminatorUpdates;
    isBetween = false;
    TrainingEvent.IterationDone done;
    try {
      done = next.run(iterations + 1);
    } catch (DivergenceException e) {
      // Where its first update was refused, all is as the iteration before has left it.
      isBetween = wasBetween && updates == generatorUpdates + discriminatorUpdates;
      throw e;
    }
    isBetween = wasBetween; // what was cut off once stays so until a checkpoint is restored
    iterations++;
    metricsLine = MetricsLine.of(done);
    return done;
  }

  void countUpdates(int discriminator, int generator) {
    discriminatorUpdates += discriminator;
    generatorUpdates += generator;
  }

  @Override
  public TrainingReport train(TrainingListener... listeners) {
    return trainUntil(gan.plan().iterations(), listeners);
  }

  @Override
  public TrainingReport trainUntil(long end, TrainingListener... listeners) {
    if (!hasImages) {
      throw new IllegalStateException(
          "trainer of "
              + gan.name()
              + ": expected images to train on but found none; open it with a data set");
    }
    stop.set(false);
    if (ending) {
      stop.set(true);
    }
    if (iteration == null) {
      iteration = TrainingLoop.iteration(this);
    }
    return new TrainingLoop(this, iteration, stop, Arrays.asList(listeners)).run(end);
  }

  @Override
  public void stop() {
    stop.set(true);
  }

  /** Ends a running training after its current iteration, and every later one before its first. */
  void stopForGood() {
    ending = true;
    stop.set(true);
  }

  @Override
  public BatchMetrics updateDiscriminator(@Nullable FloatTensor real, @Nullable FloatTensor noise) {
    return run(
        discriminatorStep(
            real,
            noise,
            StepKind.UPDATE_DISCRIMINATOR,
            StepKind.UPDATE_DISCRIMINATOR_ON_REAL,
            StepKind.UPDATE_DISCRIMINATOR_ON_FAKE),
        real,
        noise);
  }

  @Override
  public BatchMetrics updateGenerator(FloatTensor noise) {
    return run(StepKind.UPDATE_GENERATOR, null, noise);
  }

  @Override
  public BatchMetrics evaluateDiscriminator(
      @Nullable FloatTensor real, @Nullable FloatTensor noise) {
    return run(
        discriminatorStep(
            real,
            noise,
            StepKind.EVALUATE_DISCRIMINATOR,
            StepKind.EVALUATE_DISCRIMINATOR_ON_REAL,
            StepKind.EVALUATE_DISCRIMINATOR_ON_FAKE),
        real,
        noise);
  }

  @Override
  public BatchMetrics evaluateGenerator(FloatTensor noise) {
    return run(StepKind.EVALUATE_GENERATOR, null, noise);
  }

  private StepKind discriminatorStep(
      @Nullable FloatTensor real,
      @Nullable FloatTensor noise,
      StepKind both,
      StepKind onReal,
      StepKind onFake) {
    if (real == null && noise == null) {
      throw new InvalidInputException(
          "discriminator batch", "real images, noise, or both", "neither", "give one of them");
    }
    return real == null ? onFake : noise == null ? onReal : both;
  }

  /** Runs one step on the batches given, or on the graph's own where they are null. */
  BatchMetrics run(StepKind kind, @Nullable FloatTensor real, @Nullable FloatTensor noise) {
    Step step = session.graph().step(kind);
    Map<Operand<TFloat32>, FloatTensor> feeds = new LinkedHashMap<>();
    if (real != null && step.real() != null) {
      feeds.put(step.real(), checked("real images", real, gan.discriminator()));
    }
    if (noise != null && step.noise() != null) {
      feeds.put(step.noise(), checked("noise", noise, gan.generator()));
    }
    String when = feeds.isEmpty() ? nextIteration() : nextUpdate(kind);
    FloatTensor metrics = fetch(step, feeds, when);
    switch (kind) {
      case UPDATE_DISCRIMINATOR, UPDATE_DISCRIMINATOR_ON_REAL, UPDATE_DISCRIMINATOR_ON_FAKE ->
          countUpdates(1, 0);
      case UPDATE_GENERATOR -> countUpdates(0, 1);
      default -> {}
    }
    return new BatchMetrics(metrics.get(0), metrics.get(1));
  }

  /** Returns {@code iteration 41}: the one that is not done yet. */
  String nextIteration() {
    return "iteration " + (iterations + 1);
  }

  private String nextUpdate(StepKind kind) {
    return kind == StepKind.UPDATE_GENERATOR
        ? "update " + (generatorUpdates + 1) + " of the " + gan.generator().name()
        : "update " + (discriminatorUpdates + 1) + " of the " + gan.discriminator().name();
  }

  /**
   * Runs a step and returns its metrics.
   *
   * @param when that is, for an error
   * @throws DivergenceException if an update of it is not finite; it has changed nothing then
   */
  FloatTensor fetch(Step step, Map<Operand<TFloat32>, FloatTensor> feeds, String when) {
    try {
      return session.fetch(step.operations(), step.metrics(), feeds);
    } catch (TFInvalidArgumentException e) {
      StepKind refused = Diagnosis.refused(e);
      if (refused == null) {
        throw e;
      }
      if (step.kind() == StepKind.ITERATION) {
        countUpdates(refused.updatesBefore(gan.plan().composition()), 0);
      }
      throw new Diagnosis(gan, when, iterations).of(session, refused, feeds);
    }
  }

  /**
   * Checks the weights as the last updates have left them.
   *
   * @throws DivergenceException if one is not finite
   */
  void requireFinite() {
    try {
      session.run(List.of(session.graph().state().finite()), Map.of());
    } catch (TFInvalidArgumentException e) {
      throw new Diagnosis(gan, "after iteration " + iterations, iterations).of(weights());
    }
  }

  private static FloatTensor checked(String what, FloatTensor batch, Sequential network) {
    TensorShape one = network.inputShape();
    List<Integer> dims = batch.shape().dims();
    if (dims.size() != one.rank() + 1 || !dims.subList(1, dims.size()).equals(one.dims())) {
      throw new InvalidInputException(
          what,
          "a batch [count" + one.toString().replaceFirst("\\[", ", "),
          batch.shape().toString(),
          "give them in the shape that the " + network.name() + " takes");
    }
    return batch;
  }

  @Override
  public FloatTensor noise(int count, long seed) {
    return inference.noise(count, seed);
  }

  @Override
  public FloatTensor generate(FloatTensor noise) {
    return inference.generate(checked("noise", noise, gan.generator()));
  }

  @Override
  public FloatTensor score(FloatTensor images) {
    return inference.score(checked("images", images, gan.discriminator()));
  }

  @Override
  public Map<String, FloatTensor> weights() {
    return weights.get();
  }

  @Override
  public void setWeights(Map<String, FloatTensor> values) {
    weights.set(values);
  }

  @Override
  public void save(Path directory, @Nullable LogDigest log) {
    requireFinite();
    if (!isBetween) {
      throw new IllegalStateException(
          "trainer of "
              + gan.name()
              + ": an error has cut iteration "
              + (iterations + 1)
              + " off; restore a checkpoint");
    }
    checkpoint.save(directory, iterations, metricsLine, log);
  }

  @Override
  public void restore(Path directory) {
    Checkpoint.Counts counts = checkpoint.restore(directory);
    isBetween = true;
    metricsLine = counts.metricsLine();
    iterations = counts.iterations();
    generatorUpdates = counts.generatorUpdates();
    discriminatorUpdates = counts.discriminatorUpdates();
  }

  @Override
  public void export(Export export, Path directory) {
    SessionSettings plain = session.settings().inFloat32();
    PlainExport networks = new PlainExport(gan, plain, weights(), iterations);
    if (forms.isEmpty() && plain.equals(session.settings())) {
      networks.write(export, directory, this);
    } else {
      networks.write(export, directory);
    }
  }

  /** Returns the real images of a picture with scores, or null where the plan asks for none. */
  @Nullable FloatTensor realImages() {
    return realImages;
  }

  @Override
  public void close() {
    session.close();
  }
}
