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
 * How many of some images show each class, and how many none: of generated ones as a classifier
 * sees them, or of a data set by its labels. A generator that leaves classes out, prefers some, or
 * draws nothing that is one, shows here.
 *
 * <pre>{@code
 * GanBackend backend = GanBackend.find();
 * try (ImageClassifier classifier = backend.classifier(mnist)) {
 *   ClassCoverage samples = ClassCoverage.ofSamples(trainer, classifier, 10_000, 0);
 *   System.out.println(samples.missing() + " " + samples.distanceFrom(ClassCoverage.of(mnist)));
 * }
 * }</pre>
 *
 * @param classNames the name of class 0, 1, ...
 * @param counts how many images each class has, in the same order
 * @param none how many images show no class
 */
public record ClassCoverage(List<String> classNames, List<Integer> counts, int none) {
  private static final String WHERE = "class coverage";

  /** Checks that each class has a count, and that there is an image at all. */
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

  /** Returns how often each label of a data set occurs, under these names. */
  public static ClassCoverage of(List<String> classNames, ImageDataset images) {
    return of(classNames, IntStream.range(0, images.count()).map(images::label).toArray());
  }

  /**
   * Returns how often each label of a data set occurs. Classes without names are called by their
   * numbers, 0 up to the greatest that occurs.
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
   * Returns how the classifier sees generated images. They are made and judged a few hundred at a
   * time, so that memory sets no limit to their number.
   *
   * @param count how many images are generated; with 10,000 a share is right to about one
   *     percentage point, the classifier's own mistakes apart
   * @param seed of the noise; the same gives the same images
   * @throws InvalidInputException if the classifier takes images of another size, or the generator
   *     makes numbers that are not finite
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

  /** Returns how many images there are in all. */
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

  /** Returns the share of each class, 0 to 1; with {@link #noneShare} they make 1. */
  public List<Double> shares() {
    return IntStream.range(0, counts.size()).mapToObj(this::share).toList();
  }

  /** Returns the names of the classes that no image belongs to. */
  public List<String> missing() {
    return IntStream.range(0, counts.size())
        .filter(label -> counts.get(label) == 0)
        .mapToObj(classNames::get)
        .toList();
  }

  /**
   * Returns the names of the classes that {@code data} has and no image here belongs to: what a
   * generator has left out of what it was shown.
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

  /** Returns how many classes some image belongs to: the modes that a generator covers. */
  public int covered() {
    return (int) counts.stream().filter(count -> count > 0).count();
  }

  /**
   * Returns the Kullback-Leibler divergence, in nats, of the classes among the images that show one
   * from uniform shares: 0 where the shares are the same, the logarithm of the number of classes
   * where one class has all images or no image shows a class. Usually reported for stacked MNIST
   * beside {@link #covered} (Metz et al. 2017).
   */
  public double divergenceFromUniform() {
    return Math.max(0, Math.log(counts.size()) - entropy() * Math.log(2)); // which rounding lowers
  }

  /**
   * Returns the entropy in bits of the classes among the images that show one: 0 where one class
   * has all of them or none shows any, log2 of the number of classes where all have the same share
   * (Shannon 1948).
   */
  public double entropy() {
    double bits = 0;
    for (int count : counts) {
      double share = count == 0 ? 0 : (double) count / (total() - none);
      bits -= share == 0 ? 0 : share * Math.log(share) / Math.log(2);
    }
    return bits;
  }

  /** Returns the total variation distance, 0 to 1, from the same share for every class. */
  public double distanceFromUniform() {
    return distanceFrom(ofCounts(classNames, classNames.stream().map(name -> 1).toList()));
  }

  /**
   * Returns the total variation distance from other shares: half the sum of the absolute
   * differences, which is the part of the images that would have to change class. 0 where the
   * shares are the same, 1 where they have no class in common. Showing none counts as a class here.
   *
   * @throws InvalidInputException if the other has other classes
   */
  public double distanceFrom(ClassCoverage other) {
    requireSameClasses(other);
    double sum = Math.abs(noneShare() - other.noneShare());
    for (int label = 0; label < counts.size(); label++) {
      sum += Math.abs(share(label) - other.share(label));
    }
    return Math.min(1, sum / 2); // which rounding may exceed
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
