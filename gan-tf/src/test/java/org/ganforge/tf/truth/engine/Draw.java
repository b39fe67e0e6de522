package org.ganforge.tf.truth.engine;

import java.util.SplittableRandom;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;

/** Draws shapes and numbers. */
final class Draw {
  private final SplittableRandom random;

  Draw(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Returns a whole number from {@code low} to {@code high}, both included. */
  int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  boolean coin() {
    return random.nextBoolean();
  }

  double number(double low, double high) {
    return random.nextDouble(low, high);
  }

  int batch() {
    return between(1, 5);
  }

  int side() {
    return between(1, 12);
  }

  /** Returns 1 to 200, every fourth time a multiple of 8, for which there are separate kernels. */
  int channels() {
    return between(0, 3) == 0 ? 8 * between(1, 25) : between(1, 200);
  }

  /** Returns {@code [batch, height, width, channels]}; every tenth time a larger, flatter image. */
  TensorShape images() {
    if (between(0, 9) == 0) {
      return TensorShape.of(batch(), between(13, 40), between(13, 40), between(1, 16));
    }
    return TensorShape.of(batch(), side(), side(), channels());
  }

  /** Returns numbers in (-1, 1). */
  FloatTensor tensor(TensorShape shape) {
    return tensor(shape, -1, 1);
  }

  /** Returns numbers between {@code low} and {@code high}. */
  FloatTensor tensor(TensorShape shape, double low, double high) {
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(low, high);
    }
    return FloatTensor.wrap(shape, values);
  }
}
