package org.ganforge.tf.rewrite;

import java.util.List;
import java.util.Optional;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;

/**
 * A convolution of stride 1 with a few filters, as a generator ends with: squares of 4 x 4 or 2 x 2
 * places at once, each place as channels of its own. A processor computes 16 channels in the time
 * of one.
 */
final class FewFilterConvolution implements Rewrite {
  /** Numbers of float32 in a register of 512 bits. */
  private static final int CHANNELS = 16;

  private static final int LEAST_KERNEL = 3;

  @Override
  public Optional<Form> match(List<Layer> layers, TensorShape input) {
    Layer layer = layers.get(0);
    if (isSmall(layer)) {
      return Optional.empty();
    }
    int filters = filters(layer);
    for (int phases : new int[] {4, 2}) {
      if (filters * phases * phases <= CHANNELS
          && input.dim(0) % phases == 0
          && input.dim(1) % phases == 0) {
        return PhasedConvolution.of(layer, phases, 1)
            .filter(PhasedConvolution::isCentered)
            .map(convolution -> new Form(1, convolution::compile));
      }
    }
    return Optional.empty();
  }

  /** A kernel of one pixel or little more would be mostly zeros that fill a window. */
  private static boolean isSmall(Layer layer) {
    Size2D kernel =
        layer instanceof Conv2D convolution
            ? convolution.kernelSize()
            : layer instanceof Conv2DTranspose transposed ? transposed.kernelSize() : Size2D.of(1);
    return Math.min(kernel.rows(), kernel.columns()) < LEAST_KERNEL;
  }

  private static int filters(Layer layer) {
    if (layer instanceof Conv2D convolution) {
      return convolution.filters();
    }
    return layer instanceof Conv2DTranspose convolution ? convolution.filters() : CHANNELS;
  }
}
