package org.ganforge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ganforge.layer.Activation;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.BatchNormalization;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Dropout;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.Network;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.UpSampling2D;
import org.junit.jupiter.api.Test;

/** The four tables of "My first experiments with GANs", row by row as Keras printed them. */
class DcganTablesTest {
  private static final Activation SIGMOID = Activation.of(ActivationFunction.SIGMOID);

  private final Sequential generator =
      Sequential.builder("generator")
          .input(100)
          .add(Dense.of(7 * 7 * 256))
          .add(BatchNormalization.of().withMomentum(0.9))
          .add(LeakyReLU.of())
          .add(Reshape.of(7, 7, 256))
          .add(Dropout.of(0.4))
          .add(UpSampling2D.of())
          .add(Conv2D.of(128, 5).withPadding(Padding.SAME))
          .add(BatchNormalization.of().withMomentum(0.9))
          .add(LeakyReLU.of())
          .add(UpSampling2D.of())
          .add(Conv2D.of(64, 5).withPadding(Padding.SAME))
          .add(BatchNormalization.of().withMomentum(0.9))
          .add(LeakyReLU.of())
          .add(Conv2D.of(32, 5).withPadding(Padding.SAME))
          .add(BatchNormalization.of().withMomentum(0.9))
          .add(LeakyReLU.of())
          .add(Conv2D.of(1, 5).withPadding(Padding.SAME))
          .add(SIGMOID)
          .build();

  private final Sequential discriminator =
      Sequential.builder("discriminator")
          .input(28, 28, 1)
          .add(Conv2D.of(64, 5).withStrides(2).withPadding(Padding.SAME))
          .add(LeakyReLU.of())
          .add(Conv2D.of(128, 5).withStrides(2).withPadding(Padding.SAME))
          .add(LeakyReLU.of())
          .add(Dropout.of(0.4))
          .add(Conv2D.of(256, 5).withStrides(2).withPadding(Padding.SAME))
          .add(LeakyReLU.of())
          .add(Dropout.of(0.4))
          .add(Conv2D.of(512, 5).withPadding(Padding.SAME))
          .add(LeakyReLU.of())
          .add(Dropout.of(0.4))
          .add(Flatten.of())
          .add(Dense.of(1))
          .add(SIGMOID)
          .build();

  /** Returns the rows of a table: class, output shape and parameters, separated by blanks. */
  private static List<String> rows(Network network) {
    return network
        .summary()
        .lines()
        .filter(line -> line.contains("(None"))
        .map(line -> line.replaceFirst("^\\S+ \\((\\w+)\\) +\\(None, ?", "$1 ("))
        .map(line -> line.replaceAll(" {2,}", " "))
        .toList();
  }

  private static void assertTotals(Network network, String total, String trained, String rest) {
    assertThat(network.summary().lines().filter(line -> line.contains("params:")))
        .containsExactly(
            "Total params: " + total,
            "Trainable params: " + trained,
            "Non-trainable params: " + rest);
  }

  @Test
  void theGeneratorHasItsTable() {
    assertThat(rows(generator))
        .containsExactly(
            "Dense (12544) 1266944",
            "BatchNormalization (12544) 50176",
            "LeakyReLU (12544) 0",
            "Reshape (7, 7, 256) 0",
            "Dropout (7, 7, 256) 0",
            "UpSampling2D (14, 14, 256) 0",
            "Conv2D (14, 14, 128) 819328",
            "BatchNormalization (14, 14, 128) 512",
            "LeakyReLU (14, 14, 128) 0",
            "UpSampling2D (28, 28, 128) 0",
            "Conv2D (28, 28, 64) 204864",
            "BatchNormalization (28, 28, 64) 256",
            "LeakyReLU (28, 28, 64) 0",
            "Conv2D (28, 28, 32) 51232",
            "BatchNormalization (28, 28, 32) 128",
            "LeakyReLU (28, 28, 32) 0",
            "Conv2D (28, 28, 1) 801",
            "Activation (28, 28, 1) 0");
    assertTotals(generator, "2,394,241", "2,368,705", "25,536");
  }

  @Test
  void theDiscriminatorHasItsTable() {
    assertThat(rows(discriminator))
        .containsExactly(
            "Conv2D (14, 14, 64) 1664",
            "LeakyReLU (14, 14, 64) 0",
            "Conv2D (7, 7, 128) 204928",
            "LeakyReLU (7, 7, 128) 0",
            "Dropout (7, 7, 128) 0",
            "Conv2D (4, 4, 256) 819456",
            "LeakyReLU (4, 4, 256) 0",
            "Dropout (4, 4, 256) 0",
            "Conv2D (4, 4, 512) 3277312",
            "LeakyReLU (4, 4, 512) 0",
            "Dropout (4, 4, 512) 0",
            "Flatten (8192) 0",
            "Dense (1) 8193",
            "Activation (1) 0");
    assertTotals(discriminator, "4,311,553", "4,311,553", "0");
  }

  @Test
  void theModelThatTrainsTheDiscriminatorHasItAsItsOnlyRow() {
    Sequential model =
        Sequential.of("model_discriminator", discriminator.inputShape(), List.of(discriminator));
    assertThat(rows(model)).containsExactly("Sequential (1) 4311553");
    assertTotals(model, "4,311,553", "4,311,553", "0");
  }

  @Test
  void theModelThatTrainsTheGeneratorHasBothAndTheDiscriminatorFrozen() {
    Network adversarial = Gan.of("mnist-dcgan", generator, discriminator).adversarial();
    assertThat(rows(adversarial))
        .containsExactly("Sequential (28, 28, 1) 2394241", "Sequential (1) 4311553");
    assertTotals(adversarial, "6,705,794", "2,368,705", "4,337,089");
  }

  @Test
  void aFrozenNetworkTrainsNothing() {
    assertTotals(discriminator.withTrainable(false), "4,311,553", "0", "4,311,553");
    assertTotals(generator.withTrainable(false), "2,394,241", "0", "2,394,241");
  }
}
