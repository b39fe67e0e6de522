package org.ganforge.evaluate;

import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.train.Measure;

/**
 * Precision, recall, density and coverage of random parts of the images.
 *
 * @param real the features of real images
 * @param seed the seed for choosing the parts
 */
record NeighbourParts(Features real, long seed) {
  /** The figures of a part, in order. */
  static final List<Measure> MEASURES =
      List.of(Measure.PRECISION, Measure.RECALL, Measure.DENSITY, Measure.COVERAGE);

  /** Their time is quadratic in the size. */
  private static final int MOST_OF_PART = 1000;

  private static final int PARTS = 50;

  NeighbourParts {
    int least = NeighbourDeviations.LEAST_IMAGES;
    if (real.count() < least) {
      throw new InvalidInputException(
          "real features", "at least " + least + " images", real.count() + "", "take more images");
    }
  }

  private int size() {
    return Math.min(MOST_OF_PART, real.count() / 2);
  }

  /** Returns how much each figure of generated images varies. */
  List<PartSpread> of(Features generated) {
    return PartSpread.of(
        PARTS, size(), real.count(), part -> values(ofReal(part), ofGenerated(generated, part)));
  }

  /** Returns how much each difference varies if both sets' parts are chosen alike. */
  List<PartSpread> ofDifference(Features one, Features other) {
    return PartSpread.of(
        PARTS,
        size(),
        real.count(),
        part -> {
          Features some = ofReal(part);
          return difference(
              values(some, ofGenerated(one, part)), values(some, ofGenerated(other, part)));
        });
  }

  private Features ofReal(int part) {
    return real.part(size(), seed, "real/" + part);
  }

  private Features ofGenerated(Features generated, int part) {
    return generated.part(size(), seed, "generated/" + part);
  }

  static double[] difference(double[] one, double[] other) {
    double[] difference = new double[one.length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = one[i] - other[i];
    }
    return difference;
  }

  /** Returns the figures, in the order of {@link #MEASURES}. */
  static double[] values(Features real, Features generated) {
    PrecisionRecall manifolds = PrecisionRecall.between(real, generated);
    DensityCoverage balls = DensityCoverage.between(real, generated);
    return new double[] {
      manifolds.precision(), manifolds.recall(), balls.density(), balls.coverage()
    };
  }
}
