package org.ganforge.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.noise.Noise;
import org.ganforge.noise.Normal;
import org.ganforge.noise.Semicircle;
import org.ganforge.noise.Uniform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Truncated noise, compared with scipy's distributions. */
class TruncationTest {
  static Stream<JsonNode> cases() throws IOException {
    return StreamSupport.stream(
        PrincipalDirectionsTest.golden().get("truncation").spliterator(), false);
  }

  private static Noise noise(String name) {
    return switch (name) {
      case "normal" -> new Normal(3, 0.5);
      case "uniform" -> new Uniform(-1, 3);
      case "semicircle" -> new Semicircle(2);
      default -> throw new AssertionError(name);
    };
  }

  @ParameterizedTest
  @MethodSource("cases")
  void keepsTheRankOfEachNumberInTheDistributionBetweenTheBounds(JsonNode golden) {
    float[] values = new float[golden.get("values").size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) golden.get("values").get(i).asDouble();
    }
    FloatTensor truncated =
        new Truncation(golden.get("threshold").asDouble())
            .of(
                noise(golden.get("noise").asText()),
                FloatTensor.wrap(TensorShape.of(2, values.length / 2), values));

    assertThat(truncated.shape()).isEqualTo(TensorShape.of(2, values.length / 2));
    for (int i = 0; i < values.length; i++) {
      assertThat((double) truncated.get(i))
          .as("number %d of %s", i, golden.get("noise").asText())
          .isCloseTo(golden.get("truncated").get(i).asDouble(), within(1e-6));
    }
  }

  /** Numbers that no distribution gives in practice stay finite. */
  @Test
  void keepsEvenTheFarthestNumbersWithinTheBounds() {
    FloatTensor far = FloatTensor.of(TensorShape.of(4), -30, -8, 8, 30);
    assertThat(new Truncation(0.5).of(Normal.of(), far).toArray())
        .containsExactly(-0.5f, -0.5f, 0.5f, 0.5f);
    FloatTensor ends = FloatTensor.of(TensorShape.of(3), -1, 0, 1);
    assertThat(new Truncation(0.5).of(Semicircle.of(), ends).toArray())
        .containsExactly(new float[] {-0.5f, 0, 0.5f}, within(1e-6f));
  }

  @Test
  void refusesAThresholdThatTheNoiseDoesNotHave() {
    FloatTensor one = FloatTensor.of(TensorShape.of(1), 0.5f);
    assertThatThrownBy(() -> new Truncation(0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("truncation: expected a number above 0 but found 0; give a number above 0");
    assertThatThrownBy(() -> new Truncation(1.5).of(Uniform.of(), one))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "truncation: expected a number from 0 to 1 but found 1.5; choose one in that range");
    assertThatThrownBy(() -> new Truncation(5.5).of(Normal.of(), one))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "truncation: expected a number from 0 to 5 but found 5.5; choose one in that range");
  }
}
