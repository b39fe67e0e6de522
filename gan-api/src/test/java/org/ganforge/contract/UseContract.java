package org.ganforge.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.ganforge.contract.ContractGans.someImages;
import static org.ganforge.contract.ContractGans.someNoise;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Network;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.WeightSpec;
import org.ganforge.noise.Uniform;
import org.junit.jupiter.api.Test;

/** What a trainer can do without training: weights, noise, images, scores. */
public interface UseContract extends TestedBackend {
  @Test
  default void theWeightsAreThoseOfTheSpec() {
    Gan gan = ContractGans.adam();
    Map<String, TensorShape> expected = new LinkedHashMap<>();
    for (Network network : List.of(gan.generator(), gan.discriminator())) {
      for (WeightSpec weight : network.weights()) {
        expected.put(network.name() + "/" + weight.name(), weight.shape());
      }
    }
    try (GanTrainer trainer = backend().open(gan)) {
      assertThat(trainer.gan()).isEqualTo(gan);
      Map<String, TensorShape> shapes = new LinkedHashMap<>();
      trainer.weights().forEach((name, value) -> shapes.put(name, value.shape()));
      assertThat(shapes).containsExactlyInAnyOrderEntriesOf(expected);
      assertThat(trainer.weights())
          .allSatisfy(
              (name, value) -> {
                if (name.endsWith("/bias")) {
                  assertThat(value.toArray()).containsOnly(0);
                } else {
                  // Glorot and Bengio 2010
                  double limit =
                      Math.sqrt(6.0 / (value.shape().dim(0) + value.shape().dim(1))) + 1e-6;
                  assertThat(value.toArray()).doesNotHaveDuplicates();
                  for (float number : value.toArray()) {
                    assertThat((double) number).isBetween(-limit, limit);
                  }
                }
              });
    }
  }

  @Test
  default void weightsAreSetAllOrNone() {
    try (GanTrainer trainer = backend().open(ContractGans.adam())) {
      Map<String, FloatTensor> before = new LinkedHashMap<>(trainer.weights());
      FloatTensor bias = FloatTensor.of(TensorShape.of(8), 1, 2, 3, 4, 5, 6, 7, 8);
      for (Map<String, FloatTensor> wrong :
          List.of(
              Map.of("generator/dense/bias", bias, "generator/dense/speed", bias),
              Map.of("generator/dense/bias", bias, "generator/dense/kernel", bias))) {
        assertThatThrownBy(() -> trainer.setWeights(wrong))
            .isInstanceOf(InvalidInputException.class);
        assertThat(trainer.weights()).isEqualTo(before);
      }
      trainer.setWeights(Map.of("generator/dense/bias", bias));
      before.put("generator/dense/bias", bias);
      assertThat(trainer.weights()).isEqualTo(before);
    }
  }

  @Test
  default void returnedValuesAreCopies() {
    try (GanTrainer trainer = backend().open(ContractGans.adam())) {
      Map<String, FloatTensor> before = trainer.weights();
      trainer.weights().values().forEach(value -> Arrays.fill(value.toArray(), 9));
      assertThat(trainer.weights()).isEqualTo(before);
    }
  }

  /** For zeros, tanh is 0 and a sigmoid one half. */
  @Test
  default void networksOfZerosGiveTheirActivationsOfZero() {
    try (GanTrainer trainer = backend().open(ContractGans.adam())) {
      Map<String, FloatTensor> zeros = new LinkedHashMap<>();
      trainer
          .weights()
          .forEach(
              (name, value) ->
                  zeros.put(
                      name, FloatTensor.wrap(value.shape(), new float[value.shape().size()])));
      trainer.setWeights(zeros);
      assertClose(
          trainer.generate(someNoise(2)),
          FloatTensor.wrap(TensorShape.of(2, ContractGans.PIXELS), new float[32]));
      assertClose(trainer.score(someImages(2)), FloatTensor.of(TensorShape.of(2, 1), 0.5f, 0.5f));
    }
  }

  @Test
  default void examplesDoNotDependOnEachOther() {
    try (GanTrainer trainer = backend().open(ContractGans.adam())) {
      FloatTensor noise = someNoise(5);
      FloatTensor images = trainer.generate(noise);
      FloatTensor scores = trainer.score(images);
      assertThat(images.shape()).isEqualTo(TensorShape.of(5, ContractGans.PIXELS));
      assertThat(scores.shape()).isEqualTo(TensorShape.of(5, 1));
      for (int i = 0; i < 5; i++) {
        assertClose(trainer.generate(noise.slice(i, i + 1)), images.slice(i, i + 1));
        assertClose(trainer.score(images.slice(i, i + 1)), scores.slice(i, i + 1));
      }
    }
  }

  private static void assertClose(FloatTensor actual, FloatTensor expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.toArray()).containsExactly(expected.toArray(), within(1e-6f));
  }

  @Test
  default void theSameSeedGivesTheSameNoise() {
    try (GanTrainer trainer = backend().open(ContractGans.adam())) {
      FloatTensor noise = trainer.noise(6, 1);
      assertThat(noise.shape()).isEqualTo(TensorShape.of(6, ContractGans.NOISE));
      assertThat(trainer.noise(6, 1)).isEqualTo(noise);
      assertThat(trainer.noise(6, 2)).isNotEqualTo(noise);
      assertClose(trainer.noise(20, 1).slice(0, 6), noise);
      assertThat(trainer.sample(6, 1)).isEqualTo(trainer.generate(noise));
      trainer.updateGenerator(noise);
      assertThat(trainer.noise(6, 1)).isEqualTo(noise);
    }
  }

  /** With 30,000 numbers and six standard errors, a correct backend fails once in 500 million. */
  @Test
  default void noiseIsDistributedAsTheSpecSays() {
    try (GanTrainer trainer = backend().open(ContractGans.adam())) {
      double sum = 0;
      double squares = 0;
      float[] normal = trainer.noise(10_000, 3).toArray();
      for (float value : normal) {
        sum += value;
        squares += (double) value * value;
      }
      assertThat(sum / normal.length).isCloseTo(0, within(6 / Math.sqrt(30_000)));
      assertThat(squares / normal.length).isCloseTo(1, within(6 * Math.sqrt(2 / 30_000.0)));
    }
    Gan uniform = ContractGans.adam().withNoise(Uniform.of().withMaxval(4).withMinval(2));
    try (GanTrainer trainer = backend().open(uniform)) {
      double sum = 0;
      float[] values = trainer.noise(10_000, 3).toArray();
      for (float value : values) {
        assertThat(value).isBetween(2f, 4f);
        sum += value;
      }
      assertThat(sum / values.length).isCloseTo(3, within(6 * Math.sqrt(1 / 3.0 / 30_000)));
    }
  }
}
