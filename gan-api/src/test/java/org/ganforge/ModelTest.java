package org.ganforge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Add;
import org.ganforge.layer.Concatenate;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Embedding;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.Input;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.Multiply;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.Symbol;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.WeightSpec;
import org.junit.jupiter.api.Test;

class ModelTest {
  private static final Input NOISE = Input.Noise.of(4);
  private static final Input LABEL = Input.Label.of(10);
  private static final Input IMAGE = Input.Image.of(2, 2, 1);

  private final Model generator = generator();

  private static Model generator() {
    Symbol wish = Flatten.of().on(Embedding.of(10, 3).on(LABEL));
    Symbol x = Concatenate.of().on(NOISE, wish);
    x = Dense.of(4).withActivation(ActivationFunction.TANH).on(x);
    return Model.of("generator", List.of(NOISE, LABEL), Reshape.of(2, 2, 1).on(x));
  }

  private static Model critic() {
    Symbol wish =
        Reshape.of(2, 2, 1).on(Dense.of(4).on(Flatten.of().on(Embedding.of(10, 3).on(LABEL))));
    Symbol both = Concatenate.of().on(IMAGE, wish);
    return Model.of("critic", List.of(IMAGE, LABEL), Dense.of(1).on(Flatten.of().on(both)));
  }

  @Test
  void symbolsBecomeNodesEachAfterItsInputs() {
    assertThat(generator.nodes())
        .containsExactly(
            Node.of(Embedding.of(10, 3).withName("embedding"), "label"),
            Node.of(Flatten.of().withName("flatten"), "embedding"),
            Node.of(Concatenate.of().withName("concatenate"), "noise", "flatten"),
            Node.of(
                Dense.of(4).withActivation(ActivationFunction.TANH).withName("dense"),
                "concatenate"),
            Node.of(Reshape.of(2, 2, 1).withName("reshape"), "dense"));
    assertThat(generator.outputs()).containsExactly("reshape");
    assertThat(generator.inputShapes()).containsExactly(TensorShape.of(4), TensorShape.of(1));
    assertThat(generator.outputShape()).isEqualTo(TensorShape.of(2, 2, 1));
    assertThat(generator.weights().stream().map(WeightSpec::name))
        .containsExactly("embedding/embeddings", "dense/kernel", "dense/bias");
    assertThat(generator.parameterCount()).isEqualTo(10 * 3 + 7 * 4 + 4);
    assertThat(generator.isChain()).isFalse();
  }

  @Test
  void aNodeWithoutInputsTakesThePreviousOutput() {
    Model model =
        Model.of(
            "generator",
            List.of(NOISE, LABEL),
            List.of(
                Node.of(Embedding.of(10, 3), "label"),
                Node.of(Flatten.of()),
                Node.of(Concatenate.of(), "noise", "flatten"),
                Node.of(Dense.of(4).withActivation(ActivationFunction.TANH)),
                Node.of(Reshape.of(2, 2, 1))));
    assertThat(model).isEqualTo(generator);
    assertThat(Model.of("generator", generator.inputs(), generator.shortNodes()))
        .isEqualTo(generator);
  }

  @Test
  void theFirstNodeWithoutInputsTakesTheFirstInput() {
    Model model = Model.of("chain", List.of(NOISE), List.of(Node.of(Dense.of(2))));
    assertThat(model.nodes().get(0).from()).containsExactly("noise");
    assertThat(model.isChain()).isTrue();
  }

  @Test
  void aLayerThatIsAppliedTwiceToEqualValuesIsTwoLayers() {
    Symbol sum = Add.of().on(Dense.of(2).on(NOISE), Dense.of(2).on(NOISE));
    assertThat(Model.of("two", List.of(NOISE), sum).layers())
        .containsExactly(
            Dense.of(2).withName("dense"),
            Dense.of(2).withName("dense_1"),
            Add.of().withName("add"));
  }

  @Test
  void aLayerWithoutWeightsMayBeUsedTwice() {
    LeakyReLU leaky = LeakyReLU.of();
    assertThat(Model.of("two", List.of(NOISE), leaky.on(leaky.on(NOISE))).layers()).hasSize(2);
  }

  @Test
  void tenThousandLayersAreWalkedWithoutRecursion() {
    Symbol x = NOISE;
    for (int i = 0; i < 5_000; i++) {
      x = Add.of().on(x, LeakyReLU.of().on(x));
    }
    Model deep = Model.of("deep", List.of(NOISE), x);
    assertThat(deep.kerasOrder()).hasSize(10_001).startsWith("noise", "leaky_re_lu");
    assertThat(deep.outputShape()).isEqualTo(TensorShape.of(4));
  }

  @Test
  void nestsInAChainAndInAnotherModel() {
    Model block =
        Model.of(
            "block",
            List.of(Input.Features.of(4)),
            Add.of().on(Input.Features.of(4), Dense.of(4).on(Input.Features.of(4))));
    Sequential chain =
        Sequential.builder("chain").input(4).add(block).add(block.withName("second")).build();
    assertThat(chain.weights().stream().map(WeightSpec::name))
        .containsExactly(
            "block/dense/kernel", "block/dense/bias", "second/dense/kernel", "second/dense/bias");
    Symbol x = block.on(NOISE);
    Model outer =
        Model.of("outer", List.of(NOISE), Multiply.of().on(x, chain.withTrainable(false).on(x)));
    assertThat(outer.trainableParameterCount()).isEqualTo(20);
    assertThat(outer.parameterCount()).isEqualTo(60);
  }

  @Test
  void aGanOfModelsWithLabelsIsConditional() {
    Gan gan = Gan.of("conditional", generator, critic());
    assertThat(gan.classes()).isEqualTo(10);
    assertThat(gan.noiseLength()).isEqualTo(4);
    assertThat(gan.generator().outputShape()).isEqualTo(TensorShape.of(2, 2, 1));
    Network adversarial = gan.adversarial();
    assertThat(adversarial.inputs()).containsExactly(NOISE, LABEL);
    assertThat(adversarial.nodes())
        .containsExactly(
            Node.of(generator, "noise", "label"),
            Node.of(critic().withTrainable(false), "generator", "label"));
    assertThat(adversarial.outputShape()).isEqualTo(TensorShape.of(1));
  }

  @Test
  void aGanOfModelsWithoutLabelsIsNotConditional() {
    Model plain = Model.of("plain", List.of(NOISE), Reshape.of(2, 2, 1).on(Dense.of(4).on(NOISE)));
    Gan gan = Gan.of("gan", plain, ImageNetworks.discriminator("critic"));
    assertThat(gan.classes()).isZero();
    assertThat(gan.adversarial().layers()).hasSize(2);
  }

  /** The rows are those of Keras 3.15.1 for this model; the layout is that of Keras 2. */
  @Test
  void theSummaryOfAModelShowsEachLayersInputs() {
    Symbol x = Conv2D.of(2, 3).withPadding(Padding.SAME).on(Input.Image.of(4, 4, 2));
    Model block =
        Model.of(
            "block", List.of(Input.Image.of(4, 4, 2)), Add.of().on(Input.Image.of(4, 4, 2), x));
    assertThat(block.summary())
        .isEqualTo(
            """
            Model: "block"
            __________________________________________________________________________________________________
            Layer (type)                    Output Shape         Param #     Connected to
            ==================================================================================================
            image (InputLayer)              (None, 4, 4, 2)      0
            __________________________________________________________________________________________________
            conv2d (Conv2D)                 (None, 4, 4, 2)      38          image[0][0]
            __________________________________________________________________________________________________
            add (Add)                       (None, 4, 4, 2)      0           image[0][0]
                                                                             conv2d[0][0]
            ==================================================================================================
            Total params: 38
            Trainable params: 38
            Non-trainable params: 0
            __________________________________________________________________________________________________""");
  }

  /** The product of two sigmoids is a probability; their sum is not. */
  @Test
  void aProductHasTheEndOfItsFactors() {
    Symbol one = Dense.of(1).withActivation(ActivationFunction.SIGMOID).on(NOISE);
    Symbol other = Dense.of(1).withActivation(ActivationFunction.SIGMOID).on(NOISE);
    assertThat(OutputActivation.of(Model.of("m", List.of(NOISE), Multiply.of().on(one, other))))
        .contains(ActivationFunction.SIGMOID);
    assertThat(OutputActivation.of(Model.of("m", List.of(NOISE), Add.of().on(one, other))))
        .isEmpty();
    assertThat(OutputActivation.of(generator)).contains(ActivationFunction.TANH);
  }
}
