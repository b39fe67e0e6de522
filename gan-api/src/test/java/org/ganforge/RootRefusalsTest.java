package org.ganforge;

import static org.ganforge.ImageNetworks.IMAGE;
import static org.ganforge.ImageNetworks.discriminator;
import static org.ganforge.ImageNetworks.generator;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ganforge.layer.Activation;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Layer;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.MinibatchStdDev;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.UpSampling2D;
import org.ganforge.objective.BinaryCrossentropy;
import org.ganforge.objective.Wasserstein;
import org.ganforge.penalty.GradientPenalty;
import org.ganforge.regularization.AdaptiveProbability;
import org.ganforge.regularization.DiffAugment;
import org.ganforge.train.BatchComposition;
import org.ganforge.train.TrainingPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RootRefusalsTest {
  private static final TensorShape ROW = TensorShape.of(100);
  private static final String NAME =
      " name: expected a name of letters, digits, '_', '.' and '-' that starts with a letter or"
          + " digit but found ";

  static List<Refusal> refusals() {
    return Stream.of(
            names(),
            inputs(),
            shapes(),
            gans(),
            augmentation(),
            objectives(),
            models(),
            ModelRefusals.all())
        .flatMap(List::stream)
        .toList();
  }

  private static Refusal net(String message, ThrowingCallable attempt) {
    return new Refusal(Sequential.class, attempt, message);
  }

  private static Sequential of(Layer... layers) {
    return Sequential.of("net", ROW, List.of(layers));
  }

  private static List<Refusal> names() {
    return List.of(
        net("network" + NAME + "\"\"; rename it", () -> generator("")),
        net("network" + NAME + "\"my net\"; rename it", () -> of(Dense.of(1)).withName("my net")),
        net(
            "net.layers[1]" + NAME + "\"block/dense\"; rename it",
            () -> of(Dense.of(1), Dense.of(1).withName("block/dense"))),
        net(
            "net.layers[2] name: expected a unique name but found a second \"out\"; rename one of"
                + " the two",
            () -> of(Dense.of(1).withName("out"), LeakyReLU.of(), Dense.of(1).withName("out"))),
        net(
            "net.layers[1] name: expected a unique name but found a second \"dense\"; rename one of"
                + " the two",
            () -> of(Dense.of(1), Dense.of(1).withName("dense"))),
        net(
            "net.layers[1] name: expected a unique name but found a second \"critic\"; rename one"
                + " of the two",
            () ->
                Sequential.builder("net")
                    .input(IMAGE)
                    .add(Flatten.of().withName("critic"))
                    .add(discriminator("critic"))));
  }

  private static List<Refusal> inputs() {
    return List.of(
        net(
            "net.layers: expected at least one but found none; add a layer",
            () -> Sequential.builder("net").input(3).build()),
        net(
            "net input: expected at least one dimension but found none; use .input(size, ...)",
            () -> Sequential.builder("net").add(Dense.of(1))),
        net(
            "net input: expected it before the first layer but found it after 2;"
                + " call .input(...) first",
            () -> Sequential.builder("net").input(3).add(Dense.of(1)).add(Dense.of(1)).input(3)));
  }

  private static List<Refusal> shapes() {
    String rank3 =
        ": expected a rank-3 input [height, width, channels] but found [128];"
            + " put a Reshape before it";
    return List.of(
        net(
            "generator.layers[4] (Conv2D conv2d_2)" + rank3,
            () ->
                Sequential.builder("generator")
                    .input(4, 4, 8)
                    .add(Conv2D.of(8, 1))
                    .add(Conv2D.of(8, 1))
                    .add(LeakyReLU.of())
                    .add(Flatten.of())
                    .add(Conv2D.of(1, 5))),
        net(
            "net.layers[1] (UpSampling2D grow)" + rank3,
            () -> of(Dense.of(128), UpSampling2D.of().withName("grow"))),
        net(
            "net.layers[1] (Reshape reshape): expected an input whose 100 numbers fit the target"
                + " shape but found [100] for [7, 7, 2]; change target_shape or the layer before"
                + " it",
            () -> of(LeakyReLU.of(), Reshape.of(7, 7, 2))),
        net(
            "net.layers[1] (Sequential critic): expected an input of shape [2, 2, 1], the input of"
                + " network \"critic\" but found [5]; change the layer before it or the network's"
                + " input",
            () -> of(Dense.of(5), discriminator("critic"))));
  }

  private static Refusal gan(String message, ThrowingCallable attempt) {
    return new Refusal(Gan.class, attempt, message);
  }

  private static List<Refusal> gans() {
    Sequential generator = generator("generator");
    Sequential critic = discriminator("critic");
    Sequential fromImages = Sequential.of("images", IMAGE, List.of(LeakyReLU.of()));
    Sequential larger = Sequential.of("larger", TensorShape.of(4), List.of(Dense.of(1)));
    Sequential mixing =
        Sequential.of(
            "mixing",
            TensorShape.of(3),
            List.of(Dense.of(2), MinibatchStdDev.of(), Dense.of(4), Reshape.of(2, 2, 1)));
    Sequential perPixel = Sequential.of("per-pixel", IMAGE, List.of(Dense.of(1)));
    return List.of(
        gan("gan" + NAME + "\"a b\"; rename it", () -> Gan.of("a b", generator, critic)),
        gan(
            "generator: expected an input of rank 1, the noise but found [2, 2, 1];"
                + " use .input(length)",
            () -> Gan.of("gan", fromImages, critic)),
        gan(
            "discriminator: expected an input like the generator's output [2, 2, 1] but found [4];"
                + " change one of the two networks",
            () -> Gan.of("gan", generator, larger)),
        gan(
            "discriminator: expected one number as output, shape [1] but found [2, 2, 1];"
                + " end it with a Dense of 1 unit",
            () -> Gan.of("gan", generator, perPixel)),
        gan(
            "discriminator name: expected another name than the generator's but found"
                + " \"generator\"; rename one of the two",
            () -> Gan.of("gan", generator, critic.withName("generator"))),
        gan(
            "generator: expected layers that process each image on its own but found"
                + " MinibatchStdDev \"minibatch_std_dev\"; use it in the discriminator",
            () -> Gan.of("gan", mixing, critic)));
  }

  private static List<Refusal> augmentation() {
    Gan critical =
        Gan.of("gan", generator("generator"), discriminator("critic"))
            .withPenalties(GradientPenalty.of())
            .withObjective(Wasserstein.of());
    return List.of(
        gan(
            "regularization: expected an objective with a score that separates real from generated"
                + " images, by which DiffAugment adapts, but found Wasserstein; leave adaptive out,"
                + " or use another objective",
            () ->
                critical.withRegularization(
                    DiffAugment.of().withAdaptive(AdaptiveProbability.of()))));
  }

  private static List<Refusal> objectives() {
    Sequential critic = discriminator("critic");
    Sequential judge =
        Sequential.of("judge", IMAGE, List.of(critic, Activation.of(ActivationFunction.SIGMOID)));
    Gan scoring = Gan.of("gan", generator("generator"), critic);
    Gan judging = Gan.of("gan", generator("generator"), judge);
    String sigmoid = "found one that ends in Activation activation with activation sigmoid; ";
    return List.of(
        gan(
            "objective: expected a discriminator that ends in a sigmoid, since BinaryCrossentropy"
                + " expects probabilities, but found one that ends in Dense dense with activation"
                + " linear; end it in a sigmoid, or set from_logits to true",
            () -> scoring.withObjective(BinaryCrossentropy.of())),
        gan(
            "objective: expected a discriminator whose end is linear, since Wasserstein takes any"
                + " score, but "
                + sigmoid
                + "make its end linear, or use BinaryCrossentropy",
            () -> judging.withObjective(Wasserstein.of())),
        gan(
            "objective: expected a discriminator whose end is linear, since BinaryCrossentropy with"
                + " from_logits applies the sigmoid itself, but "
                + sigmoid
                + "make its end linear, or set from_logits to false",
            () -> judging.withObjective(BinaryCrossentropy.of().withFromLogits(true))),
        gan(
            "objective: expected a discriminator whose slope is bounded, since Wasserstein requires"
                + " it, but found neither penalties nor regularization; add the penalty"
                + " GradientPenalty, or the regularization WeightClipping, before it",
            () -> scoring.withObjective(Wasserstein.of())),
        gan(
            "plan composition: expected real and generated images in one batch, which"
                + " GradientPenalty mixes, but found separate_halves; use mixed or mixed_halves",
            () ->
                scoring
                    .withPenalties(GradientPenalty.of())
                    .withPlan(
                        TrainingPlan.of().withComposition(BatchComposition.SEPARATE_HALVES))));
  }

  private static Refusal model(String message, ThrowingCallable attempt) {
    return new Refusal(KerasModel.class, attempt, message);
  }

  private static List<Refusal> models() {
    Sequential network = Sequential.of("net", TensorShape.of(2), List.of(Dense.of(1)));
    FloatTensor kernel = FloatTensor.of(TensorShape.of(2, 1), 1, 2);
    FloatTensor bias = FloatTensor.of(TensorShape.of(1), 3);
    String wayOut = "; give the weights that belong to the network";
    return List.of(
        model(
            "weight net/dense/bias: expected numbers of shape [1] but found none" + wayOut,
            () -> new KerasModel(network, Map.of("dense/kernel", kernel), List.of())),
        model(
            "weight net/dense/kernel: expected numbers of shape [2, 1] but found [1]" + wayOut,
            () ->
                new KerasModel(
                    network, Map.of("dense/kernel", bias, "dense/bias", bias), List.of())),
        model(
            "weights of net: expected 2 of them but found 3" + wayOut,
            () ->
                new KerasModel(
                    network,
                    Map.of("dense/kernel", kernel, "dense/bias", bias, "more/bias", bias),
                    List.of())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void saysWhatIsWrongAndHowToFixIt(Refusal refusal) {
    refusal.check();
  }

  @Test
  void everyCheckOfEveryRecordIsInTheTable() {
    Refusals.assertComplete(
        "org.ganforge",
        refusals(),
        "Batch",
        "Column",
        "Computation",
        "ComputedForm",
        "LeftOut",
        "NetworkEnd",
        "Reference",
        "Row",
        "ShuffledBatch",
        "Summary");
  }
}
