package org.ganforge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.AveragePooling2D;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.Dense;
import org.ganforge.layer.DepthwiseConv2D;
import org.ganforge.layer.Embedding;
import org.ganforge.layer.Layer;
import org.ganforge.layer.MaxPooling2D;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Padding2D;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.SeparableConv2D;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.UpSampling2D;
import org.ganforge.layer.ZeroPadding2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Sizes that exceed any memory give one clear line, never a number that has overflowed. */
class HugeSizesTest {
  private static final int MAX = Integer.MAX_VALUE;
  private static final int BILLION = 1_000_000_000;
  private static final TensorShape ROW = TensorShape.of(100);
  private static final TensorShape IMAGE = TensorShape.of(28, 28, 1);
  private static final TensorShape WIDE = TensorShape.of(28, 28, 3);
  private static final String TOO_LARGE =
      "expected dimensions of at least 1 with at most 2147483647 elements but found ";

  static final List<Object[]> TOO_LARGE_LAYERS =
      List.of(
          row(Dense.of(BILLION), ROW, "[100, 1000000000]"),
          row(Dense.of(MAX), IMAGE, "[28, 28, 2147483647]"),
          row(Conv2D.of(1, 65536).withPadding(Padding.SAME), IMAGE, "[65536, 65536, 1, 1]"),
          row(Conv2D.of(BILLION, 1), IMAGE, "[28, 28, 1000000000]"),
          row(Conv2DTranspose.of(1, 65536), IMAGE, "[65563, 65563, 1]"),
          row(Conv2DTranspose.of(1, 1).withStrides(1 << 30), IMAGE, strided(28L << 30)),
          row(Conv2DTranspose.of(1, 2).withStrides(MAX), IMAGE, strided(28L * MAX)),
          row(
              Conv2DTranspose.of(1, 3)
                  .withStrides(MAX)
                  .withPadding(Padding.SAME)
                  .withOutputPadding(Size2D.of(MAX - 1)),
              IMAGE,
              strided(28L * MAX)),
          row(
              Conv2DTranspose.of(1, Size2D.of(65537, 1))
                  .withOutputPadding(Size2D.of(0))
                  .withDilationRate(Size2D.of(65536, 1)),
              IMAGE,
              "[4294967324, 28, 1]"),
          row(UpSampling2D.of().withSize(Size2D.of(1 << 30)), IMAGE, strided(28L << 30)),
          row(UpSampling2D.of().withSize(Size2D.of(MAX)), IMAGE, strided(28L * MAX)),
          row(UpSampling2D.of().withSize(Size2D.of(153391690, 1)), IMAGE, "[4294967320, 28, 1]"),
          row(UpSampling2D.of().withSize(Size2D.of(2000)), IMAGE, "[56000, 56000, 1]"),
          row(
              ZeroPadding2D.of().withPadding(Padding2D.of(MAX)),
              IMAGE,
              "[4294967322, 4294967322, 1]"),
          row(
              ZeroPadding2D.of().withPadding(Padding2D.of(0, 0, MAX, 0)),
              IMAGE,
              "[28, 2147483675, 1]"),
          row(DepthwiseConv2D.of(1).withDepthMultiplier(MAX), WIDE, "[28, 28, 6442450941]"),
          row(SeparableConv2D.of(1, 1).withDepthMultiplier(MAX), WIDE, "[28, 28, 6442450941]"),
          row(Embedding.of(10, MAX), ROW, "[100, 2147483647]"),
          row(Embedding.of(BILLION, 20), ROW, "[1000000000, 20]"));

  private static Object[] row(Layer layer, TensorShape input, String found) {
    return new Object[] {layer, input, found};
  }

  private static String strided(long side) {
    return "[" + side + ", " + side + ", 1]";
  }

  @ParameterizedTest(name = "{0} on {1}: {2}")
  @FieldSource("TOO_LARGE_LAYERS")
  void aLayerTooLargeIsRefusedByItsName(Layer layer, TensorShape input, String found) {
    assertThatThrownBy(() -> Sequential.of("net", input, List.of(layer.withName("big"))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "net.layers[0] (%s big): %s%s; change the sizes", layer.type(), TOO_LARGE, found);
  }

  static final List<Object[]> TOO_LARGE_WINDOWS =
      List.of(
          row(Conv2D.of(1, MAX), IMAGE, "2147483647x2147483647"),
          row(
              Conv2D.of(1, Size2D.of(65537, 1)).withDilationRate(Size2D.of(65536, 1)),
              IMAGE,
              "4294967297x1"),
          row(
              Conv2D.of(1, Size2D.of(1, 3)).withDilationRate(Size2D.of(1, MAX)),
              IMAGE,
              "1x4294967295"),
          row(MaxPooling2D.of().withPoolSize(Size2D.of(MAX)), IMAGE, "2147483647x2147483647"),
          row(
              AveragePooling2D.of().withPoolSize(Size2D.of(1, MAX)).withStrides(Size2D.of(MAX)),
              IMAGE,
              "1x2147483647"));

  @ParameterizedTest(name = "{0}: {2}")
  @FieldSource("TOO_LARGE_WINDOWS")
  void aWindowLargerThanTheImageIsRefusedWithItsTrueSize(
      Layer layer, TensorShape input, String found) {
    assertThatThrownBy(() -> Sequential.of("net", input, List.of(layer.withName("big"))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "net.layers[0] (%s big): expected an image of at least %s for a window with padding"
                + " \"valid\" but found 28x28; use padding \"same\", a smaller window or a larger"
                + " image",
            layer.type(), found);
  }

  @Test
  void aStrideBeyondTheImageLeavesOnePosition() {
    TensorShape one = TensorShape.of(1, 1, 1);
    for (Padding padding : Padding.values()) {
      assertThat(Conv2D.of(1, 3).withStrides(MAX).withPadding(padding).outputShape(IMAGE))
          .isEqualTo(one);
      assertThat(
              MaxPooling2D.of().withStrides(Size2D.of(MAX)).withPadding(padding).outputShape(IMAGE))
          .isEqualTo(one);
    }
  }

  @Test
  void aWindowBeyondTheImageFitsWithABorder() {
    assertThat(Conv2D.of(1, 3).withDilationRate(MAX).withPadding(Padding.SAME).outputShape(IMAGE))
        .isEqualTo(IMAGE);
    assertThat(
            AveragePooling2D.of()
                .withPoolSize(Size2D.of(MAX))
                .withPadding(Padding.SAME)
                .outputShape(IMAGE))
        .isEqualTo(TensorShape.of(1, 1, 1));
  }

  /** The first product is 2^64, the second 2^64 + 4: in 64 bits 0 and 4. */
  @Test
  void reshapeRefusesAProductThatOverflows() {
    TensorShape four = TensorShape.of(4);
    String end = "; change target_shape or the layer before it";
    assertThatThrownBy(() -> Reshape.of(1 << 30, 1 << 30, 16, -1).outputShape(four))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "expected an input whose 4 numbers fit the target shape but found [4] for"
                + " [1073741824, 1073741824, 16, -1]"
                + end);
    assertThatThrownBy(() -> Reshape.of(2147418113, 1718039348, 5).outputShape(four))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "expected an input whose 4 numbers fit the target shape but found [4] for"
                + " [2147418113, 1718039348, 5]"
                + end);
    assertThatThrownBy(() -> Reshape.of(MAX, MAX, MAX, MAX, -1).outputShape(four))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void anInputTooLargeIsRefused() {
    assertThatThrownBy(() -> Sequential.builder("net").input(65536, 65536, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("shape: " + TOO_LARGE + "[65536, 65536, 1]; change the sizes");
  }

  @Test
  void parametersAreCountedBeyondAnInt() {
    Sequential net =
        Sequential.of("net", TensorShape.of(40_000), List.of(Dense.of(40_000), Dense.of(40_000)));
    assertThat(net.parameterCount()).isEqualTo(3_200_080_000L);
    assertThat(net.trainableParameterCount()).isEqualTo(3_200_080_000L);
    assertThat(net.summary())
        .contains("\ndense_1 (Dense)              (None, 40000)             1600040000\n")
        .contains("\nTotal params: 3,200,080,000\n");
  }

  @Test
  void aMillionLayersAreRefusedByTheirNumber() {
    List<Layer> layers = Collections.nCopies(1_000_000, Dense.of(1));
    assertThatThrownBy(() -> Sequential.of("net", ROW, layers))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("net.layers: expected at most 10000 but found 1000000; use fewer layers");
    assertThat(Sequential.of("net", ROW, layers.subList(0, 10_000)).layers()).hasSize(10_000);
  }
}
