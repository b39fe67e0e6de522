package org.ganforge.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.ganforge.contract.ContractGans.DISCRIMINATOR;
import static org.ganforge.contract.ContractGans.GENERATOR;
import static org.ganforge.contract.ContractGans.someImages;
import static org.ganforge.contract.ContractGans.someNoise;
import static org.ganforge.contract.TestedBackend.weightsOf;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ganforge.Batch;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.Sequential;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Dense;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.objective.BinaryCrossentropy;
import org.ganforge.objective.Labels;
import org.ganforge.train.BatchMetrics;
import org.ganforge.train.DivergenceException;
import org.junit.jupiter.api.Test;

/** Single updates: what they change, by how much, and what they report. */
public interface UpdateContract extends TestedBackend {
  @Test
  default void anUpdateOfTheDiscriminatorChangesOnlyItsWeights() {
    try (GanTrainer trainer = open(ContractGans.adam())) {
      Map<String, FloatTensor> generator = weightsOf(trainer, GENERATOR);
      Map<String, FloatTensor> discriminator = weightsOf(trainer, DISCRIMINATOR);
      trainer.updateDiscriminator(someImages(3), someNoise(2));
      assertThat(weightsOf(trainer, GENERATOR)).isEqualTo(generator);
      assertThat(weightsOf(trainer, DISCRIMINATOR))
          .allSatisfy((name, value) -> assertThat(value).isNotEqualTo(discriminator.get(name)));
    }
  }

  /** The discriminator passes on the gradient but is frozen. */
  @Test
  default void anUpdateOfTheGeneratorChangesOnlyItsWeights() {
    try (GanTrainer trainer = open(ContractGans.adam())) {
      Map<String, FloatTensor> generator = weightsOf(trainer, GENERATOR);
      Map<String, FloatTensor> discriminator = weightsOf(trainer, DISCRIMINATOR);
      trainer.updateGenerator(someNoise(5));
      assertThat(weightsOf(trainer, DISCRIMINATOR)).isEqualTo(discriminator);
      assertThat(weightsOf(trainer, GENERATOR))
          .allSatisfy((name, value) -> assertThat(value).isNotEqualTo(generator.get(name)));
    }
  }

  @Test
  default void aLayerThatIsNotTrainableStays() {
    Sequential generator =
        Sequential.builder(GENERATOR)
            .input(ContractGans.NOISE)
            .add(Dense.of(4).withTrainable(false).withName("fixed"))
            .add(Dense.of(ContractGans.PIXELS).withActivation(ActivationFunction.TANH))
            .build();
    Gan gan = ContractGans.sgd().withGenerator(generator);
    try (GanTrainer trainer = open(gan)) {
      Map<String, FloatTensor> before = trainer.weights();
      trainer.updateGenerator(someNoise(5));
      Map<String, FloatTensor> after = trainer.weights();
      assertThat(after.get("generator/fixed/kernel"))
          .isEqualTo(before.get("generator/fixed/kernel"));
      assertThat(after.get("generator/fixed/bias")).isEqualTo(before.get("generator/fixed/bias"));
      assertThat(after.get("generator/dense/kernel"))
          .isNotEqualTo(before.get("generator/dense/kernel"));
    }
  }

  @Test
  default void metricsAreThoseBeforeTheUpdate() {
    try (GanTrainer trainer = open(ContractGans.sgd())) {
      FloatTensor real = someImages(4);
      FloatTensor noise = someNoise(4);
      BatchMetrics before = trainer.evaluateDiscriminator(real, noise);
      assertClose(trainer.updateDiscriminator(real, noise), before);
      assertThat(trainer.evaluateDiscriminator(real, noise).loss()).isLessThan(before.loss());
      BatchMetrics generator = trainer.evaluateGenerator(noise);
      assertClose(trainer.updateGenerator(noise), generator);
      assertThat(trainer.evaluateGenerator(noise).loss()).isLessThan(generator.loss());
    }
  }

  private static void assertClose(BatchMetrics actual, BatchMetrics expected) {
    assertThat(actual.loss()).isCloseTo(expected.loss(), within(1e-5));
    assertThat(actual.accuracy()).isCloseTo(expected.accuracy(), within(1e-6));
  }

  @Test
  default void evaluatingChangesNothing() {
    try (GanTrainer trainer = open(ContractGans.adam());
        GanTrainer other = open(ContractGans.adam())) {
      Map<String, FloatTensor> before = trainer.weights();
      trainer.evaluateDiscriminator(someImages(3), null);
      trainer.evaluateDiscriminator(null, someNoise(3));
      trainer.evaluateGenerator(someNoise(3));
      assertThat(trainer.weights()).isEqualTo(before);
      assertThat(trainer.iteration()).isZero();
      trainer.trainUntil(2);
      other.trainUntil(2);
      assertThat(trainer.weights()).isEqualTo(other.weights());
    }
  }

  /** Computed in double precision from the discriminator's outputs. */
  @Test
  default void theLossIsTheMeanCrossentropyAndTheAccuracyTheShareOnTheRightSide() {
    Gan gan = ContractGans.sgd();
    Labels smooth = Labels.of().withReal(0.9);
    try (GanTrainer trainer = open(gan.withObjective(BinaryCrossentropy.of().withLabels(smooth)))) {
      FloatTensor real = someImages(5);
      FloatTensor noise = someNoise(3);
      double loss = 0;
      int right = 0;
      float[] ofReal = trainer.score(real).toArray();
      float[] ofFake = trainer.score(trainer.generate(noise)).toArray();
      for (float p : ofReal) {
        loss -= 0.9 * Math.log(p) + 0.1 * Math.log(1 - p);
        right += p > 0.5 ? 1 : 0;
      }
      for (float p : ofFake) {
        loss -= Math.log(1 - p);
        right += p > 0.5 ? 0 : 1;
      }
      BatchMetrics metrics = trainer.evaluateDiscriminator(real, noise);
      assertThat(metrics.loss()).isCloseTo(loss / 8, within(1e-5));
      assertThat(metrics.accuracy()).isCloseTo(right / 8.0, within(1e-6));
      double adversarial = 0;
      for (float p : ofFake) {
        adversarial -= Math.log(p);
      }
      assertThat(trainer.evaluateGenerator(noise).loss()).isCloseTo(adversarial / 3, within(1e-5));
    }
  }

  /** Checked by central differences of the loss that the trainer reports. */
  @Test
  default void aStepOfGradientDescentFollowsTheGradientOfTheLoss() {
    FloatTensor real = someImages(4);
    FloatTensor noise = someNoise(4);
    for (Gan gan : List.of(ContractGans.sgd(), ContractGans.logits())) {
      assertStep(
          gan,
          DISCRIMINATOR,
          gan.discriminatorOptimizer().learningRate().at(0),
          trainer -> trainer.evaluateDiscriminator(real, noise).loss(),
          trainer -> trainer.updateDiscriminator(real, noise));
      assertStep(
          gan,
          DISCRIMINATOR,
          gan.discriminatorOptimizer().learningRate().at(0),
          trainer -> trainer.evaluateDiscriminator(null, noise).loss(),
          trainer -> trainer.updateDiscriminator(null, noise));
      assertStep(
          gan,
          GENERATOR,
          gan.generatorOptimizer().learningRate().at(0),
          trainer -> trainer.evaluateGenerator(noise).loss(),
          trainer -> trainer.updateGenerator(noise));
    }
  }

  private void assertStep(
      Gan gan,
      String network,
      double rate,
      ToDoubleFunction<GanTrainer> loss,
      Consumer<GanTrainer> update) {
    try (GanTrainer trainer = open(gan)) {
      trainer.setWeights(ContractGans.weights(gan));
      Map<String, FloatTensor> before = weightsOf(trainer, network);
      update.accept(trainer);
      Map<String, FloatTensor> after = weightsOf(trainer, network);
      trainer.setWeights(before);
      before.forEach(
          (name, value) -> {
            for (int index = 0; index < value.shape().size(); index += 3) {
              double step = value.get(index) - after.get(name).get(index);
              assertThat(step / rate)
                  .as("%s[%d]", name, index)
                  .isCloseTo(gradient(trainer, name, value, index, loss), within(1e-3));
            }
          });
    }
  }

  private static double gradient(
      GanTrainer trainer,
      String name,
      FloatTensor value,
      int index,
      ToDoubleFunction<GanTrainer> loss) {
    float small = 0.01f;
    trainer.setWeights(Map.of(name, changed(value, index, small)));
    double above = loss.applyAsDouble(trainer);
    trainer.setWeights(Map.of(name, changed(value, index, -small)));
    double below = loss.applyAsDouble(trainer);
    trainer.setWeights(Map.of(name, value));
    return (above - below) / (2 * small);
  }

  private static FloatTensor changed(FloatTensor value, int index, float by) {
    float[] values = value.toArray();
    values[index] += by;
    return FloatTensor.wrap(value.shape(), values);
  }

  /** Adam's first step has the size of its rate, so a shared count of updates would show. */
  @Test
  default void eachNetworkCountsItsOwnUpdates() {
    try (GanTrainer trainer = open(ContractGans.adam())) {
      for (int i = 0; i < 5; i++) {
        trainer.updateDiscriminator(someImages(4), someNoise(4));
      }
      FloatTensor before = trainer.weights().get("generator/dense/kernel");
      trainer.updateGenerator(someNoise(4));
      FloatTensor after = trainer.weights().get("generator/dense/kernel");
      for (int i = 0; i < before.shape().size(); i++) {
        assertThat(Math.abs(after.get(i) - before.get(i))).isCloseTo(0.01f, within(1e-3f));
      }
    }
  }

  @Test
  default void wrongBatchesAreRefusedAndChangeNothing() {
    try (GanTrainer trainer = open(ContractGans.sgd())) {
      Map<String, FloatTensor> before = trainer.weights();
      FloatTensor wrong = ContractGans.batch(2, 5, 1);
      List<ThrowingCallable> calls =
          List.of(
              () -> trainer.updateDiscriminator((Batch) null, null),
              () -> trainer.updateDiscriminator(wrong, null),
              () -> trainer.updateDiscriminator(someImages(2), wrong),
              () -> trainer.updateGenerator(wrong),
              () -> trainer.evaluateDiscriminator((Batch) null, null),
              () -> trainer.evaluateDiscriminator(null, wrong),
              () -> trainer.evaluateGenerator(wrong),
              () -> trainer.generate(wrong),
              () -> trainer.score(wrong),
              () -> trainer.noise(0, 1));
      assertThat(calls)
          .allSatisfy(call -> assertThatThrownBy(call).isInstanceOf(InvalidInputException.class));
      assertThat(trainer.weights()).isEqualTo(before);
    }
  }

  @Test
  default void anUpdateThatIsNotFiniteIsRefusedAndChangesNothing() {
    float[] numbers = someImages(4).toArray();
    numbers[5] = Float.NaN;
    FloatTensor notFinite = FloatTensor.wrap(TensorShape.of(4, ContractGans.PIXELS), numbers);
    try (GanTrainer trainer = open(ContractGans.adam());
        GanTrainer other = open(ContractGans.adam())) {
      trainer.updateDiscriminator(someImages(4), someNoise(4));
      other.updateDiscriminator(someImages(4), someNoise(4));
      assertThatThrownBy(() -> trainer.updateDiscriminator(notFinite, someNoise(4)))
          .isInstanceOf(DivergenceException.class);
      assertThat(trainer.weights()).isEqualTo(other.weights());
      // The optimizer's state hasn't advanced either.
      trainer.updateDiscriminator(someImages(4), someNoise(4));
      other.updateDiscriminator(someImages(4), someNoise(4));
      assertThat(trainer.weights()).isEqualTo(other.weights());
    }
  }
}
