package org.ganforge.json.keras;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ganforge.KerasVersion;
import org.ganforge.Sequential;
import org.ganforge.layer.BatchNormalization;
import org.ganforge.layer.Dense;
import org.ganforge.layer.TensorShape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keras' argument {@code synchronized}, a word that Java reserves. */
class SynchronizedTest {
  private static Sequential network(boolean isSynchronized) {
    return Sequential.of(
        "network",
        TensorShape.of(3),
        List.of(Dense.of(2), BatchNormalization.of().withSynchronized(isSynchronized)));
  }

  @ParameterizedTest
  @EnumSource
  void staysAsItIs(KerasVersion version) {
    String json = KerasJson.write(network(true), version);
    assertThat(json).contains("\"synchronized\": true");
    assertThat(KerasJson.parse(json).network()).isEqualTo(network(true));
    assertThat(KerasJson.parse(json).leftOut()).isEmpty();
  }

  /** Versions of Keras up to 2.11 refuse the word. */
  @ParameterizedTest
  @EnumSource
  void isLeftOutForKeras2IfItIsFalse(KerasVersion version) {
    String json = KerasJson.write(network(false), version);
    assertThat(json.contains("synchronized")).isEqualTo(version == KerasVersion.KERAS_3);
    assertThat(KerasJson.parse(json).network()).isEqualTo(network(false));
  }
}
