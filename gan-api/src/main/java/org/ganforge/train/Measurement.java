package org.ganforge.train;

import org.jspecify.annotations.Nullable;

/**
 * The value of a measure for some samples, with everything it depends on: two measurements are
 * comparable only if all of that is equal.
 *
 * @param measure the measure
 * @param value its value for the samples
 * @param deviation the standard deviation of the parts whose mean the value is; null for a measure
 *     without parts
 * @param floor the same measure for real images, which samples are not expected to beat
 * @param samples how many samples were measured, against as many real images
 * @param seed the seed of the samples' noise and of all random choices
 * @param classifier the digest of the classifier whose features were used
 * @param images the digest of the training images
 */
public record Measurement(
    Measure measure,
    double value,
    @Nullable Double deviation,
    double floor,
    int samples,
    long seed,
    String classifier,
    String images) {
  /** Returns whether the values of the two may be compared. */
  public boolean isComparable(Measurement other) {
    return measure == other.measure
        && samples == other.samples
        && seed == other.seed
        && classifier.equals(other.classifier)
        && images.equals(other.images);
  }
}
