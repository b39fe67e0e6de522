package org.ganforge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.Activation;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.BatchNormalization;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.UpSampling2D;
import org.ganforge.objective.BinaryCrossentropy;
import org.junit.jupiter.api.Test;

class OutputActivationTest {
  private static final Layer SIGMOID = Activation.of(ActivationFunction.SIGMOID);
  private static final Layer TANH = Activation.of(ActivationFunction.TANH);
  private static final Layer IMAGE = Reshape.of(4, 4, 1);

  private static Sequential network(Layer... layers) {
    Sequential.Builder network = Sequential.builder("generator").input(6).add(Dense.of(16));
    for (Layer layer : layers) {
      network.add(layer);
    }
    return network.build();
  }

  @Test
  void looksPastLayersThatKeepValues() {
    assertThat(OutputActivation.range(network(SIGMOID, IMAGE))).hasValue(ValueRange.ZERO_TO_ONE);
    assertThat(OutputActivation.range(network(IMAGE, SIGMOID))).hasValue(ValueRange.ZERO_TO_ONE);
    assertThat(OutputActivation.range(network(TANH, IMAGE, UpSampling2D.of())))
        .hasValue(ValueRange.MINUS_ONE_TO_ONE);
    assertThat(
            OutputActivation.range(
                network(SIGMOID, Activation.of(ActivationFunction.LINEAR), IMAGE)))
        .hasValue(ValueRange.ZERO_TO_ONE);
  }

  @Test
  void looksIntoNetworks() {
    Sequential end = Sequential.builder("end").input(16).add(TANH).add(IMAGE).build();
    Sequential image = Sequential.builder("image").input(16).add(IMAGE).build();
    assertThat(OutputActivation.range(network(SIGMOID, end))).hasValue(ValueRange.MINUS_ONE_TO_ONE);
    assertThat(OutputActivation.range(network(SIGMOID, image))).hasValue(ValueRange.ZERO_TO_ONE);
  }

  @Test
  void isEmptyIfUnknown() {
    assertThat(OutputActivation.of(network(IMAGE))).hasValue(ActivationFunction.LINEAR);
    assertThat(OutputActivation.range(network(IMAGE))).isEmpty();
    assertThat(OutputActivation.of(network(TANH, BatchNormalization.of()))).isEmpty();
    assertThat(OutputActivation.range(network(Activation.of(ActivationFunction.RELU)))).isEmpty();
  }

  @Test
  void addsTheSmallestDiscriminatorToAGenerator() {
    Gan gan = Counterpart.ofGenerator("g", network(SIGMOID, IMAGE), ValueRange.ZERO_TO_ONE);
    assertThat(gan.data().range()).isEqualTo(ValueRange.ZERO_TO_ONE);
    assertThat(gan.discriminator().parameterCount()).isEqualTo(17);
  }

  @Test
  void refusesAWholeGanAsAGenerator() {
    assertThatThrownBy(
            () ->
                Counterpart.ofGenerator(
                    "g", network(IMAGE, Flatten.of(), Dense.of(1)), ValueRange.ZERO_TO_ONE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "generator: expected images as output, [height, width, channels], but found [1], a"
                + " single number, as from a discriminator or a whole GAN; give the generator"
                + " alone");
    assertThatThrownBy(() -> Counterpart.ofGenerator("g", network(TANH), ValueRange.ZERO_TO_ONE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "generator: expected images as output, [height, width, channels], but found [16];"
                + " put a Reshape to [height, width, channels] at its end");
  }

  @Test
  void takesADiscriminatorsSigmoidForAProbabilityEvenBeforeAFlatten() {
    Sequential.Builder start = Sequential.builder("discriminator").input(4, 4, 1);
    Sequential sigmoid =
        start
            .add(Conv2D.of(1, 4).withActivation(ActivationFunction.SIGMOID))
            .add(Flatten.of())
            .build();
    Gan gan = Counterpart.ofDiscriminator("d", sigmoid);
    assertThat(gan.objective()).isEqualTo(BinaryCrossentropy.of());
    assertThat(gan.generator().outputShape()).isEqualTo(sigmoid.inputShape());
    Sequential linear =
        Sequential.builder("discriminator")
            .input(4, 4, 1)
            .add(Flatten.of())
            .add(Dense.of(1))
            .build();
    assertThat(Counterpart.ofDiscriminator("d", linear).objective())
        .isEqualTo(BinaryCrossentropy.of().withFromLogits(true));
  }
}
