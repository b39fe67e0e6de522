package org.ganforge.plain;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.ganforge.Batch;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.KerasModel;
import org.ganforge.data.ImageSource;
import org.ganforge.error.InvalidInputException;
import org.ganforge.export.Export;
import org.ganforge.internal.Seeds;
import org.ganforge.layer.FloatTensor;
import org.ganforge.observe.MetricsLine;
import org.ganforge.train.Adaptive;
import org.ganforge.train.BatchMetrics;
import org.ganforge.train.Epochs;
import org.ganforge.train.History;
import org.ganforge.train.LogDigest;
import org.ganforge.train.NetworkMetrics;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.ganforge.train.TrainingPlan;
import org.ganforge.train.TrainingReport;
import org.ganforge.train.Turn;
import org.jspecify.annotations.Nullable;

/** Trains a GAN, used by one thread at a time. */
final class PlainTrainer implements GanTrainer {
  private final PlainGan gan;
  private final TrainingPlan plan;
  private final ReentrantLock use = new ReentrantLock();
  private volatile boolean closed;
  private volatile boolean stopping;
  private boolean training;
  private boolean isCutOff;
  private @Nullable String metricsLine;

  PlainTrainer(PlainGan gan) {
    this.gan = gan;
    this.plan = gan.gan().plan();
    if (plan.schedule() instanceof Adaptive) {
      throw PlainBackend.unsupported("schedule " + plan.schedule());
    }
  }

  private <T> T using(Supplier<T> action) {
    if (!use.tryLock()) {
      throw refused("is in use by another thread");
    }
    try {
      if (closed && !training) {
        throw refused("is closed");
      }
      return action.get();
    } finally {
      use.unlock();
    }
  }

  private <T> T changing(Supplier<T> action) {
    return using(
        () -> {
          if (training) {
            throw refused("is training");
          }
          return action.get();
        });
  }

  private IllegalStateException refused(String reason) {
    return new IllegalStateException("trainer of " + gan().name() + " " + reason);
  }

  @Override
  public Gan gan() {
    return gan.gan();
  }

  @Override
  public Map<String, String> forms() {
    return Map.of();
  }

  @Override
  public long iteration() {
    return using(gan::iterations);
  }

  @Override
  public TrainingReport train(TrainingListener... listeners) {
    return trainUntil(plan.iterations(), listeners);
  }

  @Override
  public TrainingReport trainUntil(long end, TrainingListener... listeners) {
    return changing(
        () -> {
          ImageSource images = gan.images();
          if (images == null) {
            throw refused("expected images to train on but found none");
          }
          training = true;
          stopping = closed;
          try {
            return run(end, images, Arrays.asList(listeners));
          } finally {
            training = false;
          }
        });
  }

  private TrainingReport run(long end, ImageSource images, List<TrainingListener> listeners) {
    long start = System.nanoTime();
    tell(
        listeners,
        new TrainingEvent.Started(
            gan.iterations(), end, plan, gan().recording(), Epochs.of(plan, images.count())));
    if (gan.iterations() == 0 && end > 0) {
      tellSamples(listeners);
    }
    while (gan.iterations() < end && !stopping) {
      TrainingEvent.IterationDone done = iterate(images);
      metricsLine = MetricsLine.of(done);
      tell(listeners, done);
      if (done.iteration() == end
          || stopping
          || gan().recording().drawsGridAfter(done.iteration())) {
        tellSamples(listeners);
      }
    }
    boolean isStopped = gan.iterations() < end;
    tell(listeners, new TrainingEvent.Finished(gan.iterations(), isStopped));
    return new TrainingReport(
        gan.iterations(), isStopped, Duration.ofNanos(System.nanoTime() - start), Duration.ZERO);
  }

  private void tellSamples(List<TrainingListener> listeners) {
    FloatTensor noise = gan.noise(gan().recording().gridSize(), Seeds.derive(plan.seed(), "grid"));
    FloatTensor samples = gan.generate(noise);
    tell(listeners, new TrainingEvent.Samples(gan.iterations(), samples, gan().appearance()));
  }

  /** Notifies all listeners, even if one fails. */
  private static void tell(List<TrainingListener> listeners, TrainingEvent event) {
    List<RuntimeException> failures = new ArrayList<>();
    for (TrainingListener listener : listeners) {
      try {
        listener.on(event);
      } catch (RuntimeException e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      RuntimeException first = failures.get(0);
      failures.stream().skip(1).filter(e -> e != first).forEach(first::addSuppressed);
      throw first;
    }
  }

  private TrainingEvent.IterationDone iterate(ImageSource images) {
    long updates = gan.generatorUpdates() + gan.discriminatorUpdates();
    try {
      BatchMetrics ofDiscriminator = new BatchMetrics(Double.NaN, Double.NaN);
      BatchMetrics ofGenerator = ofDiscriminator;
      long seen = 0;
      History history = History.start();
      for (Turn turn = plan.schedule().next(history);
          turn != Turn.END_OF_ITERATION;
          turn = plan.schedule().next(history)) {
        if (turn == Turn.DISCRIMINATOR) {
          ofDiscriminator = discriminatorTurn(images);
          seen += plan.realCount() + plan.generatedCount();
        } else {
          ofGenerator = gan.ofGenerator(gan.generatorNoise(), true);
          seen += plan.batchSize();
        }
        history = history.after(turn, Double.NaN);
      }
      gan.setIterations(gan.iterations() + 1);
      return new TrainingEvent.IterationDone(
          gan.iterations(),
          new NetworkMetrics(ofDiscriminator, null, gan.discriminatorUpdates()),
          new NetworkMetrics(ofGenerator, null, gan.generatorUpdates()),
          seen);
    } catch (RuntimeException e) {
      isCutOff |= updates != gan.generatorUpdates() + gan.discriminatorUpdates();
      throw e;
    }
  }

  private BatchMetrics discriminatorTurn(ImageSource images) {
    FloatTensor real = gan.realBatch(images, plan.realCount());
    FloatTensor noise = gan.discriminatorNoise();
    return plan.composition().isSeparate()
        ? BatchMetrics.mean(
            List.of(gan.ofDiscriminator(real, null, true), gan.ofDiscriminator(null, noise, true)))
        : gan.ofDiscriminator(real, noise, true);
  }

  @Override
  public void stop() {
    stopping = true;
  }

  @Override
  public BatchMetrics updateDiscriminator(@Nullable Batch real, @Nullable Batch noise) {
    return changing(() -> gan.ofDiscriminator(values(real), values(noise), true));
  }

  @Override
  public BatchMetrics updateGenerator(@Nullable Batch real, Batch noise) {
    requireNone(real);
    return changing(() -> gan.ofGenerator(noise.values(), true));
  }

  @Override
  public BatchMetrics evaluateDiscriminator(@Nullable Batch real, @Nullable Batch noise) {
    return using(() -> gan.ofDiscriminator(values(real), values(noise), false));
  }

  @Override
  public BatchMetrics evaluateGenerator(@Nullable Batch real, Batch noise) {
    requireNone(real);
    return using(() -> gan.ofGenerator(noise.values(), false));
  }

  /** The only supported objective does not compare generated images with real ones. */
  private static void requireNone(@Nullable Batch real) {
    if (real != null) {
      throw PlainBackend.unsupported("real images in the generator's update");
    }
  }

  /** Its networks take no labels. */
  private static @Nullable FloatTensor values(@Nullable Batch batch) {
    return batch == null ? null : batch.values();
  }

  @Override
  public FloatTensor noise(int count, long seed) {
    return using(() -> gan.noise(count, seed));
  }

  @Override
  public FloatTensor generate(Batch noise) {
    return using(() -> gan.generate(noise.values()));
  }

  @Override
  public KerasModel generatorModel() {
    return KerasModel.of(gan().generator(), weights());
  }

  @Override
  public FloatTensor score(Batch images) {
    return using(() -> gan.score(images.values()));
  }

  @Override
  public Map<String, FloatTensor> weights() {
    return using(
        () -> {
          Map<String, FloatTensor> copies = new LinkedHashMap<>();
          gan.weights()
              .forEach(
                  (name, values) ->
                      copies.put(name, FloatTensor.of(gan.shapes().get(name), values)));
          return copies;
        });
  }

  @Override
  public Map<String, FloatTensor> gradients() {
    return using(
        () -> {
          ImageSource images = gan.images();
          if (images == null) {
            throw refused("expected images to train on but found none");
          }
          FloatTensor real = gan.realBatch(images, plan.realCount());
          FloatTensor noise = gan.discriminatorNoise();
          Map<String, double[]> all = new LinkedHashMap<>();
          all.putAll(gan.generatorSlope(gan.generatorNoise()).gradients());
          all.putAll(
              gan.discriminatorSlope(real, plan.composition().isSeparate() ? null : noise)
                  .gradients());
          Map<String, FloatTensor> gradients = new LinkedHashMap<>();
          all.forEach(
              (name, values) -> {
                float[] floats = new float[values.length];
                for (int i = 0; i < floats.length; i++) {
                  floats[i] = (float) values[i];
                }
                gradients.put(name, FloatTensor.of(gan.shapes().get(name), floats));
              });
          return gradients;
        });
  }

  @Override
  public void setWeights(Map<String, FloatTensor> weights) {
    changing(
        () -> {
          weights.forEach(this::checkWeight);
          weights.forEach(
              (name, value) ->
                  System.arraycopy(
                      value.toArray(), 0, gan.weights().get(name), 0, value.shape().size()));
          return true;
        });
  }

  private void checkWeight(String name, FloatTensor value) {
    if (!value.shape().equals(gan.shapes().get(name))) {
      throw new InvalidInputException(
          "weight " + name,
          "a weight of the spec",
          "another name or shape, " + value.shape(),
          "see weights()");
    }
  }

  @Override
  public void save(Path directory, @Nullable LogDigest log) {
    using(
        () -> {
          gan.requireFiniteWeights();
          if (isCutOff) {
            throw refused("has an iteration that was cut off; restore a checkpoint");
          }
          PlainCheckpoint.save(gan, directory, metricsLine, log);
          return true;
        });
  }

  @Override
  public void restore(Path directory) {
    changing(
        () -> {
          metricsLine = PlainCheckpoint.restore(gan, directory);
          isCutOff = false;
          return true;
        });
  }

  @Override
  public void export(Export export, Path directory) {
    using(
        () -> {
          throw PlainBackend.unsupported("export");
        });
  }

  @Override
  public void close() {
    closed = true;
    stopping = true;
    use.lock();
    try {
      stopping = true; // training has ended before
    } finally {
      use.unlock();
    }
  }
}
