package org.ganforge.tf.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.graph.GraphBench;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Against Keras' definition, computed in double precision. */
class CategoricalCrossentropyCompilerTest {
  private static final float[][] TARGETS = {{0, 1, 0}, {1, 0, 0}, {0, 0.25f, 0.75f}};
  private static final float[][] OUTPUTS = {
    {0.2f, 0.7f, 0.1f}, {0.5f, 0.1f, 0.4f}, {0.3f, 0.3f, 0.4f}
  };

  /** The loss, and its gradient at each output. */
  private record Values(double loss, FloatTensor gradient) {}

  @Test
  void isTheMeanOfTheLogarithmsAtTheTargets() {
    double expected =
        -(Math.log(0.7) + Math.log(0.5) + 0.25 * Math.log(0.3) + 0.75 * Math.log(0.4)) / 3;

    assertThat(run(TARGETS, OUTPUTS).loss()).isCloseTo(expected, within(1e-6));
  }

  @Test
  void rowsNeedNotAddUpToOne() {
    float[][] doubled = {{0.4f, 1.4f, 0.2f}, {1, 0.2f, 0.8f}, {0.6f, 0.6f, 0.8f}};

    assertThat(run(TARGETS, doubled).loss()).isCloseTo(run(TARGETS, OUTPUTS).loss(), within(1e-6));
  }

  @Test
  void gradientIsThatOfTheNormalizedRow() {
    // d/dp_k of -sum t log(p / sum p) is -t_k / p_k + 1 / sum p, over 3 rows that add up to 1.
    FloatTensor gradient = run(TARGETS, OUTPUTS).gradient();

    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 3; k++) {
        double expected = (1 - TARGETS[i][k] / OUTPUTS[i][k]) / 3;
        assertThat((double) gradient.get(3 * i + k)).isCloseTo(expected, within(1e-5));
      }
    }
  }

  @Test
  void aCertainMistakeCostsTheLogarithmOfTheClippedProbability() {
    Values values = run(new float[][] {{1, 0}}, new float[][] {{0, 1}});

    assertThat(values.loss()).isCloseTo(-Math.log(1e-7), within(1e-4));
    assertThat(values.gradient().toArray()).containsOnly(0f);
  }

  @Test
  void aCertainAndRightAnswerCostsAlmostNothing() {
    // 1 - 1e-7 is 1 - 2^-23 in float32.
    assertThat(run(new float[][] {{0, 1}}, new float[][] {{0, 1}}).loss())
        .isCloseTo(Math.pow(2, -23), within(1e-8));
  }

  private static Values run(float[][] targets, float[][] outputs) {
    try (GraphBench bench = new GraphBench()) {
      FloatTensor values = tensor(outputs);
      Operand<TFloat32> output = bench.batchLike(values);
      Operand<TFloat32> target = bench.constant(tensor(targets));
      Operand<TFloat32> loss = CategoricalCrossentropyCompiler.compile(bench.tf(), target, output);
      List<Operand<TFloat32>> fetches = new ArrayList<>(List.of(loss));
      fetches.addAll(bench.gradients(loss, List.of(output)));
      List<FloatTensor> results = bench.fetch(List.of(), fetches, Map.of(output, values));
      return new Values(results.get(0).get(0), results.get(1));
    }
  }

  private static FloatTensor tensor(float[][] rows) {
    FloatBuffer values = FloatBuffer.allocate(rows.length * rows[0].length);
    for (float[] row : rows) {
      values.put(row);
    }
    return FloatTensor.wrap(TensorShape.of(rows.length, rows[0].length), values.array());
  }
}
