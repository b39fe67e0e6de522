package org.ganforge;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.ganforge.data.Colormap;
import org.ganforge.data.ValueRange;
import org.ganforge.layer.Activation;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Add;
import org.ganforge.layer.AveragePooling2D;
import org.ganforge.layer.BatchNormalization;
import org.ganforge.layer.Concatenate;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.Cropping2D;
import org.ganforge.layer.Dense;
import org.ganforge.layer.DepthwiseConv2D;
import org.ganforge.layer.Dropout;
import org.ganforge.layer.ELU;
import org.ganforge.layer.Embedding;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.GaussianNoise;
import org.ganforge.layer.GlobalAveragePooling2D;
import org.ganforge.layer.GlobalMaxPooling2D;
import org.ganforge.layer.GroupNormalization;
import org.ganforge.layer.Initializer;
import org.ganforge.layer.Input;
import org.ganforge.layer.Interpolation;
import org.ganforge.layer.LayerNormalization;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.MaxPooling2D;
import org.ganforge.layer.MergeLayer;
import org.ganforge.layer.MinibatchStdDev;
import org.ganforge.layer.Multiply;
import org.ganforge.layer.Node;
import org.ganforge.layer.PReLU;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Padding2D;
import org.ganforge.layer.ReLU;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.SeparableConv2D;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.SpectralNormalization;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.UnaryLayer;
import org.ganforge.layer.UpSampling2D;
import org.ganforge.layer.ZeroPadding2D;
import org.ganforge.noise.Noise;
import org.ganforge.noise.Normal;
import org.ganforge.noise.Semicircle;
import org.ganforge.noise.Uniform;
import org.ganforge.objective.AuxiliaryLoss;
import org.ganforge.objective.BinaryCrossentropy;
import org.ganforge.objective.Hinge;
import org.ganforge.objective.Labels;
import org.ganforge.objective.MeanSquaredError;
import org.ganforge.objective.Objective;
import org.ganforge.optimizer.Adam;
import org.ganforge.optimizer.CosineDecay;
import org.ganforge.optimizer.ExponentialDecay;
import org.ganforge.optimizer.GradientClipping;
import org.ganforge.optimizer.InverseTimeDecay;
import org.ganforge.optimizer.LearningRate;
import org.ganforge.optimizer.LearningRateSchedule;
import org.ganforge.optimizer.Optimizer;
import org.ganforge.optimizer.RMSprop;
import org.ganforge.optimizer.SGD;
import org.ganforge.penalty.Dragan;
import org.ganforge.penalty.GradientPenalty;
import org.ganforge.penalty.Penalty;
import org.ganforge.penalty.R1;
import org.ganforge.penalty.R2;
import org.ganforge.regularization.AdaptiveProbability;
import org.ganforge.regularization.DiffAugment;
import org.ganforge.regularization.InstanceNoise;
import org.ganforge.regularization.MovingAverage;
import org.ganforge.regularization.Regularization;
import org.ganforge.regularization.SpectralNorm;
import org.ganforge.regularization.WeightClipping;
import org.ganforge.train.Adaptive;
import org.ganforge.train.Alternating;
import org.ganforge.train.BatchComposition;
import org.ganforge.train.BatchOrder;
import org.ganforge.train.CheckpointPlan;
import org.ganforge.train.DataPlan;
import org.ganforge.train.EvaluationPlan;
import org.ganforge.train.FakeLabels;
import org.ganforge.train.Fakes;
import org.ganforge.train.Measure;
import org.ganforge.train.RecordingPlan;
import org.ganforge.train.Schedule;
import org.ganforge.train.TensorBoardPlan;
import org.ganforge.train.TrainingPlan;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every {@code withX} of every spec: the copy has the new X, and everything else is unchanged. */
class CopiesTest {
  private static final Sequential NETWORK =
      Sequential.of("critic", ImageNetworks.IMAGE, List.of(Flatten.of(), Dense.of(1)));
  private static final Sequential GENERATOR = ImageNetworks.generator("generator");

  private static final Model MODEL =
      Model.of(
          "model",
          List.of(Input.Features.of(2)),
          List.of(Node.of(Flatten.of()), Node.of(Dense.of(1))));

  static final List<Record> SPECS =
      List.of(
          Activation.of(ActivationFunction.TANH),
          Add.of(),
          Concatenate.of(),
          Multiply.of(),
          AveragePooling2D.of(),
          BatchNormalization.of(),
          Conv2D.of(6, 3).withGroups(2),
          Conv2DTranspose.of(6, 3),
          Cropping2D.of(),
          Dense.of(4),
          DepthwiseConv2D.of(3),
          Dropout.of(0.5),
          ELU.of(),
          Embedding.of(9, 4),
          Flatten.of(),
          GaussianNoise.of(0.5),
          GlobalAveragePooling2D.of(),
          GlobalMaxPooling2D.of(),
          GroupNormalization.of(),
          LayerNormalization.of(),
          LeakyReLU.of(),
          MaxPooling2D.of(),
          MinibatchStdDev.of(),
          PReLU.of(),
          ReLU.of(),
          Reshape.of(4),
          SeparableConv2D.of(6, 3),
          SpectralNormalization.of(Dense.of(4)),
          UpSampling2D.of(),
          ZeroPadding2D.of(),
          Adam.of(),
          RMSprop.of(),
          SGD.of(),
          InverseTimeDecay.of(0.01, 5, 0.2),
          ExponentialDecay.of(0.01, 5, 0.2),
          CosineDecay.of(0.01, 5).withWarmup(0.02, 4),
          BinaryCrossentropy.of(),
          MeanSquaredError.of(),
          Labels.of(),
          AuxiliaryLoss.of(),
          Dragan.of(),
          GradientPenalty.of(),
          R1.of(),
          R2.of(),
          DiffAugment.of(),
          InstanceNoise.of(9),
          MovingAverage.of(),
          SpectralNorm.of(),
          WeightClipping.of(),
          Normal.of(),
          Uniform.of(),
          Semicircle.of(),
          Alternating.of(),
          Adaptive.of(),
          AdaptiveProbability.of(),
          Initializer.Constant.of(),
          Initializer.RandomNormal.of(),
          Initializer.RandomUniform.of(),
          Initializer.TruncatedNormal.of(),
          Initializer.Orthogonal.of(),
          Initializer.Identity.of(),
          Reference.of("what it is", "where it stands"),
          DataPlan.of(),
          CheckpointPlan.of().withKeep(1),
          TrainingPlan.of(),
          RecordingPlan.of(),
          EvaluationPlan.of(),
          TensorBoardPlan.of(),
          NETWORK,
          MODEL,
          Input.Noise.of(9),
          Input.Image.of(9, 9, 1),
          Input.Label.of(9),
          Input.Features.of(9),
          Gan.of("gan", GENERATOR, NETWORK));

  /** A value of each component type that differs from those in the specs above. */
  private static final Map<Class<?>, Object> OTHER_VALUES =
      Map.ofEntries(
          Map.entry(String.class, "other"),
          Map.entry(int.class, 3),
          Map.entry(long.class, 77L),
          Map.entry(double.class, 0.25),
          Map.entry(Integer.class, 7),
          Map.entry(Double.class, 0.75),
          Map.entry(List.class, List.of(2)),
          Map.entry(Size2D.class, Size2D.of(1, 2)),
          Map.entry(Padding2D.class, Padding2D.of(1, 2, 3, 4)),
          Map.entry(Padding.class, Padding.SAME),
          Map.entry(Colormap.class, Colormap.GRAY_R),
          Map.entry(Interpolation.class, Interpolation.BILINEAR),
          Map.entry(ActivationFunction.class, ActivationFunction.ELU),
          Map.entry(Initializer.class, Initializer.HeNormal.of()),
          Map.entry(ValueRange.class, ValueRange.ZERO_TO_ONE),
          Map.entry(BatchComposition.class, BatchComposition.SEPARATE),
          Map.entry(Fakes.class, Fakes.INFERENCE),
          Map.entry(FakeLabels.class, FakeLabels.REAL),
          Map.entry(BatchOrder.class, BatchOrder.SEQUENTIAL),
          Map.entry(Schedule.class, Adaptive.of()),
          Map.entry(KerasVersion.class, KerasVersion.KERAS_2),
          Map.entry(Noise.class, Uniform.of()),
          Map.entry(Objective.class, Hinge.of()),
          Map.entry(Labels.class, Labels.of().withReal(0.9)),
          Map.entry(AuxiliaryLoss.class, AuxiliaryLoss.of().withReal(2)),
          Map.entry(Optimizer.class, SGD.of()),
          Map.entry(LearningRate.class, InverseTimeDecay.of(0.1, 2, 0.5)),
          Map.entry(GradientClipping.class, GradientClipping.byNorm(1)),
          Map.entry(DataPlan.class, DataPlan.of().withSkip(5)),
          Map.entry(CheckpointPlan.class, CheckpointPlan.of().withEvery(9)),
          Map.entry(AdaptiveProbability.class, AdaptiveProbability.of()),
          Map.entry(EvaluationPlan.class, EvaluationPlan.of().withEvery(9)),
          Map.entry(TensorBoardPlan.class, TensorBoardPlan.of().withHistogramsEvery(9)),
          Map.entry(TrainingPlan.class, TrainingPlan.of().withSeed(1)),
          Map.entry(RecordingPlan.class, RecordingPlan.of().withGridEvery(1)),
          Map.entry(Reference.class, new Reference("one", "two", List.of("three"))));

  /** Values for components whose type alone does not determine what is valid. */
  private static final Map<String, Object> OTHER_COMPONENTS =
      Map.ofEntries(
          Map.entry("BatchNormalization.axis", -1),
          Map.entry("LayerNormalization.axis", -1),
          Map.entry("GroupNormalization.axis", -1),
          Map.entry("RandomUniform.minval", -3.0),
          Map.entry("Adaptive.validation", 6),
          Map.entry("Reference.choices", List.of("learning rate")),
          Map.entry("Conv2DTranspose.outputPadding", Size2D.of(0)),
          Map.entry("RecordingPlan.gridAt", List.of(2L)),
          Map.entry("EvaluationPlan.samples", 70),
          Map.entry("EvaluationPlan.measures", List.of(Measure.RECALL)),
          Map.entry("Model.outputs", List.of("flatten", "dense")),
          Map.entry("Gan.penalties", List.of(GradientPenalty.of())),
          Map.entry("Gan.regularization", List.of(WeightClipping.of())),
          Map.entry("DiffAugment.policy", List.of(DiffAugment.Change.CUTOUT)),
          Map.entry("Gan.generator", GENERATOR.withTrainable(false)),
          Map.entry("Gan.discriminator", NETWORK.withTrainable(false)),
          Map.entry("DataPlan.imageShape", TensorShape.of(2, 3, 1)));

  /** Components without a default have no {@code withX}: they are given when the spec is made. */
  private static final List<String> GIVEN =
      List.of(
          "Activation.activation",
          "Conv2D.filters",
          "Conv2D.kernelSize",
          "Conv2DTranspose.filters",
          "Conv2DTranspose.kernelSize",
          "CosineDecay.decaySteps",
          "CosineDecay.initialLearningRate",
          "Dense.units",
          "DepthwiseConv2D.kernelSize",
          "Dropout.rate",
          "Embedding.inputDim",
          "Embedding.outputDim",
          "ExponentialDecay.decayRate",
          "ExponentialDecay.decaySteps",
          "ExponentialDecay.initialLearningRate",
          "Features.shape",
          "GaussianNoise.stddev",
          "Image.shape",
          "InstanceNoise.iterations",
          "InverseTimeDecay.decayRate",
          "InverseTimeDecay.decaySteps",
          "InverseTimeDecay.initialLearningRate",
          "Label.classes",
          "Model.inputs",
          "Model.nodes",
          "Noise.length",
          "Reference.source",
          "Reference.summary",
          "Reshape.targetShape",
          "SeparableConv2D.filters",
          "SeparableConv2D.kernelSize",
          "Sequential.inputShape",
          "Sequential.layers",
          "SpectralNormalization.layer");

  @ParameterizedTest(name = "{0}")
  @FieldSource("SPECS")
  void everyWithChangesOnlyItsComponent(Record spec) throws ReflectiveOperationException {
    Map<String, @Nullable Object> before = values(spec);
    for (RecordComponent component : spec.getClass().getRecordComponents()) {
      String name = component.getName();
      Method with = with(spec, component);
      if (with == null) {
        continue;
      }
      Object value = other(spec, component, before.get(name));
      Map<String, @Nullable Object> expected = new HashMap<>(before);
      expected.put(name, value);
      assertThat(values((Record) with.invoke(spec, value))).as(with.getName()).isEqualTo(expected);
      assertThat(values(spec)).as("the original").isEqualTo(before);
    }
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("SPECS")
  void everyComponentWithADefaultHasAWith(Record spec) {
    String type = spec.getClass().getSimpleName();
    assertThat(
            Stream.of(spec.getClass().getRecordComponents())
                .filter(component -> with(spec, component) == null)
                .map(component -> type + "." + component.getName()))
        .containsExactlyInAnyOrderElementsOf(
            GIVEN.stream().filter(name -> name.startsWith(type + ".")).toList());
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        UnaryLayer.class,
        MergeLayer.class,
        Input.class,
        Initializer.class,
        Objective.class,
        Noise.class,
        Optimizer.class,
        LearningRate.class,
        LearningRateSchedule.class,
        Penalty.class,
        Regularization.class,
        Schedule.class
      })
  void everyMemberOfAFamilyIsMadeByOf(Class<?> family) {
    assertThat(family.getPermittedSubclasses())
        .filteredOn(Class::isRecord)
        .isNotEmpty()
        .allMatch(type -> Stream.of(type.getMethods()).anyMatch(m -> isFactory(type, m)));
  }

  private static boolean isFactory(Class<?> type, Method method) {
    return method.getName().equals("of")
        && Modifier.isStatic(method.getModifiers())
        && method.getReturnType() == type;
  }

  @Test
  void oneNumberStandsForRowsAndColumns() {
    Conv2D conv = Conv2D.of(6, 3);
    Conv2DTranspose transposed = Conv2DTranspose.of(6, 3);
    assertThat(conv).isEqualTo(Conv2D.of(6, Size2D.of(3, 3)));
    assertThat(conv.withStrides(2)).isEqualTo(conv.withStrides(Size2D.of(2, 2)));
    assertThat(conv.withDilationRate(2)).isEqualTo(conv.withDilationRate(Size2D.of(2, 2)));
    assertThat(transposed).isEqualTo(Conv2DTranspose.of(6, Size2D.of(3, 3)));
    assertThat(transposed.withStrides(2)).isEqualTo(transposed.withStrides(Size2D.of(2, 2)));
    assertThat(LeakyReLU.of(0.2)).isEqualTo(LeakyReLU.of().withNegativeSlope(0.2));
    assertThat(Reshape.of(4, 4, 3)).isEqualTo(Reshape.of(List.of(4, 4, 3)));
  }

  private static Object other(Record spec, RecordComponent component, @Nullable Object old) {
    if (old instanceof Boolean flag) {
      return !flag;
    }
    String key = spec.getClass().getSimpleName() + "." + component.getName();
    Object value = OTHER_COMPONENTS.getOrDefault(key, OTHER_VALUES.get(component.getType()));
    if (!component.getName().equals("axis")) {
      assertThat(value).as(key).isNotEqualTo(old);
    }
    return requireNonNull(value, key);
  }

  private static @Nullable Method with(Record spec, RecordComponent component) {
    String name = component.getName().replaceFirst("^is(?=[A-Z])", "");
    String with = "with" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    try {
      return spec.getClass().getMethod(with, component.getType());
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  private static Map<String, @Nullable Object> values(Record spec)
      throws ReflectiveOperationException {
    Map<String, @Nullable Object> values = new HashMap<>();
    for (RecordComponent component : spec.getClass().getRecordComponents()) {
      values.put(component.getName(), component.getAccessor().invoke(spec));
    }
    return values;
  }
}
