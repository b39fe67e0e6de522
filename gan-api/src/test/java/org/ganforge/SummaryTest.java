package org.ganforge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.Padding;
import org.ganforge.layer.TensorShape;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private final Sequential critic =
      Sequential.builder("critic")
          .input(28, 28, 1)
          .add(Conv2D.of(64, 5).withStrides(2).withPadding(Padding.SAME))
          .add(LeakyReLU.of())
          .add(Flatten.of())
          .add(Dense.of(1))
          .build();

  @Test
  void isTheTableOfKeras() {
    assertThat(critic.summary())
        .isEqualTo(
            """
            Model: "critic"
            _________________________________________________________________
            Layer (type)                 Output Shape              Param #
            =================================================================
            conv2d (Conv2D)              (None, 14, 14, 64)        1664
            _________________________________________________________________
            leaky_re_lu (LeakyReLU)      (None, 14, 14, 64)        0
            _________________________________________________________________
            flatten (Flatten)            (None, 12544)             0
            _________________________________________________________________
            dense (Dense)                (None, 1)                 12545
            =================================================================
            Total params: 14,209
            Trainable params: 14,209
            Non-trainable params: 0
            _________________________________________________________________""");
  }

  @Test
  void aFrozenNetworkHasTheSameRowsAndNothingToTrain() {
    String frozen = critic.withTrainable(false).summary();
    assertThat(frozen)
        .isEqualTo(
            critic
                .summary()
                .replace("Trainable params: 14,209", "Trainable params: 0")
                .replace("Non-trainable params: 0", "Non-trainable params: 14,209"));
    assertThat(frozen)
        .endsWith(
            """
            Total params: 14,209
            Trainable params: 0
            Non-trainable params: 14,209
            _________________________________________________________________""");
  }

  /** Keras truncates the name to {@code a_layer_with_a_rather_long_na}. */
  @Test
  void aLongNameWidensItsColumnAndIsNotCut() {
    Sequential net =
        Sequential.of(
            "net",
            TensorShape.of(2),
            List.of(Dense.of(3).withName("a_layer_with_a_rather_long_name"), Dense.of(1)));
    assertThat(net.summary())
        .isEqualTo(
            """
            Model: "net"
            ____________________________________________________________________________
            Layer (type)                            Output Shape              Param #
            ============================================================================
            a_layer_with_a_rather_long_name (Dense) (None, 3)                 9
            ____________________________________________________________________________
            dense (Dense)                           (None, 1)                 4
            ============================================================================
            Total params: 13
            Trainable params: 13
            Non-trainable params: 0
            ____________________________________________________________________________""");
  }

  @Test
  void aLongShapeWidensItsColumnToo() {
    TensorShape input = TensorShape.of(1, 1, 1, 1, 1, 1, 1, 1, 2);
    assertThat(Sequential.of("net", input, List.of(Dense.of(3))).summary())
        .contains("\ndense (Dense)                (None, 1, 1, 1, 1, 1, 1, 1, 1, 3) 9\n");
  }

  @Test
  void isTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(critic.summary()).contains("Total params: 14,209", "1664");
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(Sequential.of("net", TensorShape.of(2), List.of(LeakyReLU.of())).layers().get(0))
          .extracting("name")
          .isEqualTo("leaky_re_lu");
    } finally {
      Locale.setDefault(before);
    }
  }
}
