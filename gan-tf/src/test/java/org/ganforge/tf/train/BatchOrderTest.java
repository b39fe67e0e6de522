package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.ganforge.Gan;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ValueRange;
import org.ganforge.layer.FloatTensor;
import org.ganforge.tf.graph.Role;
import org.ganforge.tf.graph.Step;
import org.ganforge.tf.graph.StepKind;
import org.ganforge.train.BatchComposition;
import org.ganforge.train.BatchOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The images that a step takes from the graph's data, compared with the data set. */
class BatchOrderTest {
  private static final int BATCH = TinyGans.BATCH;

  @Test
  void sequentialIsTheFilesOrderAndDropsTheRest() {
    assertThat(drawn(BatchOrder.SEQUENTIAL, 11, 5, 0))
        .containsExactly(
            List.of(0, 1, 2, 3),
            List.of(4, 5, 6, 7),
            List.of(0, 1, 2, 3),
            List.of(4, 5, 6, 7),
            List.of(0, 1, 2, 3));
  }

  @Test
  void shuffledTakesEachImageOncePerEpochInANewOrder() {
    List<Integer> all = IntStream.range(0, 12).boxed().toList();
    List<List<Integer>> batches = drawn(BatchOrder.SHUFFLED, 12, 9, 0);
    List<List<Integer>> epochs = new ArrayList<>();
    for (int i = 0; i < batches.size(); i += 3) {
      epochs.add(batches.subList(i, i + 3).stream().flatMap(List::stream).toList());
    }
    assertThat(epochs).doesNotHaveDuplicates().doesNotContain(all);
    assertThat(epochs).allSatisfy(e -> assertThat(e).containsExactlyInAnyOrderElementsOf(all));
    assertThat(drawn(BatchOrder.SHUFFLED, 12, 3, 1)).isNotEqualTo(batches.subList(0, 3));
  }

  @Test
  void shuffledLeavesOutTheRestButNotAlwaysTheSameImages() {
    List<List<Integer>> batches = drawn(BatchOrder.SHUFFLED, 11, 8, 0);
    for (int i = 0; i < batches.size(); i += 2) {
      assertThat(batches.subList(i, i + 2).stream().flatMap(List::stream)).doesNotHaveDuplicates();
    }
    assertThat(batches.stream().flatMap(List::stream).distinct()).hasSize(11);
  }

  @Test
  void aDataSetMayBeOneBatch() {
    assertThat(drawn(BatchOrder.SEQUENTIAL, 4, 2, 0))
        .containsExactly(List.of(0, 1, 2, 3), List.of(0, 1, 2, 3));
    assertThat(drawn(BatchOrder.SHUFFLED, 4, 2, 0))
        .allSatisfy(batch -> assertThat(batch).containsExactlyInAnyOrder(0, 1, 2, 3));
    assertThat(drawn(BatchOrder.RANDOM, 1, 1, 0)).containsExactly(List.of(0, 0, 0, 0));
  }

  /**
   * 400 batches of 4 from 10 images: each is expected 160 times, with a deviation of 12. The bounds
   * are six deviations away, which one of 10 images exceeds once in 50 million seeds.
   */
  @Test
  void randomDrawsEveryImageEquallyOftenWithReplacement() {
    int[] counts = new int[10];
    List<List<Integer>> batches = drawn(BatchOrder.RANDOM, 10, 400, 0);
    batches.forEach(b -> b.forEach(i -> counts[i]++));
    for (int count : counts) {
      assertThat(count).isBetween(160 - 72, 160 + 72);
    }
    assertThat(batches).anyMatch(b -> b.stream().distinct().count() < BATCH);
    assertThat(drawn(BatchOrder.RANDOM, 10, 3, 0)).isEqualTo(batches.subList(0, 3));
    assertThat(drawn(BatchOrder.RANDOM, 10, 3, 1)).isNotEqualTo(batches.subList(0, 3));
  }

  /** Returns the numbers of the images that updates of the discriminator take. */
  private static List<List<Integer>> drawn(BatchOrder order, int images, int turns, long seed) {
    Gan tiny = TinyGans.dense();
    Gan gan = tiny.withPlan(tiny.plan().withOrder(order).withSeed(seed));
    List<List<Integer>> drawn = new ArrayList<>();
    try (TensorFlowTrainer trainer = TinyGans.open(gan, TinyGans.images(images))) {
      Step step = trainer.session().graph().step(StepKind.UPDATE_DISCRIMINATOR);
      for (int i = 0; i < turns; i++) {
        FloatTensor batch =
            trainer
                .session()
                .fetch(
                    step.operations(),
                    List.of(Objects.requireNonNull(step.inputs().get(Role.REAL))),
                    Map.of())
                .get(0);
        drawn.add(numbers(batch));
      }
    }
    return drawn;
  }

  /** The first pixel of each image is its number. */
  private static List<Integer> numbers(FloatTensor batch) {
    return IntStream.range(0, batch.count())
        .mapToObj(i -> ValueRange.MINUS_ONE_TO_ONE.toByte(batch.example(i).get(0)))
        .toList();
  }

  /** Two trainers with the same seed; one is given the batches that the other takes by itself. */
  @ParameterizedTest
  @EnumSource
  void trainingInOrderIsTrainingOnThoseBatches(BatchComposition composition) {
    ImageDataset images = TinyGans.images(9);
    Gan tiny = TinyGans.convolutional();
    Gan gan =
        tiny.withPlan(tiny.plan().withComposition(composition).withOrder(BatchOrder.SEQUENTIAL));
    int size = gan.plan().realCount();
    int batches = 9 / size;
    try (TensorFlowTrainer trainer = TinyGans.open(gan, images);
        TensorFlowTrainer byHand = TinyGans.open(gan, images)) {
      trainer.trainUntil(3);
      for (int turn = 0; turn < 3; turn++) {
        int first = turn % batches * size;
        int[] indices = IntStream.range(first, first + size).toArray();
        FloatTensor real = images.images(gan.data().range(), indices);
        if (composition.isSeparate()) {
          byHand.updateDiscriminator(real, null);
          byHand.run(StepKind.UPDATE_DISCRIMINATOR_ON_FAKE, Map.of());
        } else {
          byHand.run(StepKind.UPDATE_DISCRIMINATOR, Map.of(Role.REAL, real));
        }
        byHand.run(StepKind.UPDATE_GENERATOR, Map.of());
      }
      assertClose(byHand.weights(), trainer.weights());
    }
  }

  /**
   * Biases directly before a BatchNormalization, whose true gradient is 0, and the moving means
   * that depend on them: Adam turns the rounding noise of such gradients into visible steps.
   */
  private static final Set<String> NOISE =
      Set.of(
          "generator/dense/bias",
          "generator/batch_normalization/moving_mean",
          "discriminator/conv2d/bias",
          "discriminator/batch_normalization/moving_mean");

  /**
   * To TensorFlow, one run of the whole iteration and a run for each step are different graphs, in
   * which it may fuse different operations: on some processors the last bits differ. Another image
   * in a batch would change the weights by about their learning rate, 0.01 or more.
   */
  private static void assertClose(
      Map<String, FloatTensor> actual, Map<String, FloatTensor> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (name, value) -> {
          if (!NOISE.contains(name)) {
            assertThat(Objects.requireNonNull(actual.get(name)).toArray())
                .as(name)
                .containsExactly(value.toArray(), within(1e-4f));
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void bytesBecomeTheSameNumbersInsideAndOutsideTheGraph(ValueRange range) {
    ImageDataset images = TinyGans.images(20);
    Gan tiny = TinyGans.convolutional();
    Gan gan =
        tiny.withData(tiny.data().withRange(range))
            .withPlan(tiny.plan().withBatchSize(20).withOrder(BatchOrder.SEQUENTIAL));
    try (TensorFlowTrainer trainer = TinyGans.open(gan, images)) {
      Step step = trainer.session().graph().step(StepKind.UPDATE_DISCRIMINATOR);
      FloatTensor batch =
          trainer
              .session()
              .fetch(
                  List.of(),
                  List.of(Objects.requireNonNull(step.inputs().get(Role.REAL))),
                  Map.of())
              .get(0);
      assertThat(batch).isEqualTo(images.images(range, IntStream.range(0, 20).toArray()));
    }
  }
}
