package org.ganforge.latent;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.Model;
import org.ganforge.Sequential;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.Concatenate;
import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Embedding;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Input;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.Multiply;
import org.ganforge.layer.Network;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.SpectralNormalization;
import org.ganforge.layer.Symbol;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.WeightSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Principal directions, compared with numpy's SVD of what Keras' layers make of unit vectors. */
class PrincipalDirectionsTest {
  private static final int LABEL = 2;

  static JsonNode golden() throws IOException {
    try (InputStream file = PrincipalDirectionsTest.class.getResourceAsStream("latent.json")) {
      return new ObjectMapper().readTree(requireNonNull(file));
    }
  }

  private static Network generator(String name) {
    Sequential.Builder chain = Sequential.builder("generator").input(6);
    Conv2DTranspose deconv = Conv2DTranspose.of(3, Size2D.of(5, 4)).withName("deconv");
    return switch (name) {
      case "dense" -> chain.add(Dense.of(20).withName("dense")).build();
      case "transposed" ->
          chain
              .add(Reshape.of(1, 1, 6))
              .add(Conv2DTranspose.of(5, 4).withUseBias(false).withName("deconv"))
              .build();
      case "spread" ->
          chain
              .add(Reshape.of(3, 1, 2))
              .add(deconv.withStrides(Size2D.of(2, 3)).withPadding(Padding.SAME))
              .build();
      case "dilated" ->
          chain
              .add(Reshape.of(3, 1, 2))
              .add(
                  Conv2DTranspose.of(2, 3)
                      .withDilationRate(Size2D.of(2))
                      .withPadding(Padding.SAME)
                      .withUseBias(false)
                      .withName("deconv"))
              .build();
      case "channels" -> chain.add(Reshape.of(3, 2)).add(Dense.of(4).withName("dense")).build();
      case "joined", "multiplied" -> conditional(name.equals("joined"));
      default -> throw new AssertionError(name);
    };
  }

  private static Network conditional(boolean joins) {
    Input noise = Input.Noise.of(6);
    Input label = Input.Label.of(3);
    Embedding table = Embedding.of(3, joins ? 4 : 6).withName("embedding");
    Symbol vector = Flatten.of().on(table.on(label));
    Symbol both = joins ? Concatenate.of().on(vector, noise) : Multiply.of().on(noise, vector);
    return Model.of("generator", List.of(noise, label), Dense.of(9).withName("dense").on(both));
  }

  private static Map<String, FloatTensor> weights(JsonNode golden) {
    Map<String, FloatTensor> weights = new LinkedHashMap<>();
    golden
        .get("weights")
        .properties()
        .forEach(
            entry -> {
              int[] shape = new int[entry.getValue().get("shape").size()];
              for (int i = 0; i < shape.length; i++) {
                shape[i] = entry.getValue().get("shape").get(i).asInt();
              }
              float[] values = new float[entry.getValue().get("values").size()];
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) entry.getValue().get("values").get(i).asDouble();
              }
              weights.put(entry.getKey(), FloatTensor.wrap(TensorShape.of(shape), values));
            });
    return weights;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"dense", "transposed", "spread", "dilated", "channels", "joined", "multiplied"})
  void areTheSingularVectorsOfTheFirstLayersResponse(String name) throws IOException {
    JsonNode golden = golden().get("directions").get(name);
    Network generator = generator(name);
    Map<String, FloatTensor> weights = weights(golden);
    assertThat(weights.keySet())
        .containsExactlyInAnyOrderElementsOf(
            generator.weights().stream().map(WeightSpec::name).toList());

    PrincipalDirections found = PrincipalDirections.of(generator, weights, LABEL);

    assertThat(found.count()).isEqualTo(6);
    for (int i = 0; i < 6; i++) {
      double strength = golden.get("strengths").get(i).asDouble();
      assertThat(found.strength(i)).as("strength %d", i).isCloseTo(strength, within(1e-5));
      if (isDistinct(golden.get("strengths"), i)) {
        for (int k = 0; k < 6; k++) {
          assertThat((double) found.vector(i).get(k))
              .as("direction %d, coordinate %d", i, k)
              .isCloseTo(golden.get("vectors").get(i).get(k).asDouble(), within(1e-5));
        }
      }
    }
  }

  /** Directions of one strength are any of their plane. */
  private static boolean isDistinct(JsonNode strengths, int index) {
    double own = strengths.get(index).asDouble();
    for (int i = 0; i < strengths.size(); i++) {
      if (i != index && Math.abs(strengths.get(i).asDouble() - own) < 1e-3) {
        return false;
      }
    }
    return true;
  }

  @Test
  void areUnitVectorsAtRightAnglesWhoseLargestComponentIsPositive() throws IOException {
    JsonNode golden = golden().get("directions").get("channels");
    PrincipalDirections found =
        PrincipalDirections.of(generator("channels"), weights(golden), LABEL);

    for (int i = 0; i < 6; i++) {
      float largest = 0;
      for (int k = 0; k < 6; k++) {
        float component = found.vector(i).get(k);
        largest = Math.abs(component) > Math.abs(largest) + 1e-6 ? component : largest;
        double product = 0;
        for (int c = 0; c < 6; c++) {
          product += (double) found.vector(i).get(c) * found.vector(k).get(c);
        }
        assertThat(product).isCloseTo(i == k ? 1 : 0, within(1e-6));
      }
      assertThat(largest).isPositive();
    }
  }

  @Test
  void lookIntoWrappersAndNetworksOfNetworks() throws IOException {
    JsonNode golden = golden().get("directions").get("dense");
    FloatTensor kernel = requireNonNull(weights(golden).get("dense/kernel"));
    Sequential inner =
        Sequential.builder("inner")
            .input(6)
            .add(SpectralNormalization.of(Dense.of(20)).withName("dense"))
            .build();
    Sequential generator = Sequential.builder("generator").input(6).add(inner).build();

    PrincipalDirections found =
        PrincipalDirections.of(generator, Map.of("inner/dense/kernel", kernel), 0);

    assertThat(found.strength(0))
        .isCloseTo(golden.get("strengths").get(0).asDouble(), within(1e-5));
  }

  @Test
  void refuseALayerThatBendsTheNoiseFirst() {
    Sequential generator =
        Sequential.builder("generator").input(6).add(LeakyReLU.of(0.2)).add(Dense.of(4)).build();

    assertThatThrownBy(() -> PrincipalDirections.of(generator, Map.of(), 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "principal directions of generator: expected a Dense or Conv2DTranspose to be the first"
                + " layer that the noise meets but found LeakyReLU generator/leaky_re_lu; move"
                + " along single coordinates");
  }

  @Test
  void refuseAGeneratorWithoutAKernel() {
    Sequential generator =
        Sequential.builder("generator").input(4).add(Reshape.of(2, 2, 1)).build();

    assertThatThrownBy(() -> PrincipalDirections.of(generator, Map.of(), 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "principal directions of generator: expected a layer with a kernel that takes the noise"
                + " but found none; move along single coordinates");
  }

  @Test
  void refuseWeightsOfAnotherNetwork() {
    assertThatThrownBy(() -> PrincipalDirections.of(generator("dense"), Map.of(), 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "principal directions of generator: expected the weight dense/kernel but found none of"
                + " that name; give the weights that belong to the network");
  }
}
