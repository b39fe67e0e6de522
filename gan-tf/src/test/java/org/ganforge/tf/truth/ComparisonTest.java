package org.ganforge.tf.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.ganforge.Sequential;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.BatchNormalization;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.FloatTensor;
import org.junit.jupiter.api.Test;

/** What counts as rounding, and what as wrong. */
class ComparisonTest {
  private static final Question QUESTION =
      Question.of(
          Sequential.builder("network")
              .input(5, 4, 3)
              .add(Conv2D.of(4, 3).withActivation(ActivationFunction.TANH))
              .add(Conv2D.of(2, 2))
              .add(BatchNormalization.of())
              .build(),
          1);
  private static final Comparison COMPARISON = new Comparison(QUESTION);

  @Test
  void theExactAnswerRoundedIsRight() {
    assertThat(COMPARISON.faults(rounded())).isEmpty();
  }

  @Test
  void everyTensorsElementsMustBeRight() {
    for (String name : rounded().keySet()) {
      if (!name.equals("conv2d_1/bias")) {
        assertThat(COMPARISON.faults(changed(name, 1e-3f)))
            .as(name)
            .singleElement()
            .asString()
            .startsWith(name + "[");
      }
    }
  }

  /** Its gradient is 0, since the normalization removes whatever it adds. */
  @Test
  void aBiasThatCannotMatterHasRoundingForItsGradient() {
    String bias = "conv2d_1/bias";
    assertThat(tensor(rounded(), bias).get(0)).isBetween(-1e-12f, 1e-12f);
    assertThat(COMPARISON.faults(moved(bias, 1e-6f))).isEmpty();
    assertThat(COMPARISON.faults(moved(bias, 1e-2f))).hasSize(1);
  }

  @Test
  void nanIsWrong() {
    assertThat(COMPARISON.faults(moved("input", Float.NaN)))
        .singleElement()
        .asString()
        .startsWith("input[0, 0, 0, 0]: expected ")
        .contains(" but found NaN; ");
  }

  private static Map<String, FloatTensor> rounded() {
    Map<String, FloatTensor> answer = new LinkedHashMap<>();
    QUESTION.answer().forEach((name, tensor) -> answer.put(name, tensor.toFloat()));
    return answer;
  }

  /** Returns the answer with one element moved by a share of the tensor's largest. */
  private static Map<String, FloatTensor> changed(String name, float share) {
    return moved(name, share * (float) DoubleTensor.of(tensor(rounded(), name)).maxAbs());
  }

  private static Map<String, FloatTensor> moved(String name, float by) {
    Map<String, FloatTensor> answer = rounded();
    FloatTensor tensor = tensor(answer, name);
    float[] values = tensor.toArray();
    values[0] += by;
    answer.put(name, FloatTensor.wrap(tensor.shape(), values));
    return answer;
  }

  private static FloatTensor tensor(Map<String, FloatTensor> tensors, String name) {
    return Objects.requireNonNull(tensors.get(name));
  }
}
