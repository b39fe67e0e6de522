package org.ganforge.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ganforge.data.ImageDataset;
import org.ganforge.evaluate.ClassAgreement;
import org.ganforge.evaluate.FrechetDistance;
import org.ganforge.evaluate.JudgedSamples;
import org.ganforge.layer.FloatTensor;
import org.jspecify.annotations.Nullable;

/**
 * The quality of a conditional GAN for each of its classes.
 *
 * @param agreement how often it draws the requested class
 * @param distances the distances of classes with more images than features
 */
public record ClassFigures(ClassAgreement agreement, List<ClassDistance> distances) {
  /** Copies the list. */
  public ClassFigures {
    distances = List.copyOf(distances);
  }

  /**
   * The distance of one class's samples from its real images.
   *
   * @param label the class
   * @param count how many samples were measured, against as many real images
   * @param frechetDistance the Frechet distance of samples requested with this class
   * @param floor the same for as many other real images of the class
   */
  public record ClassDistance(int label, int count, double frechetDistance, double floor) {}

  /**
   * Returns the figures; null for a GAN without classes.
   *
   * @param real the real images' features; null if there are too few images
   */
  static @Nullable ClassFigures of(
      @Nullable RealFeatures real, ImageDataset learned, JudgedSamples samples) {
    ClassAgreement agreement = samples.agreement();
    if (agreement == null) {
      return null;
    }
    List<ClassDistance> distances = new ArrayList<>();
    if (real != null) {
      int classes = agreement.classNames().size();
      List<Integer> asked = JudgedSamples.labels(samples.features().count(), classes);
      List<Integer> labels = real.chosen().stream().map(learned::label).toList();
      for (int label = 0; label < classes; label++) {
        ClassDistance distance =
            distance(
                label,
                rows(real.learned(), labels, label),
                rows(samples.features(), asked, label),
                rows(real.others(), real.otherLabels(), label));
        if (distance != null) {
          distances.add(distance);
        }
      }
    }
    return new ClassFigures(agreement, distances);
  }

  private static List<FloatTensor> rows(FloatTensor features, List<Integer> labels, int label) {
    return IntStream.range(0, labels.size())
        .filter(i -> labels.get(i) == label)
        .mapToObj(i -> features.slice(i, i + 1))
        .toList();
  }

  private static @Nullable ClassDistance distance(
      int label, List<FloatTensor> real, List<FloatTensor> samples, List<FloatTensor> others) {
    int count = Math.min(real.size(), Math.min(samples.size(), others.size()));
    if (count == 0 || count <= real.get(0).shape().dim(1)) {
      return null; // no covariance of full rank
    }
    FloatTensor all = FloatTensor.concat(real.subList(0, count));
    return new ClassDistance(
        label,
        count,
        FrechetDistance.between(all, FloatTensor.concat(samples.subList(0, count))),
        FrechetDistance.between(all, FloatTensor.concat(others.subList(0, count))));
  }
}
