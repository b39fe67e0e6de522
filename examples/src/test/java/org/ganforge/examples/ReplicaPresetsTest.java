package org.ganforge.examples;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.data.ImageDataset;
import org.ganforge.json.GanJson;
import org.ganforge.layer.BatchNormalization;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.ReplicaDevices;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.TensorFlowOptions;
import org.ganforge.train.DataPlan;
import org.ganforge.train.TrainingEvent;
import org.ganforge.zoo.ModelZoo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two and four replicas of presets against one with the joint batch, over 20 iterations on random
 * images. Their BatchNormalization is synchronized: otherwise each normalizes by its own part.
 *
 * <p>Replicas add in another order. Where an activation has a kink or an optimizer divides a
 * gradient by its size, a training amplifies such rounding. So the bound is 1e-4, or as far as one
 * replica gets from itself if each first weight is changed by one unit in its last place, times a
 * factor since both are single draws.
 */
class ReplicaPresetsTest {
  private static final int ITERATIONS = 20;
  private static final int BATCH = 16;
  private static final double CLOSE = 1e-4;
  private static final double DRAWS = 50;

  /** Of the first iteration, whose updates start from equal weights. */
  private static final double FIRST = 1e-4;

  /** The losses of all iterations, and the weights after the last. */
  private record Outcome(List<Double> losses, Map<String, FloatTensor> weights) {
    static Outcome of(Gan gan, int replicas, boolean changed) {
      TensorFlowOptions options = TensorFlowOptions.of().withProductForms();
      List<Double> losses = new ArrayList<>();
      try (GanTrainer trainer =
          TensorFlowBackend.of(options.withReplicas(ReplicaDevices.cpu(replicas)))
              .open(gan, images(gan))) {
        if (changed) {
          trainer.setWeights(changed(trainer.weights()));
        }
        trainer.trainUntil(
            ITERATIONS,
            event -> {
              if (event instanceof TrainingEvent.IterationDone done) {
                losses.add(done.discriminator().training().loss());
                losses.add(done.generator().training().loss());
              }
            });
        return new Outcome(losses, trainer.weights());
      }
    }

    double weightDistance(Outcome other, Set<String> without) {
      double largest = 0;
      for (String name : weights.keySet()) {
        if (!without.contains(name)) {
          float[] mine = requireNonNull(weights.get(name)).toArray();
          float[] theirs = requireNonNull(other.weights.get(name)).toArray();
          for (int i = 0; i < mine.length; i++) {
            largest = Math.max(largest, Math.abs(mine[i] - theirs[i]));
          }
        }
      }
      return largest;
    }

    double lossDistance(Outcome other, int count) {
      return IntStream.range(0, count)
          .mapToDouble(i -> Math.abs(losses.get(i) - other.losses.get(i)))
          .max()
          .orElseThrow();
    }
  }

  /** Returns trained weights, each moved to a neighbouring float. */
  private static Map<String, FloatTensor> changed(Map<String, FloatTensor> weights) {
    Map<String, FloatTensor> changed = new HashMap<>();
    weights.forEach(
        (name, weight) -> {
          float[] values = weight.toArray();
          for (int i = 0; i < values.length; i++) {
            values[i] = i % 2 == 0 ? Math.nextUp(values[i]) : Math.nextDown(values[i]);
          }
          if (!name.contains("/moving_") && !name.contains("vector")) {
            changed.put(name, FloatTensor.wrap(weight.shape(), values));
          }
        });
    return changed;
  }

  private static ImageDataset images(Gan gan) {
    TensorShape input = gan.generator().outputShape();
    TensorShape image = input.rank() == 3 ? input : TensorShape.of(input.size(), 1, 1);
    byte[] pixels = new byte[64 * image.size()];
    new SplittableRandom(3).nextBytes(pixels);
    ImageDataset images = ImageDataset.of("random", image, pixels);
    int classes = gan.classes();
    return classes == 0
        ? images
        : images.withLabels(IntStream.range(0, 64).map(i -> i % classes).toArray(), List.of());
  }

  private static Gan preset(String name) {
    String type = "\"type\": \"BatchNormalization\"";
    Gan gan =
        GanJson.read(
            GanJson.write(ModelZoo.load(name)).replace(type, type + ", \"synchronized\": true"));
    return gan.withPlan(gan.plan().withBatchSize(BATCH))
        .withData(DataPlan.of().withRange(gan.data().range()));
  }

  /**
   * Returns the biases directly before a BatchNormalization, and the moving means after them. The
   * true gradient of such a bias is 0, and an optimizer that divides a gradient by its size turns
   * its rounding noise into steps; the layer subtracts the bias again.
   */
  private static Set<String> noise(Gan gan) {
    Set<String> names = new HashSet<>();
    for (Network network : List.of(gan.generator(), gan.discriminator())) {
      for (Node node : network.nodes()) {
        if (node.layer() instanceof BatchNormalization) {
          names.add(network.name() + "/" + node.name() + "/moving_mean");
          names.add(network.name() + "/" + node.from().get(0) + "/bias");
        }
      }
    }
    return names;
  }

  private static void assertEqual(String name) {
    Gan gan = preset(name);
    Set<String> noise = noise(gan);
    Outcome one = Outcome.of(gan, 1, false);
    Outcome changed = Outcome.of(gan, 1, true);
    int all = one.losses().size();
    double weights = Math.max(CLOSE, DRAWS * changed.weightDistance(one, noise));
    double losses = Math.max(CLOSE, DRAWS * changed.lossDistance(one, all));
    for (int count : new int[] {2, 4}) {
      Outcome shared = Outcome.of(gan, count, false);
      assertThat(shared.lossDistance(one, 2)).as("first losses").isLessThan(FIRST);
      assertThat(shared.lossDistance(one, all)).as("losses of %d", count).isLessThan(losses);
      assertThat(shared.weightDistance(one, noise)).as("weights of %d", count).isLessThan(weights);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fashion-mlp", "conditional-mnist", "mnist-dcgan-tanh"})
  void presetsTrainAsOneDoesWithTheJointBatch(String preset) {
    assertEqual(preset);
  }

  static Stream<String> all() {
    return ModelZoo.names().stream()
        .flatMap(name -> Stream.concat(Stream.of(name), ModelZoo.variants(name).stream()));
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("all")
  void everyPresetAndVariantDoes(String preset) {
    assertEqual(preset);
  }
}
