package org.ganforge.tf.train;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ganforge.Batch;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.KerasModel;
import org.ganforge.data.ImageSource;
import org.ganforge.data.ImageStream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.export.Export;
import org.ganforge.internal.MachineMemory;
import org.ganforge.layer.FloatTensor;
import org.ganforge.observe.MetricsLine;
import org.ganforge.tf.checkpoint.Checkpoint;
import org.ganforge.tf.distributed.FollowerGroup;
import org.ganforge.tf.distributed.ProcessGroup;
import org.ganforge.tf.form.FormSelection;
import org.ganforge.tf.generate.GeneratorInference;
import org.ganforge.tf.generate.GivenBatches;
import org.ganforge.tf.generate.UsedWeights;
import org.ganforge.tf.graph.GanGraph;
import org.ganforge.tf.graph.Role;
import org.ganforge.tf.graph.StepKind;
import org.ganforge.tf.session.GraphSession;
import org.ganforge.tf.session.SessionSettings;
import org.ganforge.tf.session.Weights;
import org.ganforge.train.BatchMetrics;
import org.ganforge.train.DivergenceException;
import org.ganforge.train.Epochs;
import org.ganforge.train.LogDigest;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.ganforge.train.TrainingReport;
import org.ganforge.train.Turn;
import org.jspecify.annotations.Nullable;
import org.tensorflow.exceptions.TFInvalidArgumentException;

/**
 * Trains one compiled GAN. {@link ExclusiveTrainer} guards it, so that only one thread calls at a
 * time, and none after it is closed.
 */
public final class TensorFlowTrainer implements GanTrainer {
  private final Gan gan;
  private final Map<String, String> forms;
  private final int imageCount;
  private final @Nullable Batch realImages;
  private final GraphSession<GanGraph> session;
  private final Checkpoint checkpoint;
  private final Weights weights;
  private final GeneratorInference generator;
  private final Inference discriminator;
  private final @Nullable StreamedSteps stream;
  private final StepRunner steps;
  private final SingleUpdates single;
  private final @Nullable ProcessGroup group;
  private final AtomicBoolean stop = new AtomicBoolean();
  private @Nullable Iteration iteration;
  private long iterations;
  private volatile boolean ending;
  private @Nullable String metricsLine;
  private boolean isBetween = true;

  private TensorFlowTrainer(
      Gan gan,
      TrainingForms forms,
      @Nullable ImageSource images,
      GraphSession<GanGraph> session,
      @Nullable ProcessGroup group) {
    this.gan = gan;
    this.group = group;
    this.forms = forms.names();
    this.imageCount = images == null ? 0 : images.count();
    this.single = new SingleUpdates(this, images != null);
    this.realImages = TrainingImages.ofPicture(gan, images);
    this.session = session;
    this.checkpoint = new Checkpoint(gan, images, session, forms.names());
    this.weights = new Weights(session);
    this.generator = new GeneratorInference(gan, session, session.graph().generator());
    this.discriminator = new Inference(session);
    this.stream = images instanceof ImageStream s ? new StreamedSteps(gan, s, session) : null;
    this.steps = new StepRunner(gan, session, stream, new SessionStart(session, images), group);
  }

  /**
   * Compiles the GAN and initializes its variables.
   *
   * @param images the data set that the spec selects its images from; null if every batch will be
   *     given
   * @param selection the forms of convolutions
   */
  public static TensorFlowTrainer open(
      Gan gan, @Nullable ImageSource images, FormSelection selection, SessionSettings settings) {
    return open(gan, images, selection, settings, null);
  }

  /** Compiles the GAN as one of several processes, whose connections it closes. */
  public static TensorFlowTrainer open(
      Gan gan,
      @Nullable ImageSource images,
      FormSelection selection,
      SessionSettings settings,
      @Nullable ProcessGroup group) {
    ImageSource chosen = images == null ? null : TrainingImages.choose(gan, images);
    new ReplicaFit(gan, settings.replicas().of()).check();
    MemoryNeed.of(gan, chosen, settings.computeType().isShort(), settings.replicas())
        .check(gan, MachineMemory.here());
    TrainingForms forms = TrainingForms.of(gan, selection, settings);
    if (group != null) {
      group.meet(forms.names());
    }
    float scale = settings.computeType().lossScale();
    GraphSession<GanGraph> session =
        new GraphSession<>(
            GanGraph.compile(gan, chosen, forms.rewrites(), scale, settings.replicas()), settings);
    try {
      new SessionStart(session, chosen).first();
      return new TensorFlowTrainer(gan, forms, chosen, session, group);
    } catch (RuntimeException | Error e) {
      session.close();
      throw e;
    }
  }

  /**
   * Opens a GAN to export, not to train, with TensorFlow's own operations: an export consists of
   * them, so it can be compared with these networks directly.
   *
   * @param settings in float32
   * @throws InvalidInputException if those compute these networks incorrectly on this processor
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
    return steps.generatorUpdates();
  }

  long discriminatorUpdates() {
    return steps.discriminatorUpdates();
  }

  GraphSession<GanGraph> session() {
    return session;
  }

  /** Runs one iteration; until it is complete, the weights are between two iterations. */
  TrainingEvent.IterationDone run(Iteration next) {
    boolean wasBetween = isBetween;
    long updates = generatorUpdates() + discriminatorUpdates();
    isBetween = false;
    TrainingEvent.IterationDone done;
    try {
      done = next.run(iterations + 1);
    } catch (DivergenceException e) {
      // If its first update was refused, everything is still as after the previous iteration.
      isBetween = wasBetween && updates == generatorUpdates() + discriminatorUpdates();
      throw e;
    }
    isBetween =
        wasBetween; // an interrupted iteration counts as such until a checkpoint is restored
    iterations++;
    metricsLine = MetricsLine.of(done);
    return done;
  }

  @Override
  public TrainingReport train(TrainingListener... listeners) {
    return trainUntil(gan.plan().iterations(), listeners);
  }

  @Override
  public TrainingReport trainUntil(long end, TrainingListener... listeners) {
    requireImages();
    stop.set(false);
    if (ending) {
      stop.set(true);
    }
    if (iteration == null) {
      iteration = new ScheduledIteration(this);
    }
    TrainingLoop loop = new TrainingLoop(this, iteration, stop, Arrays.asList(listeners));
    TrainingReport report = loop.run(end);
    if (group != null) {
      group.done();
    }
    return report;
  }

  private void requireImages() {
    if (imageCount == 0) {
      throw new IllegalStateException(
          "trainer of "
              + gan.name()
              + ": expected images to train on but found none; open it with a data set");
    }
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
  public BatchMetrics updateDiscriminator(@Nullable Batch real, @Nullable Batch noise) {
    return single.updateDiscriminator(real, noise);
  }

  @Override
  public BatchMetrics updateGenerator(@Nullable Batch real, Batch noise) {
    return single.updateGenerator(real, noise);
  }

  @Override
  public BatchMetrics evaluateDiscriminator(@Nullable Batch real, @Nullable Batch noise) {
    return single.evaluateDiscriminator(real, noise);
  }

  @Override
  public BatchMetrics evaluateGenerator(@Nullable Batch real, Batch noise) {
    return single.evaluateGenerator(real, noise);
  }

  /** Runs one update or check on the batches given, and on the graph's own for other roles. */
  BatchMetrics run(StepKind kind, Map<Role, FloatTensor> batches) {
    return steps.run(kind, batches, iterations);
  }

  /** Runs updates and checks on the graph's own batches, all in one run of the session. */
  List<BatchMetrics> run(List<StepKind> kinds) {
    return steps.run(kinds, iterations);
  }

  /**
   * Checks the current weights.
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

  @Override
  public FloatTensor noise(int count, long seed) {
    return generator.noise(count, seed);
  }

  @Override
  public FloatTensor generate(Batch noise) {
    return generator.generate(noise);
  }

  @Override
  public KerasModel generatorModel() {
    return KerasModel.of(gan.generator(), new UsedWeights(gan, session).get());
  }

  @Override
  public FloatTensor score(Batch images) {
    return discriminator.score(judged(images));
  }

  @Override
  public FloatTensor classes(FloatTensor images) {
    if (!gan.hasAuxiliary()) {
      return GanTrainer.super.classes(images);
    }
    return discriminator.classes(judged(Batch.of(images)));
  }

  private List<FloatTensor> judged(Batch images) {
    GivenBatches given = new GivenBatches(gan);
    given.checked("images", images.values(), gan.discriminator(), gan.generator().outputShape());
    return given.inOrder(gan.discriminator(), images, Role.REAL_LABELS);
  }

  @Override
  public Map<String, FloatTensor> weights() {
    return weights.get();
  }

  @Override
  public Map<String, FloatTensor> gradients() {
    requireImages();
    Map<String, FloatTensor> all = new LinkedHashMap<>();
    for (Turn turn : List.of(Turn.GENERATOR, Turn.DISCRIMINATOR)) {
      all.putAll(steps.gradients(StepKind.updates(turn, gan.plan()).get(0)));
    }
    return all;
  }

  @Override
  public void setWeights(Map<String, FloatTensor> values) {
    steps.requireOneProcess("setting weights");
    weights.set(values);
  }

  @Override
  public void save(Path directory, @Nullable LogDigest log) {
    requireFinite();
    if (!isBetween) {
      throw new IllegalStateException(
          "trainer of "
              + gan.name()
              + ": iteration "
              + (iterations + 1)
              + " was cut off by an error; restore a checkpoint");
    }
    checkpoint.save(directory, iterations, metricsLine, log);
  }

  @Override
  public void restore(Path directory) {
    Checkpoint.Counts counts = checkpoint.restore(directory);
    isBetween = true;
    metricsLine = counts.metricsLine();
    iterations = counts.iterations();
    steps.restore(counts.generatorUpdates(), counts.discriminatorUpdates());
    if (group != null) {
      group.restore(directory);
    }
  }

  /** Does what the chief orders, until it says that training is over; returns why it ended. */
  public String follow(FollowerGroup followers) {
    return new OrderedRuns(this, steps, followers).all();
  }

  @Override
  public void export(Export export, Path directory) {
    SessionSettings plain = session.settings().inFloat32();
    PlainExport networks =
        new PlainExport(gan, plain, new UsedWeights(gan, session).get(), iterations);
    if (forms.isEmpty() && plain.equals(session.settings())) {
      networks.write(export, directory, this);
    } else {
      networks.write(export, directory);
    }
  }

  /** Returns the real images of a picture with scores, or null if the plan asks for none. */
  @Nullable Batch realImages() {
    return realImages;
  }

  /** Returns how iterations count in epochs, or null. */
  @Nullable Epochs epochs() {
    return Epochs.of(gan.plan(), imageCount);
  }

  /** Returns how long steps have waited for a stream's images in total. */
  Duration waited() {
    return stream == null ? Duration.ZERO : stream.waited();
  }

  @Override
  public void close() {
    if (stream != null) {
      stream.close();
    }
    if (group != null) {
      group.close();
    }
    session.close();
  }
}
