package org.ganforge.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.TensorShape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DcganTest {
  @ParameterizedTest
  @ValueSource(ints = {8, 10, 12, 14, 16, 28, 40, 64, 96, 128})
  void bothNetworksHaveTheRequestedSize(int size) {
    Gan gan = Dcgan.of(size);
    assertThat(gan.generator().outputShape()).isEqualTo(TensorShape.of(size, size, 1));
    assertThat(gan.discriminator().inputShape()).isEqualTo(TensorShape.of(size, size, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {-8, 0, 1, 4, 7, 9, 18, 27, 30, 100, 127})
  void anyOtherSizeIsRefused(int size) {
    assertThatThrownBy(() -> Dcgan.of(size))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "DCGAN image size: expected 4, 5, 6 or 7 times a power of two, at least 8, but found "
                + size
                + "; use a size such as 28, 32 or 64");
  }
}
