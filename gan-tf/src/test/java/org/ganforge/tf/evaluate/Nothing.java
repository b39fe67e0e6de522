package org.ganforge.tf.evaluate;

import java.util.Random;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;

/**
 * Images that show nothing, made differently from the outliers that a classifier was trained on.
 */
enum Nothing {
  /** Images of a single shade: each of the 256, including black and white. */
  BLANK_OR_GREY {
    @Override
    float pixel(int image, Random random) {
      return image / 255f;
    }
  },
  /** Grey with a little noise, as an untrained generator draws it. */
  NEARLY_GREY {
    @Override
    float pixel(int image, Random random) {
      return 0.5f + 0.05f * (float) random.nextGaussian();
    }
  },
  NOISE {
    @Override
    float pixel(int image, Random random) {
      return random.nextFloat();
    }
  },
  BLACK_OR_WHITE_NOISE {
    @Override
    float pixel(int image, Random random) {
      return random.nextInt(2);
    }
  },
  /** White specks on black, from none to a third of all pixels. */
  SPECKS {
    @Override
    float pixel(int image, Random random) {
      return random.nextInt(3 * 256) < image ? 1 : 0;
    }
  };

  private static final int COUNT = 256;

  /** Returns one number of an image, in [0, 1] or a little outside. */
  abstract float pixel(int image, Random random);

  FloatTensor images(TensorShape one) {
    Random random = new Random(1);
    float[] values = new float[COUNT * one.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(0, Math.min(1, pixel(i / one.size(), random)));
    }
    return FloatTensor.wrap(one.times(COUNT), values);
  }
}
