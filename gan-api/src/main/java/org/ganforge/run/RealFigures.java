package org.ganforge.run;

import org.ganforge.ImageFeatures;
import org.ganforge.evaluate.SampleMeasures;

/**
 * The features of real images, and how close these are to each other.
 *
 * @param floor the others against the learned ones
 */
record RealFigures(RealFeatures features, SampleMeasures floor) {
  static RealFigures of(ImageFeatures network, LearnedImages images, int count, long seed) {
    RealFeatures features =
        RealFeatures.of(network, images.learned(), images.unseen(), count, seed);
    return new RealFigures(
        features, SampleMeasures.between(features.learned(), features.others(), seed));
  }
}
