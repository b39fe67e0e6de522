package org.ganforge.tf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.Sequential;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.Dense;
import org.ganforge.tf.device.Gpus;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A requested GPU is available, or an error says why not. */
class DeviceTest {
  private static final TensorFlowOptions ON_A_GPU = TensorFlowOptions.of().withDevice(Device.GPU);

  @Test
  void usesWhatIsAvailableByDefault() {
    assertThat(TensorFlowOptions.of().device()).isEqualTo(Device.AUTO);
  }

  @Test
  void refusesAMissingGpu() {
    Gpus none = new Gpus(List.of(), "it is not plugged in", "plug it in");
    assertThatThrownBy(() -> TensorFlowBackend.requireGpu(none))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "device: expected a GPU but found none, since it is not plugged in; plug it in");
    TensorFlowBackend.requireGpu(new Gpus(List.of("GPU:0"), "", ""));
  }

  @Test
  void neverTrainsOnTheCpuWhenAGpuIsAskedFor() {
    TensorFlowInstallation installation = TensorFlowInstallation.inspect();
    assertThat(installation.version()).isEqualTo("2.18.0");
    Assumptions.assumeTrue(installation.gpus().isEmpty(), "this machine has a GPU");
    assertThat(installation.whyNoGpu()).isNotEmpty();
    assertThatThrownBy(() -> TensorFlowBackend.of(ON_A_GPU))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "device: expected a GPU but found none, since "
                + installation.whyNoGpu()
                + "; "
                + installation.wayOut());
  }

  @Test
  void trainsOnTheCpuWhenItIsAskedFor() {
    Sequential generator = Sequential.builder("generator").input(2).add(Dense.of(3)).build();
    Sequential discriminator =
        Sequential.builder("discriminator").input(3).add(Dense.of(1)).build();
    TensorFlowBackend backend = TensorFlowBackend.of(TensorFlowOptions.of().withDevice(Device.CPU));
    try (GanTrainer trainer = backend.open(Gan.of("device", generator, discriminator))) {
      assertThat(trainer.updateGenerator(trainer.noise(2, 1)).loss()).isFinite();
    }
  }
}
