package org.ganforge.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.GanJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelZooTest {
  static List<String> names() {
    return ModelZoo.names();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void isInCanonicalForm(String name) {
    String json = ModelZoo.json(name);

    assertThat(GanJson.write(GanJson.read(json))).isEqualTo(json);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void bearsItsNameAndSaysWhereItComesFrom(String name) {
    Gan gan = ModelZoo.load(name);

    assertThat(gan.name()).isEqualTo(name);
    assertThat(gan.data().dataset()).isNotNull();
    assertThat(gan.reference().summary()).isNotBlank().hasSizeLessThan(80).doesNotContain("\n");
    assertThat(gan.reference().source()).isNotBlank();
    assertThat(gan.reference().choices()).isNotEmpty();
  }

  @Test
  void namesTheNearestPreset() {
    assertThatThrownBy(() -> ModelZoo.load("mnist-dcgn"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "preset: expected one of mnist-dcgan but found \"mnist-dcgn\";"
                + " did you mean mnist-dcgan?");
  }

  @Test
  void offersAllNamesWhereNoneIsNear() {
    assertThatThrownBy(() -> ModelZoo.load("stylegan"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "preset: expected one of mnist-dcgan but found \"stylegan\"; choose one of them");
  }
}
