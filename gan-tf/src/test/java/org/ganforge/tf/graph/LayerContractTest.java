package org.ganforge.tf.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.KerasVersion;
import org.ganforge.Sequential;
import org.ganforge.json.GanJson;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.SpectralNormalization;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.WeightSpec;
import org.ganforge.objective.LeastSquares;
import org.ganforge.optimizer.SGD;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.layer.Mode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Properties of every layer, whatever it computes. */
class LayerContractTest {
  private static final int EXAMPLES = 4;

  static List<LayerCase> all() {
    return LayerCases.all();
  }

  static Stream<LayerCase> withWeights() {
    return all().stream().filter(c -> !c.layer().weights(c.input()).isEmpty());
  }

  @Test
  void everyLayerHasACase() {
    assertThat(LayerCases.missing()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void isReadBackFromJson(LayerCase layer) {
    String text = GanJson.writeValue(layer.layer(), Layer.class);
    assertThat(GanJson.readValue(text, Layer.class)).isEqualTo(layer.layer());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void outputsTheShapeItDeclares(LayerCase layer) {
    TensorShape shape = layer.layer().outputShape(layer.input());
    for (KerasVersion keras : KerasVersion.values()) {
      try (NetworkBench bench = NetworkBench.of(layer.layer(), layer.input(), keras)) {
        for (Mode mode : Mode.values()) {
          Operand<TFloat32> input = bench.input();
          Operand<TFloat32> output = bench.tower(mode, input).output();
          FloatTensor values = bench.graph().fetch(output, Map.of(input, layer.batch(EXAMPLES)));
          assertThat(values.shape()).as(mode + " of " + keras).isEqualTo(shape.times(EXAMPLES));
          assertThat(output.asOutput().shape().asArray())
              .as("static shape, " + mode + " of " + keras)
              .isEqualTo(openBatch(shape));
        }
      }
    }
  }

  private static long[] openBatch(TensorShape one) {
    long[] dims = one.times(1).dims().stream().mapToLong(Integer::longValue).toArray();
    dims[0] = -1;
    return dims;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void hasTheVariablesItDeclares(LayerCase layer) {
    try (NetworkBench bench = NetworkBench.of(layer.layer(), layer.input(), KerasVersion.KERAS_3)) {
      String name = bench.layerNames().get(0);
      List<Weight> said =
          layer.layer().weights(layer.input()).stream()
              .map(w -> new Weight(name + "/" + w.name(), w.shape(), w.trainable()))
              .toList();
      assertThat(bench.variables().stream())
          .map(v -> new Weight(bench.weight(v), v.shape(), v.trainable()))
          .isEqualTo(said);
      Map<String, FloatTensor> values = bench.weights();
      assertThat(said)
          .allSatisfy(
              w -> assertThat(WeightNames.get(values, w.name()).shape()).isEqualTo(w.shape()));
    }
  }

  private record Weight(String name, TensorShape shape, boolean trainable) {}

  /** A step of the other network changes nothing of the layer. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void aStepChangesOnlyWhatItTrains(LayerCase layer) {
    try (GanTrainer trainer = open(layer, KerasVersion.KERAS_3)) {
      // No gradient flows through indices, so no generator can produce them.
      if (layer.values() != LayerCase.Values.INDICES) {
        Map<String, FloatTensor> before = trainer.weights();
        trainer.updateGenerator(trainer.noise(EXAMPLES, 1));
        assertThat(changed(before, trainer.weights()))
            .isEqualTo(within("generator", Set.of("dense/kernel", "dense/bias")));
      }
      assertThat(changedByAStep(trainer, layer))
          .isEqualTo(within("discriminator", trainedOrAveraged(layer)));
    }
  }

  private static Set<String> trainedOrAveraged(LayerCase layer) {
    Set<String> expected = new HashSet<>(Set.of("dense/kernel", "dense/bias"));
    for (WeightSpec weight : layer.layer().weights(layer.input())) {
      if (weight.trainable()
          || weight.name().contains("moving_")
          || weight.name().equals(SpectralNormalization.VECTOR)) {
        expected.add("subject/" + weight.name());
      }
    }
    return expected;
  }

  /**
   * Returns the first case of each kind of layer, and all that keep averages, with the rules for
   * freezing; the versions differ only in averages.
   */
  static Stream<Arguments> freezable() {
    return freezable(true);
  }

  static Stream<Arguments> otherFreezable() {
    return freezable(false);
  }

  private static Stream<Arguments> freezable(boolean first) {
    Set<Class<?>> kinds = new HashSet<>();
    return withWeights()
        .filter(c -> (kinds.add(c.layer().getClass()) || hasAverages(c)) == first)
        .flatMap(
            c ->
                Stream.of(KerasVersion.values())
                    .filter(k -> k == KerasVersion.KERAS_3 || hasAverages(c))
                    .map(k -> Arguments.of(c, k)));
  }

  private static boolean hasAverages(LayerCase layer) {
    return layer.layer().weights(layer.input()).stream()
        .anyMatch(weight -> weight.name().contains("moving_"));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("freezable")
  void doesNotChangeWhenFrozen(LayerCase layer, KerasVersion keras) {
    assertFrozen(layer, keras);
  }

  @Tag("slow")
  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("otherFreezable")
  void doesNotChangeWhenFrozenHoweverConfigured(LayerCase layer, KerasVersion keras) {
    assertFrozen(layer, keras);
  }

  private static void assertFrozen(LayerCase layer, KerasVersion keras) {
    LayerCase frozen = layer.with(frozen(layer.layer()));
    assertThat(frozen.layer().weights(layer.input())).noneMatch(WeightSpec::trainable);
    try (GanTrainer trainer = open(frozen, keras)) {
      assertThat(changedByAStep(trainer, frozen))
          .isEqualTo(within("discriminator", Set.of("dense/kernel", "dense/bias")));
    }
  }

  private static Set<String> changedByAStep(GanTrainer trainer, LayerCase layer) {
    Map<String, FloatTensor> before = trainer.weights();
    trainer.updateDiscriminator(layer.batch(EXAMPLES), null);
    return changed(before, trainer.weights());
  }

  /**
   * Opens a discriminator with the layer, and a generator that produces its input; the generator is
   * frozen if it gets no gradient.
   */
  private static GanTrainer open(LayerCase layer, KerasVersion keras) {
    Sequential generator =
        Sequential.builder("generator")
            .input(3)
            .add(Dense.of(layer.input().size()))
            .add(Reshape.of(layer.input().dims()))
            .build()
            .withTrainable(layer.values() != LayerCase.Values.INDICES);
    Sequential discriminator =
        Sequential.builder("discriminator")
            .input(layer.input())
            .add(layer.layer().withName("subject"))
            .add(Flatten.of())
            .add(Dense.of(1))
            .build();
    return TensorFlowBackend.of()
        .open(
            Gan.of("contract", generator, discriminator)
                .withKeras(keras)
                .withObjective(LeastSquares.of())
                .withGeneratorOptimizer(SGD.of(0.5))
                .withDiscriminatorOptimizer(SGD.of(0.5)));
  }

  private static Set<String> changed(
      Map<String, FloatTensor> before, Map<String, FloatTensor> after) {
    assertThat(after.keySet()).isEqualTo(before.keySet());
    return after.keySet().stream()
        .filter(name -> !WeightNames.get(after, name).equals(WeightNames.get(before, name)))
        .collect(Collectors.toSet());
  }

  private static Set<String> within(String network, Set<String> weights) {
    return weights.stream().map(w -> network + "/" + w).collect(Collectors.toSet());
  }

  /** Every layer with weights has this method, and so do networks. */
  private static Layer frozen(Layer layer) {
    try {
      return (Layer)
          layer.getClass().getMethod("withTrainable", boolean.class).invoke(layer, false);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(layer.type() + " has weights and no withTrainable", e);
    }
  }
}
