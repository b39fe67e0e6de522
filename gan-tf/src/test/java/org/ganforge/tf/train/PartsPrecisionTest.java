package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.Batch;
import org.ganforge.Gan;
import org.ganforge.Model;
import org.ganforge.Sequential;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Embedding;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Input;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.MinibatchStdDev;
import org.ganforge.layer.Multiply;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.SpectralNormalization;
import org.ganforge.layer.Symbol;
import org.ganforge.layer.TensorShape;
import org.ganforge.optimizer.SGD;
import org.ganforge.penalty.GradientPenalty;
import org.ganforge.penalty.R1;
import org.ganforge.penalty.R2;
import org.ganforge.regularization.AdaptiveProbability;
import org.ganforge.regularization.DiffAugment;
import org.ganforge.regularization.SpectralNorm;
import org.ganforge.tf.form.FormSelection;
import org.ganforge.tf.form.FormTable;
import org.ganforge.tf.session.ComputeType;
import org.ganforge.tf.session.SessionSettings;
import org.ganforge.train.BatchMetrics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Parts of a training in bfloat16. A CPU refuses float16, and its float16 graph equals float32's.
 */
class PartsPrecisionTest {
  private static final int COUNT = 6;

  private static Sequential generator() {
    return Sequential.builder("generator")
        .input(4)
        .add(Dense.of(4 * 4 * 4))
        .add(LeakyReLU.of(0.2))
        .add(Reshape.of(4, 4, 4))
        .add(Conv2D.of(1, 3).withPadding(Padding.SAME).withActivation(ActivationFunction.TANH))
        .build();
  }

  private static Gan gan(String name) {
    Sequential critic =
        Sequential.builder("critic")
            .input(4, 4, 1)
            .add(Conv2D.of(6, 3).withPadding(Padding.SAME))
            .add(LeakyReLU.of(0.2))
            .add(MinibatchStdDev.of().withGroupSize(3))
            .add(Flatten.of())
            .add(Dense.of(1))
            .build();
    return rated(Gan.of(name, generator(), critic));
  }

  private static Gan rated(Gan gan) {
    SGD sgd = SGD.of(0.05);
    return gan.withPlan(gan.plan().withBatchSize(COUNT))
        .withGeneratorOptimizer(sgd)
        .withDiscriminatorOptimizer(sgd.withGradientAccumulationSteps(2));
  }

  private static Gan wrapped() {
    Sequential critic =
        Sequential.builder("critic")
            .input(4, 4, 1)
            .add(SpectralNormalization.of(Conv2D.of(6, 3).withPadding(Padding.SAME)))
            .add(LeakyReLU.of(0.2))
            .add(Flatten.of())
            .add(SpectralNormalization.of(Dense.of(1)))
            .build();
    return rated(Gan.of("wrapped", generator(), critic));
  }

  private static Gan auxiliary() {
    Input noise = Input.Noise.of(4);
    Input label = Input.Label.of(3);
    Symbol wish = Flatten.of().on(Embedding.of(3, 4).on(label));
    Symbol drawn = Dense.of(16).on(Multiply.of().on(noise, wish));
    Model generator = Model.of("generator", List.of(noise, label), Reshape.of(4, 4, 1).on(drawn));
    Input image = Input.Image.of(4, 4, 1);
    Symbol features = LeakyReLU.of(0.2).on(Conv2D.of(6, 3).on(image));
    Symbol rows = Flatten.of().on(features);
    Symbol classes = Dense.of(3).withActivation(ActivationFunction.SOFTMAX).on(rows);
    Model critic = Model.of("critic", List.of(image), Dense.of(1).on(rows), classes);
    return rated(Gan.of("auxiliary", generator, critic));
  }

  static List<Gan> gans() {
    DiffAugment augment = DiffAugment.of().withAdaptive(AdaptiveProbability.of().withStart(0.5));
    return List.of(
        gan("spectral-norm").withRegularization(SpectralNorm.of()),
        gan("augmentation").withRegularization(augment),
        gan("penalties").withPenalties(R1.of().withEvery(2), R2.of(), GradientPenalty.of()),
        wrapped(),
        auxiliary());
  }

  @ParameterizedTest
  @MethodSource("gans")
  void bfloat16FollowsFloat32WithinItsThreeDigits(Gan gan) {
    List<Double> exact = losses(gan, ComputeType.FLOAT32);
    List<Double> rough = losses(gan, ComputeType.BFLOAT16);
    assertThat(rough).hasSameSizeAs(exact).isNotEqualTo(exact);
    for (int i = 0; i < rough.size(); i++) {
      assertThat(rough.get(i)).isCloseTo(exact.get(i), within(0.05 * (1 + Math.abs(exact.get(i)))));
    }
    if (!gan.penalties().isEmpty()) {
      assertThat(losses(gan, ComputeType.FLOAT16)).isEqualTo(exact);
    }
  }

  private static List<Double> losses(Gan gan, ComputeType type) {
    SessionSettings settings = new SessionSettings(1, 1, type, true);
    // TensorFlow's own convolutions are wrong in bfloat16 on some processors.
    FormSelection products = FormSelection.of(FormTable.namesOfProducts());
    List<Double> losses = new ArrayList<>();
    try (TensorFlowTrainer trainer = TensorFlowTrainer.open(gan, null, products, settings)) {
      for (int turn = 0; turn < 2; turn++) {
        Batch noise = labelled(gan, trainer.noise(COUNT, turn));
        add(losses, trainer.updateDiscriminator(labelled(gan, images(turn)), noise));
        add(losses, trainer.updateGenerator(noise));
      }
    }
    return losses;
  }

  private static void add(List<Double> losses, BatchMetrics metrics) {
    losses.add(metrics.loss());
    if (metrics.classes() != null) {
      losses.add(metrics.classes().loss());
    }
  }

  private static Batch labelled(Gan gan, FloatTensor values) {
    float[] labels = {0, 1, 2, 2, 1, 0};
    Batch batch = Batch.of(values);
    return gan.classes() == 0
        ? batch
        : batch.withLabels(FloatTensor.wrap(TensorShape.of(COUNT, 1), labels));
  }

  private static FloatTensor images(int seed) {
    float[] values = new float[COUNT * 16];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(1.3 * i * i + i + seed);
    }
    return FloatTensor.wrap(TensorShape.of(COUNT, 4, 4, 1), values);
  }
}
