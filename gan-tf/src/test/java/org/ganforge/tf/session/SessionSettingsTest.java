package org.ganforge.tf.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a session asks of TensorFlow. */
class SessionSettingsTest {
  @Test
  void leavesGpusAloneOnTheCpu() {
    assertThat(new SessionSettings(0, 0, ComputeType.FLOAT32, true).toProto().getDeviceCountMap())
        .containsOnlyKeys("GPU")
        .containsEntry("GPU", 0);
    assertThat(SessionSettings.of().toProto().getDeviceCountMap()).isEmpty();
  }
}
