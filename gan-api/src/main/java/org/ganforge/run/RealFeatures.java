package org.ganforge.run;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ganforge.ImageFeatures;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ValueRange;
import org.ganforge.layer.FloatTensor;
import org.jspecify.annotations.Nullable;

/**
 * Features of real images, against which samples are measured.
 *
 * @param learned the features of some training images, {@code [count, size]}
 * @param chosen the indices of those images
 * @param others the features of as many other images, for the floor
 * @param otherLabels the labels of the other images
 * @param isUnseen whether the other images were not trained on
 */
record RealFeatures(
    FloatTensor learned,
    List<Integer> chosen,
    FloatTensor others,
    List<Integer> otherLabels,
    boolean isUnseen) {
  private static final int BATCH = 500;

  /**
   * Returns how many images can be measured: as many as wanted, but at most half of the training
   * images, or all of the unseen ones.
   */
  static int count(ImageDataset learned, @Nullable ImageDataset unseen, int wanted) {
    int halves = learned.count() / 2;
    return Math.min(wanted, unseen == null ? halves : Math.min(halves, unseen.count()));
  }

  /**
   * Returns the features of randomly chosen images.
   *
   * @param unseen images that were not trained on; null if there are none, in which case half of
   *     the chosen ones take their place
   * @param count how many, as allowed by {@link #count}
   */
  static RealFeatures of(
      ImageFeatures network,
      ImageDataset learned,
      @Nullable ImageDataset unseen,
      int count,
      long seed) {
    int[] all = learned.randomIndices(2 * count, seed);
    int[] chosen = Arrays.copyOf(all, count);
    ImageDataset from = unseen == null ? learned : unseen;
    int[] others =
        unseen == null
            ? Arrays.copyOfRange(all, count, 2 * count)
            : unseen.randomIndices(count, seed);
    return new RealFeatures(
        of(network, learned, chosen),
        IntStream.of(chosen).boxed().toList(),
        of(network, from, others),
        IntStream.of(others).map(i -> from.hasLabels() ? from.label(i) : -1).boxed().toList(),
        unseen != null);
  }

  static FloatTensor of(ImageFeatures network, ImageDataset images, int[] chosen) {
    FloatTensor[] parts = new FloatTensor[(chosen.length + BATCH - 1) / BATCH];
    for (int part = 0; part < parts.length; part++) {
      int from = part * BATCH;
      int[] some = Arrays.copyOfRange(chosen, from, Math.min(chosen.length, from + BATCH));
      parts[part] =
          network.features(images.images(ValueRange.ZERO_TO_ONE, some), ValueRange.ZERO_TO_ONE);
    }
    return FloatTensor.concat(Arrays.asList(parts));
  }
}
