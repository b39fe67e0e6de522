package org.ganforge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.layer.Activation;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Dropout;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.GlobalAveragePooling2D;
import org.ganforge.layer.Layer;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.UpSampling2D;
import org.junit.jupiter.api.Test;

class SequentialTest {
  private static final TensorShape NOISE = TensorShape.of(100);

  private static Sequential.Builder generator() {
    return Sequential.builder("generator").input(100).add(Dense.of(4 * 4 * 8));
  }

  @Test
  void layersGetNamesAndShapesFlowThroughThem() {
    Sequential net =
        generator().add(Reshape.of(4, 4, 8)).add(UpSampling2D.of()).add(Conv2D.of(1, 3)).build();
    assertThat(net.name()).isEqualTo("generator");
    assertThat(net.type()).isEqualTo("Sequential");
    assertThat(net.trainable()).isTrue();
    assertThat(net.inputShape()).isEqualTo(NOISE);
    assertThat(net.outputShape()).isEqualTo(TensorShape.of(6, 6, 1));
    assertThat(net.layers())
        .containsExactly(
            Dense.of(128).withName("dense"),
            Reshape.of(4, 4, 8).withName("reshape"),
            UpSampling2D.of().withName("up_sampling2d"),
            Conv2D.of(1, 3).withName("conv2d"));
  }

  @Test
  void theBuilderMakesWhatTheFactoryMakes() {
    assertThat(generator().add(LeakyReLU.of()).build())
        .isEqualTo(Sequential.of("generator", NOISE, List.of(Dense.of(128), LeakyReLU.of())))
        .isEqualTo(
            Sequential.builder("generator")
                .input(NOISE)
                .add(Dense.of(128))
                .add(LeakyReLU.of())
                .build());
  }

  @Test
  void theBuilderCanBeUsedAfterANetworkIsBuilt() {
    Sequential.Builder builder = generator();
    Sequential shorter = builder.build();
    Sequential longer = builder.add(LeakyReLU.of()).build();
    assertThat(shorter.layers()).hasSize(1);
    assertThat(longer.layers()).hasSize(2);
  }

  @Test
  void theBuilderCanBeUsedAfterALayerThatDoesNotFit() {
    Sequential.Builder builder = generator();
    assertThatThrownBy(() -> builder.add(Reshape.of(7, 7))).isNotNull();
    assertThat(builder.add(Reshape.of(4, 4, 8)).build().outputShape())
        .isEqualTo(TensorShape.of(4, 4, 8));
  }

  @Test
  void theLastInputBeforeTheFirstLayerCounts() {
    assertThat(Sequential.builder("net").input(3).input(7).add(Dense.of(1)).build().inputShape())
        .isEqualTo(TensorShape.of(7));
  }

  @Test
  void everyLayerTakesTheOutputOfTheOneBeforeIt() {
    Sequential net =
        Sequential.of(
            "net",
            TensorShape.of(8, 8, 3),
            List.of(
                Conv2D.of(5, 3),
                GlobalAveragePooling2D.of(),
                Dense.of(2),
                Dropout.of(0.1),
                Activation.of(ActivationFunction.SOFTMAX)));
    assertThat(net.outputShape()).isEqualTo(TensorShape.of(2));
    assertThat(net.weights(net.inputShape()).stream().map(w -> w.name() + w.shape()))
        .containsExactly(
            "conv2d/kernel[3, 3, 3, 5]", "conv2d/bias[5]", "dense/kernel[5, 2]", "dense/bias[2]");
    assertThat(net.parameterCount()).isEqualTo(135 + 5 + 10 + 2);
  }

  @Test
  void isEqualByItsParts() {
    Sequential net = generator().add(LeakyReLU.of(0.2)).build();
    Sequential same = generator().add(LeakyReLU.of(0.2)).build();
    assertThat(net).isEqualTo(same).hasSameHashCodeAs(same).hasToString(same.toString());
    assertThat(net)
        .isNotEqualTo(generator().add(LeakyReLU.of(0.3)).build())
        .isNotEqualTo(generator().build())
        .isNotEqualTo(net.withName("other"))
        .isNotEqualTo(net.withTrainable(false));
    assertThat(net.withTrainable(false).withTrainable(true)).isEqualTo(net);
  }

  @Test
  void aListChangedAfterwardsChangesNothing() {
    List<Layer> layers = new ArrayList<>(List.of(Dense.of(4), LeakyReLU.of()));
    Sequential net = Sequential.of("net", NOISE, layers);
    layers.set(0, Dense.of(5));
    layers.add(Flatten.of());
    assertThat(net).isEqualTo(Sequential.of("net", NOISE, List.of(Dense.of(4), LeakyReLU.of())));
    assertThatThrownBy(() -> net.layers().add(Flatten.of()))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> net.unnamedLayers().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> net.weights(NOISE).clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void theReferenceCopiesItsChoices() {
    List<String> choices = new ArrayList<>(List.of("kernel 5x5"));
    Reference reference = new Reference("a GAN", "a page", choices);
    choices.clear();
    assertThat(reference.choices()).containsExactly("kernel 5x5");
    assertThat(Reference.none()).isEqualTo(new Reference("", "", List.of()));
  }
}
