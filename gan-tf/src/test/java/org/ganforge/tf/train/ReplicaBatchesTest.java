package org.ganforge.tf.train;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.ganforge.Gan;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ImageFiles;
import org.ganforge.data.ImageStream;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.graph.Role;
import org.ganforge.tf.graph.Step;
import org.ganforge.tf.graph.StepKind;
import org.ganforge.train.BatchMetrics;
import org.ganforge.train.BatchOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The parts of a batch that replicas take. */
class ReplicaBatchesTest {
  private static final int BATCH = 8;

  @TempDir private Path folder;

  private static Gan gan(BatchOrder order) {
    Gan gan = TinyGans.dense();
    return gan.withPlan(gan.plan().withBatchSize(BATCH).withOrder(order));
  }

  /** Returns the images that each replica takes, in several turns. */
  private static List<List<List<Integer>>> drawn(BatchOrder order, int images, int replicas) {
    List<List<List<Integer>>> turns = new ArrayList<>();
    try (TensorFlowTrainer trainer =
        ReplicaRun.open(gan(order), TinyGans.images(images), replicas)) {
      Step step = trainer.session().graph().step(StepKind.UPDATE_DISCRIMINATOR);
      for (int turn = 0; turn < 6; turn++) {
        List<FloatTensor> batches =
            trainer
                .session()
                .fetchInStep(
                    step.operations(),
                    step.replicas().stream()
                        .map(one -> requireNonNull(one.inputs().get(Role.REAL)))
                        .toList(),
                    Map.of(),
                    Map.of());
        turns.add(batches.stream().map(ReplicaBatchesTest::numbers).toList());
      }
    }
    return turns;
  }

  /** The first pixel of each image is its number. */
  private static List<Integer> numbers(FloatTensor batch) {
    return IntStream.range(0, batch.count())
        .mapToObj(i -> ValueRange.MINUS_ONE_TO_ONE.toByte(batch.example(i).get(0)))
        .toList();
  }

  private static List<Integer> joined(List<List<Integer>> parts) {
    return parts.stream().flatMap(List::stream).toList();
  }

  @ParameterizedTest
  @EnumSource
  void sharesMakeUpTheJointBatchInOrder(BatchOrder order) {
    List<List<Integer>> joint =
        drawn(order, 24, 1).stream().map(ReplicaBatchesTest::joined).toList();
    for (int count : new int[] {2, 4}) {
      List<List<List<Integer>>> shared = drawn(order, 24, count);
      assertThat(shared)
          .allSatisfy(turn -> assertThat(turn).hasSize(count))
          .allSatisfy(
              turn -> assertThat(turn).allSatisfy(one -> assertThat(one).hasSize(BATCH / count)));
      assertThat(shared.stream().map(ReplicaBatchesTest::joined)).isEqualTo(joint);
    }
  }

  @Test
  void sharesAreDisjointAndCoverTheEpoch() {
    List<List<List<Integer>>> turns = drawn(BatchOrder.SHUFFLED, 24, 4);
    for (int epoch = 0; epoch < 2; epoch++) {
      assertThat(
              turns.subList(3 * epoch, 3 * epoch + 3).stream()
                  .flatMap(turn -> joined(turn).stream()))
          .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 24).boxed().toList());
    }
  }

  @Test
  void noiseIsDividedToo() {
    Gan gan = gan(BatchOrder.RANDOM);
    assertThat(noise(gan, 2)).isEqualTo(noise(gan, 1)).hasSize(BATCH * gan.noiseLength());
  }

  private static List<Float> noise(Gan gan, int replicas) {
    try (TensorFlowTrainer trainer = ReplicaRun.open(gan, TinyGans.images(24), replicas)) {
      Step step = trainer.session().graph().step(StepKind.UPDATE_GENERATOR);
      List<Float> all = new ArrayList<>();
      for (Step one : step.replicas()) {
        FloatTensor part =
            trainer
                .session()
                .fetch(List.of(), requireNonNull(one.inputs().get(Role.NOISE)), Map.of());
        for (float value : part.toArray()) {
          all.add(value);
        }
      }
      return all;
    }
  }

  @Test
  void givenBatchesAreDividedInTheirOrder() {
    Gan gan = gan(BatchOrder.RANDOM);
    ImageDataset images = TinyGans.images(24);
    int[] first = IntStream.range(0, 12).toArray();
    FloatTensor real =
        FloatTensor.wrap(
            TensorShape.of(12, 16), images.images(gan.data().range(), first).toArray());
    List<BatchMetrics> one = new ArrayList<>();
    List<BatchMetrics> two = new ArrayList<>();
    Map<String, FloatTensor> weights = given(gan, real, 1, one);
    Map<String, FloatTensor> shared = given(gan, real, 2, two);
    for (int i = 0; i < one.size(); i++) {
      assertThat(two.get(i).loss()).isCloseTo(one.get(i).loss(), within(1e-6));
      assertThat(two.get(i).accuracy()).isCloseTo(one.get(i).accuracy(), within(1e-6));
    }
    weights.forEach(
        (name, value) ->
            assertThat(requireNonNull(shared.get(name)).toArray())
                .as(name)
                .containsExactly(value.toArray(), within(1e-6f)));
  }

  private static Map<String, FloatTensor> given(
      Gan gan, FloatTensor real, int replicas, List<BatchMetrics> metrics) {
    try (TensorFlowTrainer trainer = ReplicaRun.open(gan, null, replicas)) {
      FloatTensor noise = trainer.noise(8, 3);
      metrics.add(trainer.updateDiscriminator(real, noise));
      metrics.add(trainer.updateGenerator(noise));
      metrics.add(trainer.evaluateDiscriminator(real, noise));
      metrics.add(trainer.evaluateGenerator(noise));
      return trainer.weights();
    }
  }

  @Test
  void aGivenBatchThatCannotBeDividedIsRefused() {
    try (TensorFlowTrainer trainer = ReplicaRun.open(gan(BatchOrder.RANDOM), null, 4)) {
      FloatTensor noise = trainer.noise(6, 3);
      assertThatThrownBy(() -> trainer.updateGenerator(noise))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "the noise: expected a multiple of 4, the number of replicas, but found 6; give as"
                  + " many for each replica");
    }
  }

  @Test
  void theGradientsForHistogramsAreThoseOfAllReplicas() {
    Gan gan = gan(BatchOrder.SHUFFLED);
    Map<String, FloatTensor> one = gradients(gan, 1);
    Map<String, FloatTensor> two = gradients(gan, 2);
    assertThat(two.keySet()).isEqualTo(one.keySet()).isNotEmpty();
    one.forEach(
        (name, value) ->
            assertThat(requireNonNull(two.get(name)).toArray())
                .as(name)
                .containsExactly(value.toArray(), within(1e-6f)));
  }

  private static Map<String, FloatTensor> gradients(Gan gan, int replicas) {
    try (TensorFlowTrainer trainer = ReplicaRun.open(gan, TinyGans.images(24), replicas)) {
      return trainer.gradients();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStreamIsDividedLikeImagesInMemory(BatchOrder order) throws IOException {
    ImageFiles files = StreamTest.drawn(folder);
    Gan small = StreamTest.gan(StreamTest.plan().withOrder(order));
    ReplicaRun memory = ReplicaRun.of(small, files.read().images(), 2, 9);
    try (ImageStream stream = files.stream().images()) {
      ReplicaRun streamed = ReplicaRun.of(small, stream, 2, 9);
      assertThat(streamed).isEqualTo(memory);
    }
    assertThat(memory.distance(ReplicaRun.of(small, files.read().images(), 1, 9), Set.of()))
        .isLessThan(1e-5);
  }

  @Test
  void labelsStayWithTheirImages() {
    Gan gan = ConditionalTest.gan(10);
    ReplicaRun one = ReplicaRun.of(gan, ConditionalTest.DIGITS, 1, 20);
    for (int count : new int[] {2, 4}) {
      ReplicaRun shared = ReplicaRun.of(gan, ConditionalTest.DIGITS, count, 20);
      assertThat(shared.distance(one, Set.of())).isLessThan(1e-5);
      assertThat(shared.lossDistance(one)).isLessThan(1e-5);
    }
  }
}
