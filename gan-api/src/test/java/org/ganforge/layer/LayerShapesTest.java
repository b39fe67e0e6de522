package org.ganforge.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shapes of layers without a moving window. */
class LayerShapesTest {
  private static final TensorShape IMAGE = TensorShape.of(5, 6, 7);

  private static TensorShape shape(int... dims) {
    return TensorShape.of(dims);
  }

  static List<Layer> elementwise() {
    return List.of(
        Activation.of(ActivationFunction.SOFTMAX),
        BatchNormalization.of(),
        Dropout.of(0.3),
        ELU.of(),
        GaussianNoise.of(1),
        GroupNormalization.of().withGroups(-1),
        LayerNormalization.of(),
        LeakyReLU.of(),
        PReLU.of(),
        ReLU.of());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("elementwise")
  void anElementwiseLayerKeepsEveryShape(Layer layer) {
    assertThat(layer.outputShape(IMAGE)).isEqualTo(IMAGE);
    assertThat(layer.outputShape(shape(9))).isEqualTo(shape(9));
    assertThat(layer.outputShape(shape(2, 3, 4, 5))).isEqualTo(shape(2, 3, 4, 5));
  }

  @Test
  void denseChangesOnlyTheLastAxis() {
    assertThat(Dense.of(3).outputShape(shape(5))).isEqualTo(shape(3));
    assertThat(Dense.of(3).outputShape(IMAGE)).isEqualTo(shape(5, 6, 3));
  }

  @Test
  void anEmbeddingMapsEveryNumberToAVector() {
    assertThat(Embedding.of(10, 4).outputShape(shape(3))).isEqualTo(shape(3, 4));
    assertThat(Embedding.of(10, 4).outputShape(shape(2, 3))).isEqualTo(shape(2, 3, 4));
  }

  @Test
  void flattenCountsAllNumbers() {
    assertThat(Flatten.of().outputShape(IMAGE)).isEqualTo(shape(210));
    assertThat(Flatten.of().outputShape(shape(4))).isEqualTo(shape(4));
  }

  @Test
  void globalAveragePoolingDropsTheImageAxesOrKeepsThemAsOnes() {
    assertThat(GlobalAveragePooling2D.of().outputShape(IMAGE)).isEqualTo(shape(7));
    assertThat(GlobalAveragePooling2D.of().withKeepdims(true).outputShape(IMAGE))
        .isEqualTo(shape(1, 1, 7));
  }

  @Test
  void globalMaxPoolingDropsTheImageAxesOrKeepsThemAsOnes() {
    assertThat(GlobalMaxPooling2D.of().outputShape(IMAGE)).isEqualTo(shape(7));
    assertThat(GlobalMaxPooling2D.of().withKeepdims(true).outputShape(IMAGE))
        .isEqualTo(shape(1, 1, 7));
  }

  @Test
  void minibatchDeviationsAreChannelsOfTheirOwn() {
    assertThat(MinibatchStdDev.of().outputShape(shape(4, 5, 6))).isEqualTo(shape(4, 5, 7));
    assertThat(MinibatchStdDev.of().withFeatures(3).outputShape(shape(6))).isEqualTo(shape(9));
  }

  @Test
  void croppingTakesFromEachSide() {
    assertThat(Cropping2D.of().outputShape(IMAGE)).isEqualTo(IMAGE);
    assertThat(Cropping2D.of().withCropping(Padding2D.of(1, 2, 0, 3)).outputShape(IMAGE))
        .isEqualTo(shape(2, 3, 7));
    assertThat(Cropping2D.of().withCropping(Padding2D.of(0, 4, 5, 0)).outputShape(IMAGE))
        .isEqualTo(shape(1, 1, 7));
  }

  @Test
  void upSamplingMultipliesRowsAndColumns() {
    assertThat(UpSampling2D.of().outputShape(IMAGE)).isEqualTo(shape(10, 12, 7));
    assertThat(UpSampling2D.of().withSize(Size2D.of(2, 3)).outputShape(IMAGE))
        .isEqualTo(shape(10, 18, 7));
  }

  @Test
  void zeroPaddingAddsToEachSide() {
    assertThat(ZeroPadding2D.of().outputShape(IMAGE)).isEqualTo(shape(7, 8, 7));
    assertThat(ZeroPadding2D.of().withPadding(Padding2D.of(1, 2, 3, 4)).outputShape(IMAGE))
        .isEqualTo(shape(8, 13, 7));
    assertThat(ZeroPadding2D.of().withPadding(Padding2D.of(0)).outputShape(IMAGE)).isEqualTo(IMAGE);
  }

  @Test
  void reshapeGivesTheTargetShape() {
    assertThat(Reshape.of(14, 15).outputShape(IMAGE)).isEqualTo(shape(14, 15));
    assertThat(Reshape.of(210).outputShape(IMAGE)).isEqualTo(shape(210));
    assertThat(Reshape.of(1, 1, 210).outputShape(shape(210))).isEqualTo(shape(1, 1, 210));
  }

  @Test
  void reshapeInfersAnOpenDimensionAnywhere() {
    for (int a = 1; a <= 6; a++) {
      for (int b = 1; b <= 6; b++) {
        for (int c = 1; c <= 6; c++) {
          TensorShape flat = shape(a * b * c);
          TensorShape cube = shape(a, b, c);
          assertThat(Reshape.of(-1, b, c).outputShape(flat)).isEqualTo(cube);
          assertThat(Reshape.of(a, -1, c).outputShape(flat)).isEqualTo(cube);
          assertThat(Reshape.of(a, b, -1).outputShape(flat)).isEqualTo(cube);
          assertThat(Reshape.of(-1).outputShape(cube)).isEqualTo(flat);
        }
      }
    }
  }

  @Test
  void aSizeIsSquareOrOne() {
    assertThat(Size2D.of(1).isOne()).isTrue();
    assertThat(Size2D.of(1, 2).isOne()).isFalse();
    assertThat(Size2D.of(2, 1).isOne()).isFalse();
    assertThat(Size2D.of(3).isSquare()).isTrue();
    assertThat(Size2D.of(3, 2).isSquare()).isFalse();
  }
}
