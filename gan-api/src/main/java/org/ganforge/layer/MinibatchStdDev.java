package org.ganforge.layer;

import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Copy;

/**
 * Shows a discriminator how much images differ from each other (minibatch standard deviation,
 * Karras et al. 2018, section 3, with the groups of StyleGAN2, Karras et al. 2020): {@code [...,
 * channels]} becomes {@code [..., channels + features]}. The images of a batch form groups. In each
 * group, every number has a standard deviation, {@code sqrt(variance + 1e-8)}. Its mean over all
 * places and an equal share of the channels is one of the features, the same at every place of
 * every image of the group.
 *
 * <p>A batch of n images has {@code ceil(n / groupSize)} groups, and image i is in group {@code i}
 * modulo their number, as in StyleGAN2. If the size does not divide n, the sizes of groups differ
 * by one; StyleGAN2 refuses such batches. No group has both real and generated images, even if one
 * pass judges both. A batch of one image is a group by itself: its features are 1e-4, those of
 * identical images, and its score is finite but says little.
 *
 * <p>So a score depends on the images that are judged with it, and on their order, in inference as
 * well. Groups of one class differ less than random ones, so images sorted by class, or cycling
 * through the classes, get other scores than in training. {@link
 * org.ganforge.GanTrainer#scoreShuffled} judges them in random order.
 *
 * <p>Keras has no such layer, so networks with it are exported as SavedModels and ONNX only.
 *
 * @param groupSize the most images in a group, above 1; 4 by default
 * @param features how many channels are added, a divisor of the channels; 1 by default
 * @param name the layer's name; made by the network if empty
 */
public record MinibatchStdDev(int groupSize, int features, String name) implements UnaryLayer {
  /** Checks the arguments. */
  public MinibatchStdDev {
    if (groupSize < 2) {
      throw new InvalidInputException(
          "MinibatchStdDev group_size",
          "a whole number of at least 2, since one image has no deviation,",
          groupSize + "",
          "give 2 or more");
    }
    Checks.positive("MinibatchStdDev features", features);
  }

  /** Returns the layer of StyleGAN2: groups of 4, one feature. */
  public static MinibatchStdDev of() {
    return new MinibatchStdDev(4, 1, "");
  }

  /** Returns a copy with this {@code groupSize}. */
  public MinibatchStdDev withGroupSize(int groupSize) {
    return Copy.with(this, "groupSize", groupSize);
  }

  /** Returns a copy with this many {@code features}. */
  public MinibatchStdDev withFeatures(int features) {
    return Copy.with(this, "features", features);
  }

  @Override
  public MinibatchStdDev withName(String name) {
    return Copy.with(this, "name", name);
  }

  @Override
  public TensorShape outputShape(TensorShape input) {
    if (input.rank() == 0 || input.dim(-1) % features != 0) {
      throw new InvalidInputException(
          "",
          "a number of channels that its " + features + " features divide",
          input.toString(),
          "change features or the layer before it");
    }
    int[] dims = input.toArray();
    dims[dims.length - 1] += features;
    return TensorShape.of(dims);
  }
}
