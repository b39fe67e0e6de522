package org.ganforge.train;

import org.jspecify.annotations.Nullable;

/**
 * What a measure has found in samples, and everything that it depends on: two measurements compare
 * only where all of that is the same.
 *
 * @param measure which one
 * @param value of the samples
 * @param deviation the standard deviation of the parts that the value is the mean of; null for a
 *     measure without parts
 * @param floor the same measure of real images, which no samples are expected to beat
 * @param samples how many samples were measured, against as many real images
 * @param seed of the samples' noise and of every choice
 * @param classifier the digest of the classifier in whose features this was measured
 * @param images the digest of the images that are learned
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
