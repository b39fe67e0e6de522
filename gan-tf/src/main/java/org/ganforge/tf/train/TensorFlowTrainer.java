package org.ganforge.tf.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.Sequential;
import org.ganforge.data.ImageDataset;
import org.ganforge.error.InvalidInputException;
import org.ganforge.export.Export;
import org.ganforge.export.NetworkRole;
import org.ganforge.internal.Checks;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.observe.MetricsLine;
import org.ganforge.tf.checkpoint.Checkpoint;
import org.ganforge.tf.export.Example;
import org.ganforge.tf.export.GanExporter;
import org.ganforge.tf.graph.GanGraph;
import org.ganforge.tf.graph.Step;
import org.ganforge.tf.graph.StepKind;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.tf.session.GraphSession;
import org.ganforge.tf.session.SessionSettings;
import org.ganforge.tf.session.Weights;
import org.ganforge.train.BatchMetrics;
import org.ganforge.train.BatchOrder;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.ganforge.train.TrainingPlan;
import org.ganforge.train.TrainingReport;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** Trains one compiled GAN. */
public final class TensorFlowTrainer implements GanTrainer {
  private static final int MOST_EXAMPLES = 256;
  private static final String CUT_OFF =
      "trainer of %s: an error has cut iteration %d off; restore a checkpoint";
  private static final int EXPORT_EXAMPLES = 8;

  private final Gan gan;
  private final Rewrites rewrites;
  private final boolean hasImages;
  private final @Nullable FloatTensor realImages;
  private final GraphSession<GanGraph> session;
  private final Checkpoint checkpoint;
  private final Weights weights;
  private final AtomicBoolean stop = new AtomicBoolean();
  private @Nullable Iteration iteration;
  private long iterations;
  private long generatorUpdates;
  private long discriminatorUpdates;
  private @Nullable String metricsLine;
  private boolean isBetween = true;
  private boolean closed;

  private TensorFlowTrainer(
      Gan gan, Rewrites rewrites, @Nullable ImageDataset images, GraphSession<GanGraph> session) {
    this.gan = gan;
    this.rewrites = rewrites;
    this.hasImages = images != null;
    this.realImages = realImages(gan, images);
    this.session = session;
    this.checkpoint = new Checkpoint(gan, images, session, !rewrites.equals(Rewrites.none()));
    this.weights = new Weights(session);
  }

  /**
   * Compiles the GAN and gives its variables their first values.
   *
   * @param images what to train on, before the spec's own choice of them; null if every batch will
   *     be given
   * @param rewrites the faster forms that its graph uses
   */
  public static TensorFlowTrainer open(
      Gan gan, @Nullable ImageDataset images, Rewrites rewrites, SessionSettings settings) {
    ImageDataset chosen = images == null ? null : choose(gan, images);
    GraphSession<GanGraph> session =
        new GraphSession<>(GanGraph.compile(gan, chosen, rewrites), settings);
    try {
      session.initialize();
      if (chosen != null) {
        session.fill(session.graph().images(), chosen.pixels());
      }
      return new TensorFlowTrainer(gan, rewrites, chosen, session);
    } catch (RuntimeException | Error e) {
      session.close();
      throw e;
    }
  }

  private static ImageDataset choose(Gan gan, ImageDataset images) {
    ImageDataset chosen = gan.data().select(images);
    TensorShape shape = gan.discriminator().inputShape();
    if (chosen.imageShape().size() != shape.size()) {
      throw new InvalidInputException(
          "data set " + chosen.name(),
          "images of " + shape.size() + " numbers, the discriminator's input " + shape,
          chosen.imageShape().toString(),
          "use other images or change the networks");
    }
    TrainingPlan plan = gan.plan();
    int batch = plan.composition().realCount(plan.batchSize());
    if (plan.order() != BatchOrder.RANDOM && chosen.count() < batch) {
      throw new InvalidInputException(
          "data set " + chosen.name(),
          "at least one batch of " + batch + " images",
          chosen.count() + "",
          "use a smaller batch size or more images");
    }
    return chosen;
  }

  @Override
  public Gan gan() {
    return gan;
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
    isBetween = false;
    TrainingEvent.IterationDone done = next.run(iterations + 1);
    isBetween = true;
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
    requireOpen();
    if (!hasImages) {
      throw new IllegalStateException(
          "trainer of %s: expected images to train on but found none; open it with a data set"
              .formatted(gan.name()));
    }
    stop.set(false);
    if (iteration == null) {
      iteration = TrainingLoop.iteration(this);
    }
    return new TrainingLoop(this, iteration, stop, Arrays.asList(listeners)).run(end);
  }

  @Override
  public void stop() {
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
    requireOpen();
    if (real == null && noise == null) {
      throw new InvalidInputException(
          "discriminator batch", "real images, noise, or both", "neither", "give one of them");
    }
    return real == null ? onFake : noise == null ? onReal : both;
  }

  /** Runs one step on the batches given, or on the graph's own where they are null. */
  BatchMetrics run(StepKind kind, @Nullable FloatTensor real, @Nullable FloatTensor noise) {
    requireOpen();
    Step step = session.graph().step(kind);
    Map<Operand<TFloat32>, FloatTensor> feeds = new LinkedHashMap<>();
    if (real != null && step.real() != null) {
      feeds.put(step.real(), checked("real images", real, gan.discriminator()));
    }
    if (noise != null && step.noise() != null) {
      feeds.put(step.noise(), checked("noise", noise, gan.generator()));
    }
    FloatTensor metrics = session.fetch(step.operations(), step.metrics(), feeds);
    switch (kind) {
      case UPDATE_DISCRIMINATOR, UPDATE_DISCRIMINATOR_ON_REAL, UPDATE_DISCRIMINATOR_ON_FAKE ->
          countUpdates(1, 0);
      case UPDATE_GENERATOR -> countUpdates(0, 1);
      default -> {}
    }
    return new BatchMetrics(metrics.get(0), metrics.get(1));
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
    requireOpen();
    Checks.positive("noise count", count);
    GanGraph.NoiseFunction noise = session.graph().noise();
    try (TInt32 countTensor = TInt32.scalarOf(count);
        TInt64 seedTensor = TInt64.scalarOf(seed)) {
      Map<Operand<?>, Tensor> feeds = Map.of(noise.count(), countTensor, noise.seed(), seedTensor);
      return session.fetch(List.of(), List.of(noise.output()), feeds).get(0);
    }
  }

  @Override
  public FloatTensor generate(FloatTensor noise) {
    requireOpen();
    return call(session.graph().generate(), checked("noise", noise, gan.generator()));
  }

  @Override
  public FloatTensor score(FloatTensor images) {
    requireOpen();
    return call(session.graph().score(), checked("images", images, gan.discriminator()));
  }

  /** Takes a few examples at a time: the layers between need far more memory than both ends. */
  private FloatTensor call(GanGraph.Function function, FloatTensor input) {
    List<FloatTensor> outputs = new ArrayList<>();
    for (int from = 0; from < input.count(); from += MOST_EXAMPLES) {
      FloatTensor some = input.slice(from, Math.min(input.count(), from + MOST_EXAMPLES));
      outputs.add(session.fetch(List.of(), function.output(), Map.of(function.input(), some)));
    }
    return FloatTensor.concat(outputs);
  }

  @Override
  public Map<String, FloatTensor> weights() {
    requireOpen();
    return weights.get();
  }

  @Override
  public void setWeights(Map<String, FloatTensor> values) {
    requireOpen();
    weights.set(values);
  }

  @Override
  public void save(Path directory) {
    requireOpen();
    if (!isBetween) {
      throw new IllegalStateException(CUT_OFF.formatted(gan.name(), iterations + 1));
    }
    checkpoint.save(directory, iterations, metricsLine);
  }

  @Override
  public void restore(Path directory) {
    requireOpen();
    Checkpoint.Counts counts = checkpoint.restore(directory);
    isBetween = true;
    metricsLine = counts.metricsLine();
    iterations = counts.iterations();
    generatorUpdates = counts.generatorUpdates();
    discriminatorUpdates = counts.discriminatorUpdates();
  }

  @Override
  public void export(Export export, Path directory) {
    requireOpen();
    if (session.settings().bfloat16()) {
      // What is written computes in float32, and so must what it is compared with.
      try (TensorFlowTrainer exact = inFloat32()) {
        exact.export(export, directory);
      }
      return;
    }
    FloatTensor noise = noise(EXPORT_EXAMPLES, 0);
    FloatTensor images = generate(noise);
    Map<NetworkRole, Example> examples =
        Map.of(
            NetworkRole.GENERATOR, new Example(noise, images),
            NetworkRole.DISCRIMINATOR, new Example(images, score(images)));
    new GanExporter(gan, export, weights(), iterations, session.settings())
        .write(directory, examples);
  }

  private TensorFlowTrainer inFloat32() {
    SessionSettings settings = session.settings().inFloat32();
    TensorFlowTrainer exact = open(gan, null, rewrites, settings);
    exact.setWeights(weights());
    exact.iterations = iterations;
    return exact;
  }

  /**
   * Returns the images of a picture with scores, half of it or fewer where there are not so many;
   * null where the plan asks for none.
   */
  private static @Nullable FloatTensor realImages(Gan gan, @Nullable ImageDataset learned) {
    TrainingPlan plan = gan.plan();
    if (learned == null || !plan.gridScores()) {
      return null;
    }
    int half = (plan.gridRows() * plan.gridColumns() + 1) / 2;
    int[] first = IntStream.range(0, Math.min(half, learned.count())).toArray();
    return FloatTensor.wrap(
        gan.discriminator().inputShape().times(first.length),
        learned.images(gan.data().range(), first).toArray());
  }

  /** Returns the real images of a picture with scores, or null where the plan asks for none. */
  @Nullable FloatTensor realImages() {
    return realImages;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("trainer of " + gan.name() + " is closed");
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      session.close();
    }
  }
}
