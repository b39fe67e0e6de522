package org.ganforge.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.KerasVersion;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.GanJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ModelZooTest {
  private static final List<String> DOCUMENTS =
      List.of(
          "mnist-dcgan", "fashion-mlp", "mnist-single-digit", "mnist-dcgan-tanh", "emnist-letters");

  static List<String> names() {
    return ModelZoo.names();
  }

  static Stream<String> variants() {
    return names().stream().flatMap(name -> ModelZoo.variants(name).stream());
  }

  static Stream<String> all() {
    return Stream.concat(names().stream(), variants());
  }

  @Test
  void beginsWithOnePresetForEachDocument() {
    assertThat(ModelZoo.names()).startsWith(DOCUMENTS.toArray(String[]::new));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void isInCanonicalFormAndReadBackTheSame(String name) {
    String json = ModelZoo.json(name);
    Gan gan = GanJson.read(json);

    assertThat(GanJson.write(gan)).isEqualTo(json);
    assertThat(gan).isEqualTo(ModelZoo.load(name));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void hasItsNameAndSaysWhereItComesFrom(String name) {
    Gan gan = ModelZoo.load(name);

    assertThat(gan.name()).isEqualTo(name.replace(':', '-'));
    assertThat(gan.keras() == KerasVersion.KERAS_2)
        .isEqualTo(DOCUMENTS.contains(name.replaceFirst(":.*", "")));
    assertThat(gan.data().dataset()).isNotNull();
    assertThat(gan.reference().summary()).isNotBlank().hasSizeLessThan(80).doesNotContain("\n");
    assertThat(gan.reference().source()).isNotBlank();
    assertThat(gan.reference().choices()).isNotEmpty().allMatch(choice -> choice.endsWith("."));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  void aVariantHasItsPresetsDocumentAndItsOwnSummary(String name) {
    Gan variant = ModelZoo.load(name);
    Gan preset = ModelZoo.load(name.substring(0, name.indexOf(':')));

    assertThat(variant.reference().source()).isEqualTo(preset.reference().source());
    assertThat(variant.reference().summary()).startsWith(preset.name() + " with ");
    assertThat(variant.withName(preset.name()).withReference(preset.reference()))
        .isNotEqualTo(preset);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      textBlock =
          """
          mnist-dcgn                     | preset: expected one of {} but found "mnist-dcgn"; did you mean mnist-dcgan?
          stylegan                       | preset: expected one of {} but found "stylegan"; choose one of them
          mnist-single-digit-critic-norm | preset: expected one of {} but found "mnist-single-digit-critic-norm"; did you mean mnist-single-digit:critic-norm?
          mnist-dcgn:adam                | preset: expected one of {} but found "mnist-dcgn:adam"; did you mean mnist-dcgan:adam?
          mnist-dcgan:adm                | preset mnist-dcgan: expected one of its variants mnist-dcgan:adam, mnist-dcgan:sgd, mnist-dcgan:generator-twice, mnist-dcgan:epsilon-1e-8 but found "mnist-dcgan:adm"; did you mean mnist-dcgan:adam?
          mnist-dcgan:                   | preset mnist-dcgan: expected one of its variants mnist-dcgan:adam, mnist-dcgan:sgd, mnist-dcgan:generator-twice, mnist-dcgan:epsilon-1e-8 but found "mnist-dcgan:"; did you mean mnist-dcgan:sgd?
          mnist-dcgan:relu-everywhere    | preset mnist-dcgan: expected one of its variants mnist-dcgan:adam, mnist-dcgan:sgd, mnist-dcgan:generator-twice, mnist-dcgan:epsilon-1e-8 but found "mnist-dcgan:relu-everywhere"; choose one of them
          wgan-gp-fashion:adam           | preset wgan-gp-fashion: expected no variant but found "wgan-gp-fashion:adam"; it has none: give its name alone
          """)
  void namesThePresetsOrVariants(String name, String message) {
    String expected = message.replace("{}", String.join(", ", ModelZoo.names()));
    assertThatThrownBy(() -> ModelZoo.load(name))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(expected);
    assertThatThrownBy(() -> ModelZoo.json(name))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(expected);
  }

  @Test
  void namesTheNearestPresetWhenAskedForVariants() {
    assertThat(ModelZoo.variants("wgan-gp-fashion")).isEmpty();
    assertThatThrownBy(() -> ModelZoo.variants("fashion-mpl"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "preset: expected one of "
                + String.join(", ", ModelZoo.names())
                + " but found \"fashion-mpl\"; did you mean fashion-mlp?");
  }
}
