package org.ganforge.tf.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.ganforge.KerasVersion;
import org.ganforge.layer.Dropout;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.layer.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Counts the numbers that dropout drops. */
class DropoutTest {
  private static final int EXAMPLES = 1000;

  @ParameterizedTest
  @ValueSource(doubles = {0.00001, 0.001, 0.3, 0.5, 0.9, 0.9999})
  void dropsTheShareGivenByItsRateAndScalesTheRest(double rate) {
    float[] kept = drop(rate, TensorShape.of(101));
    float scale = (float) (1 / (1 - rate));
    long dropped = 0;
    for (float value : kept) {
      if (value == 0) {
        dropped++;
      } else {
        assertThat(value).isEqualTo(scale);
      }
    }
    // Five standard deviations of this many draws, plus half of 1/65536.
    double spread = 5 * Math.sqrt(rate * (1 - rate) / kept.length) + 1.0 / 131072;
    assertThat((double) dropped / kept.length).isCloseTo(rate, Offset.offset(spread));
  }

  /** Four numbers share the bits of one random long, and a row of 101 leaves three unused. */
  @Test
  void neighboursAreDroppedIndependently() {
    int length = 101;
    float[] kept = drop(0.5, TensorShape.of(length));
    for (int distance : new int[] {1, 2, 3, 4, length}) {
      long both = 0;
      for (int i = 0; i + distance < kept.length; i++) {
        both += kept[i] == 0 && kept[i + distance] == 0 ? 1 : 0;
      }
      assertThat((double) both / (kept.length - distance))
          .as("distance " + distance)
          .isCloseTo(0.25, Offset.offset(5 * Math.sqrt(0.25 * 0.75 / kept.length)));
    }
  }

  private static float[] drop(double rate, TensorShape shape) {
    try (NetworkBench bench = NetworkBench.of(Dropout.of(rate), shape, KerasVersion.KERAS_3)) {
      Operand<TFloat32> input = bench.input();
      Operand<TFloat32> output = bench.tower(Mode.TRAINING, input).output();
      float[] ones = new float[EXAMPLES * shape.size()];
      Arrays.fill(ones, 1);
      FloatTensor batch = FloatTensor.of(shape.times(EXAMPLES), ones);
      return bench.graph().fetch(output, Map.of(input, batch)).toArray();
    }
  }
}
