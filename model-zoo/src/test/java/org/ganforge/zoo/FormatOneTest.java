package org.ganforge.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.json.GanJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The presets as written in format 1, which stays readable. */
class FormatOneTest {
  private static final List<String> PRESETS =
      List.of(
          "mnist-dcgan", "fashion-mlp", "mnist-single-digit", "mnist-dcgan-tanh", "emnist-letters");

  private static final List<String> VARIANTS =
      List.of(
          "mnist-dcgan.adam",
          "mnist-dcgan.generator-twice",
          "mnist-dcgan.sgd",
          "mnist-dcgan-tanh.adam",
          "mnist-dcgan-tanh.uniform",
          "mnist-single-digit.critic-norm",
          "mnist-single-digit.pooling-critic",
          "mnist-single-digit.semicircle");

  private static String text(String name) throws IOException {
    try (InputStream in = FormatOneTest.class.getResourceAsStream("/format-1/" + name + ".json")) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static Stream<String> presets() {
    return PRESETS.stream();
  }

  @ParameterizedTest
  @MethodSource("presets")
  void aPresetReadsAsItDoesToday(String name) throws IOException {
    assertThat(text(name)).contains("\"format\": 1");
    assertThat(GanJson.read(text(name))).isEqualTo(ModelZoo.load(name));
  }

  static Stream<Arguments> variants() {
    return VARIANTS.stream().map(name -> Arguments.of(name, name.substring(0, name.indexOf('.'))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  void aVariantOfThatPresetReadsAsItDoesToday(String name, String preset) throws IOException {
    Gan patched = GanJson.patch(GanJson.read(text(preset)), text(name));
    assertThat(patched).isEqualTo(ModelZoo.load(name.replace('.', ':')));
  }
}
