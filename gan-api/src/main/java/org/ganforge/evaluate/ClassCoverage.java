package org.ganforge.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ganforge.GanTrainer;
import org.ganforge.ImageClassifier;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;

/**
 * How many images show each class, and how many none: generated images according to a classifier,
 * or a data set according to its labels. This reveals a generator that omits classes, prefers some,
 * or draws images that show none.
 *
 * <pre>{@code
 * GanBackend backend = GanBackend.find();
 * try (ImageClassifier classifier = backend.classifier(mnist)) {
 *   ClassCoverage samples = ClassCoverage.ofSamples(trainer, classifier, 10_000, 0);
 *   System.out.println(samples.missing() + " " + samples.distanceFrom(ClassCoverage.of(mnist)));
 * }
 * }</pre>
 *
 * @param classNames the names of classes 0, 1, ...
 * @param counts how many images each class has, in the same order
 * @param none how many images show no class
 */
public record ClassCoverage(List<String> classNames, List<Integer> counts, int none) {
  private static final String WHERE = "class coverage";

  /** Checks that each class has a count, and that there is at least one image. */
  public ClassCoverage {
    classNames = List.copyOf(classNames);
    counts = List.copyOf(counts);
    if (counts.size() != classNames.size()) {
      throw new InvalidInputException(
          WHERE,
          classNames.size() + " counts, one for each class",
          "" + counts.size(),
          "give as many counts as class names");
    }
    for (int i = 0; i < counts.size(); i++) {
      Checks.notNegative(WHERE + " of \"" + classNames.get(i) + "\"", counts.get(i));
    }
    Checks.notNegative(WHERE + " of none", none);
    if (none == 0 && counts.stream().allMatch(count -> count == 0)) {
      throw new InvalidInputException(WHERE, "at least one image", "none", "count some images");
    }
  }

  /** Returns the coverage of images that all show a class. */
  public static ClassCoverage ofCounts(List<String> classNames, List<Integer> counts) {
    return new ClassCoverage(classNames, counts, 0);
  }

  /**
   * Returns how often each label occurs.
   *
   * @param labels the class of each image, from 0; or {@link ImageClassifier#NONE}
   */
  public static ClassCoverage of(List<String> classNames, int... labels) {
    int[] counts = new int[classNames.size()];
    int none = 0;
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == ImageClassifier.NONE) {
        none++;
        continue;
      }
      if (labels[i] < 0 || labels[i] >= counts.length) {
        throw new InvalidInputException(
            WHERE,
            "labels from 0 up to, but not including, " + counts.length + ", the number of classes",
            "label " + labels[i] + " at image " + i,
            "name every class");
      }
      counts[labels[i]]++;
    }
    return new ClassCoverage(classNames, Arrays.stream(counts).boxed().toList(), none);
  }

  /** Returns how often each label of a data set occurs, with these class names. */
  public static ClassCoverage of(List<String> classNames, ImageDataset images) {
    return of(classNames, IntStream.range(0, images.count()).map(images::label).toArray());
  }

  /**
   * Returns how often each label of a data set occurs. Classes without names are named by their
   * numbers, from 0 to the largest that occurs.
   */
  public static ClassCoverage of(ImageDataset images) {
    int[] labels = IntStream.range(0, images.count()).map(images::label).toArray();
    if (!images.classNames().isEmpty()) {
      return of(images.classNames(), labels);
    }
    int greatest = Arrays.stream(labels).max().orElseThrow();
    return of(IntStream.rangeClosed(0, greatest).mapToObj(Integer::toString).toList(), labels);
  }

  /**
   * Classifies generated images, a few hundred at a time, so that memory does not limit their
   * number.
   *
   * @param count how many images to generate; with 10,000, shares are accurate to about one
   *     percentage point, apart from the classifier's mistakes
   * @param seed the seed of the noise; the same seed gives the same images
   * @throws InvalidInputException if the classifier takes images of another size, or the generator
   *     outputs numbers that are not finite
   */
  public static ClassCoverage ofSamples(
      GanTrainer trainer, ImageClassifier classifier, int count, long seed) {
    ValueRange range = trainer.gan().data().range();
    IntStream.Builder labels = IntStream.builder();
    Samples.generate(
        trainer,
        count,
        seed,
        images -> {
          for (int label : classifier.classify(images, range)) {
            labels.add(label);
          }
        });
    return of(classifier.classNames(), labels.build().toArray());
  }

  /** Returns the total number of images. */
  public long total() {
    return none + counts.stream().mapToLong(Integer::longValue).sum();
  }

  /** Returns the share of images that show no class, 0 to 1. */
  public double noneShare() {
    return (double) none / total();
  }

  /** Returns the share of all images that show a class, 0 to 1. */
  public double share(int label) {
    return (double) counts.get(label) / total();
  }

  /** Returns the share of each class, 0 to 1; with {@link #noneShare} they add up to 1. */
  public List<Double> shares() {
    return IntStream.range(0, counts.size()).mapToObj(this::share).toList();
  }

  /** Returns the names of the classes without any image. */
  public List<String> missing() {
    return IntStream.range(0, counts.size())
        .filter(label -> counts.get(label) == 0)
        .mapToObj(classNames::get)
        .toList();
  }

  /**
   * Returns the names of the classes that occur in {@code data} but not here: those that a
   * generator has missed.
   *
   * @throws InvalidInputException if the data has other classes
   */
  public List<String> missingFrom(ClassCoverage data) {
    requireSameClasses(data);
    return IntStream.range(0, counts.size())
        .filter(label -> counts.get(label) == 0 && data.counts.get(label) > 0)
        .mapToObj(classNames::get)
        .toList();
  }

  /** Returns how many classes occur: the modes that a generator covers. */
  public int covered() {
    return (int) counts.stream().filter(count -> count > 0).count();
  }

  /**
   * Returns the Kullback-Leibler divergence from the uniform distribution, in nats, of the classes
   * of images that show one: 0 if the shares are equal, the logarithm of the number of classes if
   * all images have one class or none shows a class. Usually reported for stacked MNIST together
   * with {@link #covered} (Metz et al. 2017).
   */
  public double divergenceFromUniform() {
    return Math.max(
        0, Math.log(counts.size()) - entropy() * Math.log(2)); // rounding may make it negative
  }

  /**
   * Returns the entropy, in bits, of the classes of images that show one: 0 if they all have one
   * class or there are none, log2 of the number of classes if the shares are equal (Shannon 1948).
   */
  public double entropy() {
    double bits = 0;
    for (int count : counts) {
      double share = count == 0 ? 0 : (double) count / (total() - none);
      bits -= share == 0 ? 0 : share * Math.log(share) / Math.log(2);
    }
    return bits;
  }

  /** Returns the total variation distance, 0 to 1, from the uniform distribution. */
  public double distanceFromUniform() {
    return distanceFrom(ofCounts(classNames, classNames.stream().map(name -> 1).toList()));
  }

  /**
   * Returns the total variation distance from other shares: half the sum of the absolute
   * differences, which is the fraction of images that would have to change class. 0 if the shares
   * are equal, 1 if they have no class in common. Showing no class counts as a class here.
   *
   * @throws InvalidInputException if the other has other classes
   */
  public double distanceFrom(ClassCoverage other) {
    requireSameClasses(other);
    double sum = Math.abs(noneShare() - other.noneShare());
    for (int label = 0; label < counts.size(); label++) {
      sum += Math.abs(share(label) - other.share(label));
    }
    return Math.min(1, sum / 2); // rounding may exceed 1
  }

  private void requireSameClasses(ClassCoverage other) {
    if (!classNames.equals(other.classNames)) {
      throw new InvalidInputException(
          WHERE,
          "the classes " + classNames,
          other.classNames.toString(),
          "compare images of the same classes");
    }
  }
}
