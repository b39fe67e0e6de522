package org.ganforge.run;

import org.ganforge.ImageFeatures;
import org.ganforge.evaluate.SampleMeasures;

/**
 * The features of real images, and how similar these are to each other.
 *
 * @param features the features
 * @param floor the measures of the other images against the training images
 */
record RealFigures(RealFeatures features, SampleMeasures floor) {
  static RealFigures of(ImageFeatures network, LearnedImages images, int count, long seed) {
    RealFeatures features =
        RealFeatures.of(network, images.learned(), images.unseen(), count, seed);
    return new RealFigures(
        features, SampleMeasures.between(features.learned(), features.others(), seed));
  }
}
