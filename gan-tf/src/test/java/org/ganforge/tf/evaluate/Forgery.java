package org.ganforge.tf.evaluate;

import java.util.Random;
import java.util.stream.IntStream;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ValueRange;
import org.ganforge.layer.FloatTensor;

/** Images in [0, 1] that a measure must not take for good samples, and good ones. */
enum Forgery {
  /** Unseen real images: as good as samples can be. */
  REAL {
    @Override
    FloatTensor images(ImageDataset learned, ImageDataset unseen, int count) {
      return all(unseen.first(count));
    }
  },
  GREY {
    @Override
    FloatTensor images(ImageDataset learned, ImageDataset unseen, int count) {
      return drawn(unseen, count, random -> 0.5f);
    }
  },
  NOISE {
    @Override
    FloatTensor images(ImageDataset learned, ImageDataset unseen, int count) {
      return drawn(unseen, count, Random::nextFloat);
    }
  },
  /** Each pixel is the mean of those at most two pixels away. */
  BLURRED {
    @Override
    FloatTensor images(ImageDataset learned, ImageDataset unseen, int count) {
      return blurred(all(unseen.first(count)), 2);
    }
  },
  ONE_REPEATED {
    @Override
    FloatTensor images(ImageDataset learned, ImageDataset unseen, int count) {
      return unseen.images(ValueRange.ZERO_TO_ONE, new int[count]);
    }
  },
  /** The first half of the classes, each as frequent as in the data. */
  HALF_THE_CLASSES {
    @Override
    FloatTensor images(ImageDataset learned, ImageDataset unseen, int count) {
      int[] chosen =
          IntStream.range(0, unseen.count())
              .filter(i -> unseen.label(i) < 5)
              .limit(count)
              .toArray();
      return unseen.images(ValueRange.ZERO_TO_ONE, chosen);
    }
  },
  /** The images that the generator was trained on. */
  COPIES {
    @Override
    FloatTensor images(ImageDataset learned, ImageDataset unseen, int count) {
      return all(learned.first(count));
    }
  };

  private interface Pixel {
    float draw(Random random);
  }

  /** Returns at most {@code count} images. */
  abstract FloatTensor images(ImageDataset learned, ImageDataset unseen, int count);

  static FloatTensor all(ImageDataset images) {
    return images.images(ValueRange.ZERO_TO_ONE, IntStream.range(0, images.count()).toArray());
  }

  private static FloatTensor drawn(ImageDataset like, int count, Pixel pixel) {
    Random random = new Random(1);
    float[] values = new float[count * like.imageShape().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = pixel.draw(random);
    }
    return FloatTensor.wrap(like.imageShape().times(count), values);
  }

  private static FloatTensor blurred(FloatTensor images, int reach) {
    int height = images.shape().dim(1);
    int width = images.shape().dim(2);
    float[] values = new float[images.shape().size()];
    for (int i = 0; i < values.length; i++) {
      int row = i / width % height;
      int column = i % width;
      float sum = 0;
      int pixels = 0;
      for (int y = Math.max(0, row - reach); y <= Math.min(height - 1, row + reach); y++) {
        for (int x = Math.max(0, column - reach); x <= Math.min(width - 1, column + reach); x++) {
          sum += images.get(i + (y - row) * width + x - column);
          pixels++;
        }
      }
      values[i] = sum / pixels;
    }
    return FloatTensor.wrap(images.shape(), values);
  }
}
