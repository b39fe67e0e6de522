package org.ganforge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import org.ganforge.data.Appearance;
import org.ganforge.data.Colormap;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.MinibatchStdDev;
import org.ganforge.layer.Network;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.TensorShape;
import org.ganforge.noise.Normal;
import org.ganforge.objective.AuxiliaryLoss;
import org.ganforge.objective.BinaryCrossentropy;
import org.ganforge.objective.Labels;
import org.ganforge.optimizer.Adam;
import org.ganforge.optimizer.ConstantRate;
import org.ganforge.optimizer.GradientClipping;
import org.ganforge.train.Alternating;
import org.ganforge.train.BatchComposition;
import org.ganforge.train.BatchOrder;
import org.ganforge.train.DataPlan;
import org.ganforge.train.FakeLabels;
import org.ganforge.train.Fakes;
import org.ganforge.train.RecordingPlan;
import org.ganforge.train.TrainingPlan;
import org.junit.jupiter.api.Test;

class GanTest {
  private final Sequential generator = ImageNetworks.generator("generator");
  private final Sequential critic = ImageNetworks.discriminator("critic");
  private final Gan gan = Gan.of("tiny", generator, critic);

  @Test
  void theDefaultsAreAsDocumented() {
    Adam adam =
        new Adam(ConstantRate.of(2e-4), 0.5, 0.999, 1e-7, false, GradientClipping.none(), 1);
    assertThat(gan)
        .isEqualTo(
            new Gan(
                "tiny",
                KerasVersion.KERAS_3,
                generator,
                critic,
                new Normal(0, 1),
                new BinaryCrossentropy(true, 0, new Labels(1, 0, 1, 0), false),
                new AuxiliaryLoss(1, 1, 1),
                List.of(),
                List.of(),
                adam,
                adam,
                new DataPlan(null, ValueRange.MINUS_ONE_TO_ONE, 0, 0, null, null, Colormap.GRAY),
                new TrainingPlan(
                    10_000,
                    64,
                    BatchComposition.MIXED,
                    Fakes.TRAINING,
                    FakeLabels.RANDOM,
                    BatchOrder.RANDOM,
                    new Alternating(1, 1),
                    0),
                RecordingPlan.of(),
                new Reference("", "", List.of())));
  }

  @Test
  void theAdversarialModelIsTheGeneratorAndTheFrozenDiscriminator() {
    Network adversarial = gan.adversarial();
    assertThat(adversarial)
        .isEqualTo(
            Sequential.of(
                "adversarial", TensorShape.of(3), List.of(generator, critic.withTrainable(false))));
    assertThat(adversarial.summary())
        .isEqualTo(
            """
            Model: "adversarial"
            _________________________________________________________________
            Layer (type)                 Output Shape              Param #
            =================================================================
            generator (Sequential)       (None, 2, 2, 1)           16
            _________________________________________________________________
            critic (Sequential)          (None, 1)                 5
            =================================================================
            Total params: 21
            Trainable params: 16
            Non-trainable params: 5
            _________________________________________________________________\
            """);
    assertThat(gan.discriminator().trainable()).isTrue();
  }

  @Test
  void everyGanHasAnAdversarialModel() {
    Sequential clash = ImageNetworks.generator("adversarial");
    assertThat(gan.withGenerator(clash).adversarial().layers()).hasSize(2);
  }

  @Test
  void isEqualByItsParts() {
    Gan same =
        Gan.of("tiny", ImageNetworks.generator("generator"), ImageNetworks.discriminator("critic"));
    assertThat(gan).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(gan.withName("other")).isNotEqualTo(gan);
  }

  @Test
  void aCopyIsCheckedLikeTheOriginal() {
    Sequential wide = Sequential.of("wide", TensorShape.of(3), List.of(Dense.of(9)));
    assertThatThrownBy(() -> gan.withGenerator(wide))
        .hasMessage(
            "discriminator: expected an input like the generator's output [9] but found [2, 2, 1];"
                + " change one of the two networks");
  }

  @Test
  void aGeneratorMakesEachImageByItself() {
    Sequential inner =
        Sequential.of("inner", TensorShape.of(2, 2, 1), List.of(MinibatchStdDev.of()));
    Sequential mixing =
        Sequential.of(
            "mixing",
            TensorShape.of(3),
            List.of(
                Dense.of(4),
                Reshape.of(2, 2, 1),
                inner,
                Flatten.of(),
                Dense.of(4),
                Reshape.of(2, 2, 1)));
    assertThatThrownBy(() -> gan.withGenerator(mixing))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "generator: expected layers that process each image on its own but found"
                + " MinibatchStdDev \"minibatch_std_dev\"; use it in the discriminator");
  }

  @Test
  void networksOfRowsFitTogetherToo() {
    Sequential rows = Sequential.of("rows", TensorShape.of(3), List.of(Dense.of(4)));
    Sequential judge = Sequential.of("judge", TensorShape.of(4), List.of(Dense.of(1)));
    assertThat(Gan.of("mlp", rows, judge).adversarial().outputShape()).isEqualTo(TensorShape.of(1));
  }

  @Test
  void imagesOfRowsHaveTheDataPlansShape() {
    Sequential rows = Sequential.of("rows", TensorShape.of(3), List.of(Dense.of(18)));
    Sequential judge = Sequential.of("judge", TensorShape.of(18), List.of(Dense.of(1)));
    Gan mlp = Gan.of("mlp", rows, judge);
    assertThat(mlp.imageShape()).isEqualTo(TensorShape.of(18));
    TensorShape wide = TensorShape.of(2, 3, 3);
    Gan shaped = mlp.withData(mlp.data().withImageShape(wide));
    assertThat(shaped.imageShape()).isEqualTo(wide);
    assertThat(shaped.appearance())
        .isEqualTo(Appearance.of(ValueRange.MINUS_ONE_TO_ONE).withShape(wide));
    assertThat(gan.imageShape()).isEqualTo(TensorShape.of(2, 2, 1));
    assertThatThrownBy(() -> mlp.withData(mlp.data().withImageShape(TensorShape.of(4, 4, 1))))
        .hasMessage(
            "data image_shape: expected the shape of the generator's output [18] but found [4, 4,"
                + " 1]; change one of the two");
    assertThatThrownBy(() -> gan.withData(gan.data().withImageShape(TensorShape.of(1, 4, 1))))
        .hasMessage(
            "data image_shape: expected the shape of the generator's output [2, 2, 1] but found [1,"
                + " 4, 1]; change one of the two");
  }

  @Test
  void onlyGreyImagesHaveAColormap() {
    DataPlan ink = gan.data().withColormap(Colormap.GRAY_R);
    assertThat(gan.withData(ink).appearance().colormap()).isEqualTo(Colormap.GRAY_R);
    Sequential colours =
        Sequential.of("colours", TensorShape.of(3), List.of(Dense.of(12), Reshape.of(2, 2, 3)));
    Sequential judge =
        Sequential.of("judge", TensorShape.of(2, 2, 3), List.of(Flatten.of(), Dense.of(1)));
    Gan rgb = Gan.of("rgb", colours, judge);
    assertThatThrownBy(() -> rgb.withData(ink))
        .hasMessage(
            "data colormap: expected gray, since the images [2, 2, 3] have colours, but found"
                + " gray_r; leave it out");
  }

  @Test
  void kerasTwoHasItsFourRulesAndKerasThreeNoneOfThem() {
    assertThat(KerasVersion.KERAS_2.number()).isEqualTo(2);
    assertThat(KerasVersion.KERAS_2.movingVarianceOfSample()).isTrue();
    assertThat(KerasVersion.KERAS_2.rmspropEpsilonOutside()).isTrue();
    assertThat(KerasVersion.KERAS_2.frozenBatchNormUsesBatch()).isTrue();
    assertThat(KerasVersion.KERAS_2.crossentropyAddsEpsilon()).isTrue();
    assertThat(KerasVersion.KERAS_3.number()).isEqualTo(3);
    assertThat(KerasVersion.KERAS_3.movingVarianceOfSample()).isFalse();
    assertThat(KerasVersion.KERAS_3.rmspropEpsilonOutside()).isFalse();
    assertThat(KerasVersion.KERAS_3.frozenBatchNormUsesBatch()).isFalse();
    assertThat(KerasVersion.KERAS_3.crossentropyAddsEpsilon()).isFalse();
  }

  @Test
  void saysWhatToAddWithoutABackendOnTheClassPath() {
    assertThatThrownBy(GanBackend::find)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "GanBackend: expected one on the class path but found none;"
                + " add the dependency org.ganforge:gan-tf");
  }

  @Test
  void aSampleIsGeneratedFromTheNoiseOfItsSeed() {
    FloatTensor noise = FloatTensor.of(TensorShape.of(2, 1), 5, 42);
    FloatTensor images = FloatTensor.of(TensorShape.of(2, 1), 0.5f, 0.25f);
    InvocationHandler trainer =
        (proxy, method, arguments) -> {
          if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
          }
          if (method.getName().equals("gan")) {
            return gan;
          }
          List<Object> given = List.of(arguments);
          boolean isNoise = method.getName().equals("noise");
          assertThat(given).isEqualTo(isNoise ? List.of(2, 42L) : List.of(Batch.of(noise)));
          return isNoise ? noise : images;
        };
    GanTrainer proxy =
        (GanTrainer)
            Proxy.newProxyInstance(
                GanTrainer.class.getClassLoader(), new Class<?>[] {GanTrainer.class}, trainer);
    assertThat(proxy.sample(2, 42)).isEqualTo(images);
  }
}
