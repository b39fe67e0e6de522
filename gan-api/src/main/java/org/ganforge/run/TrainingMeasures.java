package org.ganforge.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.GanTrainer;
import org.ganforge.ImageClassifier;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ImageSource;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.evaluate.ClassCoverage;
import org.ganforge.evaluate.DensityCoverage;
import org.ganforge.evaluate.FrechetDistance;
import org.ganforge.evaluate.JudgedSamples;
import org.ganforge.evaluate.KernelDistance;
import org.ganforge.evaluate.PrecisionRecall;
import org.ganforge.evaluate.StackedClassifier;
import org.ganforge.layer.FloatTensor;
import org.ganforge.train.EvaluationPlan;
import org.ganforge.train.Measure;
import org.ganforge.train.Measurement;
import org.jspecify.annotations.Nullable;

/**
 * Measures a trainer's samples, always from the same noise and against the same real images, with
 * the same results as {@link Run#evaluate} with as many samples and seed 0. It keeps the classifier
 * open until it is closed.
 */
final class TrainingMeasures implements AutoCloseable {
  static final long SEED = 0;

  private static final int BATCH = 500;

  private final EvaluationPlan plan;
  private final ImageClassifier classifier;
  private final String images;
  private final ClassCoverage data;
  private final RealFeatures real;
  private final Map<Measure, Found> floors;
  private final long nanos;

  /** A value with the deviation of its parts, if it has parts. */
  private record Found(double value, @Nullable Double deviation) {}

  /**
   * Measures the floor.
   *
   * @param nanoTime a clock, in nanoseconds from an arbitrary origin
   */
  TrainingMeasures(
      EvaluationPlan plan,
      ImageClassifier classifier,
      ImageDataset learned,
      int count,
      LongSupplier nanoTime) {
    this.plan = plan;
    this.classifier = classifier;
    this.images = learned.digest();
    this.data = ClassCoverage.of(classifier.classNames(), learned);
    long start = nanoTime.getAsLong();
    this.real = RealFeatures.of(classifier, learned, null, count, SEED);
    int[] chosen = learned.randomIndices(2 * count, SEED);
    int[] others = Arrays.copyOfRange(chosen, count, 2 * count);
    this.floors = measure(real.others(), classes(learned, others));
    this.nanos = nanoTime.getAsLong() - start;
  }

  /**
   * Opens the classifier of the images, training it if it isn't in the cache.
   *
   * @param source the whole data set
   * @return null if the plan does not ask for evaluations
   * @throws InvalidInputException if the images have no labels, don't fit in memory, or are too few
   *     to measure
   */
  static @Nullable TrainingMeasures open(
      GanBackend backend, Gan gan, ImageSource source, RunListener listener) {
    EvaluationPlan plan = gan.recording().evaluate();
    if (plan == null) {
      return null;
    }
    ImageDataset all = source.inMemory();
    ImageDataset learned = gan.data().select(all);
    int count = RealFeatures.count(learned, null, plan.samples());
    if (count < plan.samples()) {
      throw new InvalidInputException(
          "recording evaluate samples",
          "at most " + count + ", half of the training images",
          plan.samples() + "",
          "measure fewer, or train on more images");
    }
    ImageClassifier classifier =
        StackedClassifier.open(
            backend,
            all,
            (step, steps, loss) -> listener.on(new RunEvent.ClassifierStep(step, steps, loss)));
    try {
      return new TrainingMeasures(plan, classifier, learned, count, System::nanoTime);
    } catch (RuntimeException | Error e) {
      classifier.close();
      throw e;
    }
  }

  private ClassCoverage classes(ImageDataset learned, int... chosen) {
    IntStream.Builder shown = IntStream.builder();
    for (int from = 0; from < chosen.length; from += BATCH) {
      int[] some = Arrays.copyOfRange(chosen, from, Math.min(chosen.length, from + BATCH));
      FloatTensor images = learned.images(ValueRange.ZERO_TO_ONE, some);
      for (int label : classifier.classify(images, ValueRange.ZERO_TO_ONE)) {
        shown.add(label);
      }
    }
    return ClassCoverage.of(classifier.classNames(), shown.build().toArray());
  }

  EvaluationPlan plan() {
    return plan;
  }

  /**
   * Returns how long measuring the floor took, in nanoseconds: an evaluation without generating
   * samples.
   */
  long nanos() {
    return nanos;
  }

  /** Measures the samples of a trainer without changing it. */
  List<Measurement> of(GanTrainer trainer) {
    int count = plan.samples();
    JudgedSamples samples = JudgedSamples.of(trainer, classifier, count, count, 1, SEED);
    Map<Measure, Found> values = measure(samples.features(), samples.classes());
    List<Measurement> found = new ArrayList<>();
    for (Measure measure : plan.measures()) {
      found.add(measurement(measure, get(values, measure), get(floors, measure)));
    }
    return found;
  }

  private Measurement measurement(Measure measure, Found found, Found floor) {
    return new Measurement(
        measure,
        found.value,
        found.deviation,
        floor.value,
        plan.samples(),
        SEED,
        classifier.digest(),
        images);
  }

  private static Found get(Map<Measure, Found> found, Measure measure) {
    return Objects.requireNonNull(found.get(measure));
  }

  private Map<Measure, Found> measure(FloatTensor features, ClassCoverage classes) {
    Map<Measure, Found> found = new EnumMap<>(Measure.class);
    FloatTensor learned = real.learned();
    if (asksFor(Measure.FRECHET_DISTANCE)) {
      put(found, Measure.FRECHET_DISTANCE, FrechetDistance.between(learned, features));
    }
    if (asksFor(Measure.KERNEL_DISTANCE)) {
      KernelDistance distance = KernelDistance.between(learned, features, SEED);
      found.put(Measure.KERNEL_DISTANCE, new Found(distance.mean(), distance.deviation()));
    }
    if (asksFor(Measure.PRECISION) || asksFor(Measure.RECALL)) {
      PrecisionRecall both = PrecisionRecall.between(learned, features);
      put(found, Measure.PRECISION, both.precision());
      put(found, Measure.RECALL, both.recall());
    }
    if (asksFor(Measure.DENSITY) || asksFor(Measure.COVERAGE)) {
      DensityCoverage both = DensityCoverage.between(learned, features);
      put(found, Measure.DENSITY, both.density());
      put(found, Measure.COVERAGE, both.coverage());
    }
    put(found, Measure.CLASS_DISTANCE, classes.distanceFrom(data));
    return found;
  }

  private boolean asksFor(Measure measure) {
    return plan.measures().contains(measure);
  }

  private static void put(Map<Measure, Found> found, Measure measure, double value) {
    found.put(measure, new Found(value, null));
  }

  @Override
  public void close() {
    classifier.close();
  }
}
