package org.ganforge.tf.train;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.Sequential;
import org.ganforge.layer.Dense;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.objective.LeastSquares;
import org.ganforge.optimizer.Adam;
import org.ganforge.optimizer.Optimizer;
import org.ganforge.optimizer.RMSprop;
import org.ganforge.optimizer.SGD;
import org.ganforge.train.Adaptive;
import org.ganforge.train.BatchComposition;
import org.ganforge.train.DivergenceException;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A number that is not finite stops a training, is named, and changes nothing. */
class DivergenceTest {
  private static final String GENERATOR_WAY_OUT =
      "; lower generator_optimizer.learning_rate (0.01), clip its gradients (clipvalue) or look at"
          + " the images";
  private static final String DISCRIMINATOR_WAY_OUT =
      "; lower discriminator_optimizer.learning_rate (0.02), clip its gradients (clipvalue) or look"
          + " at the images";

  @TempDir private Path folder;

  private static TensorFlowTrainer open(Gan gan) {
    return TinyGans.open(gan, TinyGans.images(10));
  }

  private static DivergenceException diverging(ThrowingCallable call) {
    DivergenceException e = catchThrowableOfType(DivergenceException.class, call);
    assertThat(e).isNotNull();
    return e;
  }

  private static void assertDiverges(ThrowingCallable call, String message) {
    assertThat(diverging(call)).hasMessage(message);
  }

  private static void set(GanTrainer trainer, String weight, float value) {
    FloatTensor old = requireNonNull(trainer.weights().get(weight));
    trainer.setWeights(Map.of(weight, with(old, value)));
  }

  /** Returns the tensor with its second number replaced. */
  private static FloatTensor with(FloatTensor tensor, float value) {
    float[] values = tensor.toArray();
    values[values.length > 1 ? 1 : 0] = value;
    return FloatTensor.wrap(tensor.shape(), values);
  }

  private static FloatTensor filled(TensorShape shape, float value) {
    float[] values = new float[shape.size()];
    Arrays.fill(values, value);
    return FloatTensor.wrap(shape, values);
  }

  static Stream<TrainingPlan> plans() {
    TrainingPlan plan = TinyGans.convolutional().plan();
    return Stream.of(
        plan,
        plan.withComposition(BatchComposition.SEPARATE),
        plan.withSchedule(
            Adaptive.of()
                .withGeneratorUntil(0.6)
                .withDiscriminatorUntil(0.6)
                .withCap(2)
                .withValidation(4)));
  }

  @ParameterizedTest
  @MethodSource("plans")
  void aWeightThatIsNotANumberStopsTheTraining(TrainingPlan plan) {
    try (TensorFlowTrainer trainer = open(TinyGans.convolutional().withPlan(plan))) {
      trainer.trainUntil(1);
      set(trainer, "generator/dense/kernel", Float.NaN);
      DivergenceException e = diverging(() -> trainer.trainUntil(5));
      assertThat(e)
          .hasMessage(
              "iteration 2: expected finite numbers in the generator but found NaN in the weight"
                  + " generator/dense/kernel"
                  + GENERATOR_WAY_OUT);
      assertThat(e.iteration()).isEqualTo(1);
      assertThat(e.network()).isEqualTo("generator");
      assertThat(e.found()).isEqualTo("NaN in the weight generator/dense/kernel");
    }
  }

  /** After the sigmoid it is an ordinary 1, with a gradient of 0. */
  @ParameterizedTest
  @MethodSource("plans")
  void anInfiniteWeightBehindASaturatedActivationStopsItToo(TrainingPlan plan) {
    try (TensorFlowTrainer trainer = open(TinyGans.convolutional().withPlan(plan))) {
      set(trainer, "discriminator/dense/bias", Float.POSITIVE_INFINITY);
      String found =
          "expected finite numbers in the discriminator but found Infinity in the weight"
              + " discriminator/dense/bias"
              + DISCRIMINATOR_WAY_OUT;
      assertDiverges(() -> trainer.trainUntil(5), "iteration 1: " + found);
      FloatTensor noise = trainer.noise(2, 1);
      assertDiverges(() -> trainer.updateGenerator(noise), "update 1 of the generator: " + found);
      assertDiverges(
          () -> trainer.updateDiscriminator(null, noise),
          "update 1 of the discriminator: " + found);
    }
  }

  @Test
  void aMovingAverageIsAWeightToo() {
    try (TensorFlowTrainer trainer = open(TinyGans.convolutional())) {
      set(trainer, "generator/batch_normalization/moving_variance", Float.POSITIVE_INFINITY);
      assertDiverges(
          () -> trainer.trainUntil(5),
          "iteration 1: expected finite numbers in the generator but found Infinity in the weight"
              + " generator/batch_normalization/moving_variance"
              + GENERATOR_WAY_OUT);
    }
  }

  /** Batch normalization scales the images back to their usual range, so nothing else shows it. */
  @Test
  void anInfiniteMovingAverageIsNotStored() {
    try (TensorFlowTrainer trainer = open(TinyGans.convolutional())) {
      Map<String, FloatTensor> before = trainer.weights();
      FloatTensor noise = with(filled(TensorShape.of(2, 3), 1e25f), -1e25f);
      String found =
          " of the %s: expected finite numbers in the generator but found Infinity in"
              + " the new generator/batch_normalization/moving_variance"
              + GENERATOR_WAY_OUT;
      assertDiverges(
          () -> trainer.updateDiscriminator(null, noise),
          "update 1" + found.formatted("discriminator"));
      assertDiverges(
          () -> trainer.updateGenerator(noise), "update 1" + found.formatted("generator"));
      assertThat(trainer.weights()).isEqualTo(before);
    }
  }

  @Test
  void aHugeLearningRateIsNamed() {
    for (Optimizer optimizer : List.of(SGD.of(1e30), Adam.of(1e30), RMSprop.of(1e30))) {
      Gan gan = TinyGans.dense().withGeneratorOptimizer(optimizer);
      try (TensorFlowTrainer trainer = open(gan)) {
        DivergenceException e = diverging(() -> trainer.trainUntil(5));
        assertThat(requireNonNull(e.getMessage()).replaceFirst("as [\\d.]+E29 ", "as N "))
            .startsWith("iteration 2: expected finite numbers in the generator but found ")
            .endsWith(
                "; lower generator_optimizer.learning_rate (1.0E30), clip its gradients"
                    + " (clipvalue) or look at the images");
      }
    }
  }

  /** A discriminator of two layers without activations, under the squared loss. */
  private static Gan linear(Optimizer optimizer) {
    Sequential generator = Sequential.builder("generator").input(3).add(Dense.of(16)).build();
    Sequential discriminator =
        Sequential.builder("discriminator").input(16).add(Dense.of(2)).add(Dense.of(1)).build();
    return Gan.of("tiny", generator, discriminator)
        .withObjective(LeastSquares.of())
        .withDiscriminatorOptimizer(optimizer)
        .withPlan(TinyGans.dense().plan());
  }

  private static void fill(GanTrainer trainer, float first, float second) {
    trainer.setWeights(
        Map.of(
            "discriminator/dense/kernel", filled(TensorShape.of(16, 2), first),
            "discriminator/dense_1/kernel", filled(TensorShape.of(2, 1), second)));
  }

  static Stream<Optimizer> clippings() {
    Adam adam = Adam.of(0.01);
    return Stream.of(
        adam, adam.withClipvalue(1.0), adam.withClipnorm(1.0), adam.withGlobalClipnorm(1.0));
  }

  /** The output is 3.2e16 and its square fits; times 1e25 it exceeds 3.4e38. */
  @ParameterizedTest
  @MethodSource("clippings")
  void anInfiniteGradientStopsItHoweverItWouldBeClipped(Optimizer optimizer) {
    try (TensorFlowTrainer trainer = open(linear(optimizer))) {
      fill(trainer, 1e-10f, 1);
      Map<String, FloatTensor> before = trainer.weights();
      FloatTensor images = filled(TensorShape.of(2, 16), 1e25f);
      String clip = optimizer.equals(Adam.of(0.01)) ? ", clip its gradients (clipvalue)" : "";
      assertDiverges(
          () -> trainer.updateDiscriminator(images, null),
          "update 1 of the discriminator: expected finite numbers in the discriminator but found"
              + " Infinity in the gradient of discriminator/dense/kernel; lower"
              + " discriminator_optimizer.learning_rate (0.01)"
              + clip
              + " or look at the images");
      assertThat(trainer.weights()).isEqualTo(before);
    }
  }

  @Test
  void anInfiniteLossStopsIt() {
    try (TensorFlowTrainer trainer = open(linear(Adam.of(0.02)))) {
      fill(trainer, 1, 1);
      assertDiverges(
          () -> trainer.updateDiscriminator(filled(TensorShape.of(2, 16), 1e25f), null),
          "update 1 of the discriminator: expected finite numbers in the discriminator but found"
              + " Infinity in the loss"
              + DISCRIMINATOR_WAY_OUT);
    }
  }

  /** An optimizer would square it. */
  @Test
  void aGradientTooLargeToBeSquaredStopsIt() {
    try (TensorFlowTrainer trainer = open(linear(Adam.of(0.02)))) {
      fill(trainer, 1, 1);
      DivergenceException e =
          diverging(
              () -> trainer.updateDiscriminator(filled(TensorShape.of(2, 16), (float) 1e16), null));
      assertThat(requireNonNull(e.getMessage()).replaceFirst("as [\\d.]+E\\d+ ", "as N "))
          .isEqualTo(
              "update 1 of the discriminator: expected finite numbers in the discriminator but"
                  + " found numbers as large as N in the loss, too large to be squared"
                  + DISCRIMINATOR_WAY_OUT);
    }
  }

  @Test
  void theFirstLayerThatOverflowsIsNamed() {
    try (TensorFlowTrainer trainer = open(linear(Adam.of(0.02)))) {
      fill(trainer, (float) 1e15, 1);
      assertDiverges(
          () -> trainer.updateDiscriminator(filled(TensorShape.of(2, 16), 1e25f), null),
          "update 1 of the discriminator: expected finite numbers in the discriminator but found"
              + " Infinity in the output of discriminator/dense"
              + DISCRIMINATOR_WAY_OUT);
    }
  }

  @Test
  void aGivenBatchThatIsNotFiniteIsNamed() {
    try (TensorFlowTrainer trainer = open(TinyGans.convolutional())) {
      FloatTensor noise = trainer.noise(2, 1);
      FloatTensor images = trainer.generate(noise);
      assertDiverges(
          () -> trainer.updateGenerator(with(noise, Float.NEGATIVE_INFINITY)),
          "update 1 of the generator: expected finite numbers in the generator but found -Infinity"
              + " in the noise"
              + GENERATOR_WAY_OUT);
      assertDiverges(
          () -> trainer.updateDiscriminator(with(images, Float.NaN), noise),
          "update 1 of the discriminator: expected finite numbers in the discriminator but found"
              + " NaN in the real images"
              + DISCRIMINATOR_WAY_OUT);
    }
  }

  /** Weights, moving averages, moments, counts: all continue as if it had not happened. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRefusedUpdateChangesNothing(boolean ofGenerator) {
    try (TensorFlowTrainer trainer = open(TinyGans.convolutional());
        TensorFlowTrainer other = open(TinyGans.convolutional())) {
      trainer.trainUntil(1);
      FloatTensor noise = with(trainer.noise(2, 1), Float.NaN);
      Map<String, FloatTensor> before = trainer.weights();
      diverging(
          () -> {
            if (ofGenerator) {
              trainer.updateGenerator(noise);
            } else {
              trainer.updateDiscriminator(null, noise);
            }
          });
      assertThat(trainer.weights()).isEqualTo(before);
      List<TrainingEvent> received = new ArrayList<>();
      List<TrainingEvent> expected = new ArrayList<>();
      trainer.trainUntil(3, received::add);
      other.trainUntil(1);
      other.trainUntil(3, expected::add);
      assertThat(received).isEqualTo(expected);
      assertThat(trainer.weights()).isEqualTo(other.weights());
    }
  }

  /** If no update of an iteration was made, the state is still that of the previous iteration. */
  @Test
  void theStateBeforeARefusedFirstUpdateCanBeSaved() {
    Path saved = folder.resolve("saved");
    try (TensorFlowTrainer trainer = open(TinyGans.convolutional());
        TensorFlowTrainer other = open(TinyGans.convolutional())) {
      trainer.trainUntil(1);
      Map<String, FloatTensor> good = trainer.weights();
      set(trainer, "generator/dense/kernel", Float.NaN);
      diverging(() -> trainer.trainUntil(5));
      trainer.setWeights(good);
      trainer.save(saved);
      trainer.restore(saved);
      trainer.trainUntil(3);
      other.trainUntil(3);
      assertThat(trainer.weights()).isEqualTo(other.weights());
    }
  }

  /** The discriminator's turn of the iteration was fine and has been made. */
  @Test
  void countsTheUpdatesThatWereMadeBefore() {
    Gan gan = TinyGans.dense().withGeneratorOptimizer(Adam.of(1e30));
    try (TensorFlowTrainer trainer = open(gan)) {
      Map<String, FloatTensor> good = trainer.weights();
      diverging(() -> trainer.trainUntil(5));
      assertThat(trainer.iteration()).isEqualTo(1);
      trainer.setWeights(good);
      assertThatThrownBy(() -> trainer.save(folder.resolve("saved")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("trainer of tiny: iteration 2 was cut off by an error; restore a checkpoint");
      assertThat(updatesAfter(trainer)).containsExactly(3L, 2L);
    }
  }

  /** Returns the counts of both networks after one more iteration. */
  private static List<Long> updatesAfter(GanTrainer trainer) {
    List<Long> updates = new ArrayList<>();
    try {
      trainer.trainUntil(
          2,
          event -> {
            if (event instanceof TrainingEvent.IterationDone done) {
              updates.add(done.discriminator().updates());
              updates.add(done.generator().updates());
            }
          });
    } catch (DivergenceException e) {
      assertThat(e).hasMessageStartingWith("after iteration 2: ");
    }
    return updates;
  }

  @Test
  void neitherSavedNorDrawn() {
    try (TensorFlowTrainer trainer = open(TinyGans.convolutional())) {
      set(trainer, "generator/conv2d/bias", Float.NaN);
      String message =
          "after iteration 0: expected finite numbers in the generator but found NaN in the weight"
              + " generator/conv2d/bias"
              + GENERATOR_WAY_OUT;
      assertDiverges(() -> trainer.save(folder.resolve("saved")), message);
      assertThat(folder.resolve("saved")).doesNotExist();
      List<TrainingEvent> received = new ArrayList<>();
      assertDiverges(() -> trainer.trainUntil(1, received::add), message);
      assertThat(received).hasSize(1).first().isInstanceOf(TrainingEvent.Started.class);
    }
  }
}
