package org.ganforge.tf.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class GradientsTest {
  /** The largest power of two that is finite in float32. */
  private static final float LARGEST = 0x1p127f;

  /** Returns the gradient of {@code factor * x} with respect to x. */
  private static float gradient(float factor, float scale) {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> x = tf.constant(1f);
      Operand<TFloat32> loss = tf.math.mul(x, tf.constant(factor));
      Operand<TFloat32> gradient =
          Gradients.of(graph, tf, scale, "gradients", loss, List.of(x)).get(0);
      try (Result result = session.runner().fetch(gradient).run()) {
        return ((TFloat32) result.get(0)).getFloat();
      }
    }
  }

  @Test
  void areTheSameToTheBitAtAnyScale() {
    assertThat(gradient(0.1f, 1)).isEqualTo(0.1f);
    assertThat(gradient(0.1f, 1024)).isEqualTo(0.1f);
  }

  @Test
  void areScaledWhileTheyAreComputed() {
    assertThat(gradient(LARGEST, 1)).isEqualTo(LARGEST);
    assertThat(gradient(LARGEST / 1024, 1024)).isEqualTo(LARGEST / 1024);
    assertThat(gradient(LARGEST / 512, 1024)).isInfinite();
  }
}
