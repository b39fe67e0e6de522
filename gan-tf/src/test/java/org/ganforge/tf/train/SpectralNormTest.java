package org.ganforge.tf.train;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.error.InvalidInputException;
import org.ganforge.export.Export;
import org.ganforge.export.ExportFormat;
import org.ganforge.export.NetworkRole;
import org.ganforge.layer.Dense;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Initializer;
import org.ganforge.regularization.MovingAverage;
import org.ganforge.regularization.SpectralNorm;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.session.Weights;
import org.ganforge.tf.variable.Variable;
import org.ganforge.train.Alternating;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.op.Ops;

/** The effects of SpectralNorm on a training, beyond the numbers of the golden test. */
class SpectralNormTest {
  private static final String KERNEL = "discriminator/conv2d/kernel";

  @TempDir private Path dir;

  private static Gan gan() {
    return TinyGans.convolutional().withRegularization(SpectralNorm.of());
  }

  private static TensorFlowTrainer open(Gan gan) {
    return TinyGans.open(gan, TinyGans.images(16));
  }

  private static Map<String, FloatTensor> used(TensorFlowTrainer trainer) {
    return new Weights(trainer.session()).used();
  }

  private static FloatTensor vector(TensorFlowTrainer trainer, String name) {
    Variable variable =
        trainer.session().graph().variables().slots().stream()
            .filter(slot -> slot.name().equals(name))
            .findFirst()
            .orElseThrow();
    Ops tf = Ops.create(trainer.session().graph().graph()).withSubScope("look");
    return trainer.session().fetch(List.of(), variable.read(tf), Map.of());
  }

  /** Computed by many power iterations in plain arithmetic, starting from ones. */
  private static double largestSingularValue(FloatTensor kernel) {
    int columns = kernel.shape().dim(-1);
    int rows = kernel.shape().size() / columns;
    double[] right = new double[columns];
    Arrays.fill(right, 1);
    double norm = 0;
    for (int i = 0; i < 500; i++) {
      double[] left = new double[rows];
      double[] next = new double[columns];
      for (int j = 0; j < rows * columns; j++) {
        left[j / columns] += kernel.get(j) * right[j % columns];
      }
      for (int j = 0; j < rows * columns; j++) {
        next[j % columns] += kernel.get(j) * left[j / columns];
      }
      norm = Math.sqrt(Arrays.stream(next).map(x -> x * x).sum());
      for (int j = 0; j < columns; j++) {
        right[j] = next[j] / norm;
      }
    }
    return Math.sqrt(norm);
  }

  @Test
  void aNewWeightHasTheSpectralNormOne() {
    try (TensorFlowTrainer trainer = open(gan())) {
      FloatTensor first = requireNonNull(used(trainer).get(KERNEL));
      assertThat(largestSingularValue(first)).isCloseTo(1, within(0.01));
      float[] numbers = new float[first.shape().size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (float) Math.sin(i * i);
      }
      trainer.setWeights(Map.of(KERNEL, FloatTensor.wrap(first.shape(), numbers)));
      FloatTensor set = requireNonNull(used(trainer).get(KERNEL));
      assertThat(largestSingularValue(set)).isCloseTo(1, within(0.01));
      double factor = largestSingularValue(requireNonNull(trainer.weights().get(KERNEL)));
      assertThat((double) set.get(3)).isCloseTo(numbers[3] / factor, within(0.01));
      assertThat(used(trainer).get("discriminator/dense/bias"))
          .isEqualTo(trainer.weights().get("discriminator/dense/bias"));
    }
  }

  @Test
  void aFrozenWeightIsUnchanged() {
    Sequential discriminator =
        Sequential.builder("discriminator")
            .input(16)
            .add(Dense.of(4))
            .add(Dense.of(1).withKernelInitializer(Initializer.Ones.of()).withTrainable(false))
            .build();
    Gan gan =
        Gan.of("frozen", TinyGans.dense().generator(), discriminator)
            .withPlan(TinyGans.dense().plan())
            .withRegularization(SpectralNorm.of());
    try (TensorFlowTrainer trainer = open(gan)) {
      trainer.trainUntil(1);
      String frozen = "discriminator/dense_1/kernel";
      assertThat(requireNonNull(used(trainer).get(frozen)).toArray()).containsOnly(1f);
      String trained = "discriminator/dense/kernel";
      assertThat(used(trainer).get(trained)).isNotEqualTo(trainer.weights().get(trained));
    }
  }

  @Test
  void theVectorsMoveOnceInAnUpdateOfTheDiscriminatorAndNowhereElse() {
    try (TensorFlowTrainer trainer = open(gan())) {
      FloatTensor noise = trainer.noise(4, 1);
      FloatTensor before = vector(trainer, KERNEL + "/spectral_v");
      trainer.updateGenerator(noise);
      trainer.evaluateDiscriminator(null, noise);
      trainer.score(trainer.generate(noise));
      assertThat(vector(trainer, KERNEL + "/spectral_v")).isEqualTo(before);
      trainer.updateDiscriminator(null, noise);
      assertThat(vector(trainer, KERNEL + "/spectral_v")).isNotEqualTo(before);
    }
  }

  @Test
  void updatesInOneRunEqualSingleUpdates() {
    Gan gan = gan().withPlan(gan().plan().withSchedule(new Alternating(3, 2)));
    try (TensorFlowTrainer one = open(gan);
        TensorFlowTrainer other = open(gan)) {
      new ScheduledIteration(one).run(1);
      new ScheduledIteration(other, 1).run(1);
      assertThat(one.weights()).isEqualTo(other.weights());
      assertThat(used(one)).isEqualTo(used(other));
    }
  }

  @Test
  void aTrainingThatResumesIsTheOneThatNeverStopped() {
    Path checkpoint = dir.resolve("step-2");
    try (TensorFlowTrainer whole = open(gan());
        TensorFlowTrainer first = open(gan());
        TensorFlowTrainer second = open(gan())) {
      whole.trainUntil(4);
      first.trainUntil(2);
      first.save(checkpoint);
      second.restore(checkpoint);
      assertThat(used(second)).isEqualTo(used(first));
      second.trainUntil(4);
      assertThat(used(second)).isEqualTo(used(whole));
      assertThat(second.weights()).isEqualTo(whole.weights());
    }
    try (TensorFlowTrainer without = open(gan().withRegularization())) {
      assertThatThrownBy(() -> without.restore(checkpoint))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "checkpoint "
                  + checkpoint
                  + ": expected the regularization of spec \"tiny\" but found another"
                  + " regularization; open the trainer with the spec in "
                  + checkpoint.resolve("gan.json"));
    }
  }

  @Test
  void anExportHasTheWeightsThatTheNetworksComputeWith() {
    Gan gan = gan().withRegularization(SpectralNorm.of(), MovingAverage.of().withDecay(0.5));
    try (TensorFlowTrainer trainer = open(gan)) {
      trainer.trainUntil(3);
      trainer.export(Export.of(NetworkRole.values()).withFormats(ExportFormat.KERAS), dir);
      Path file = dir.resolve("discriminator").resolve("model.keras");
      Map<String, FloatTensor> exported = TensorFlowBackend.of().readKeras(file).namedWeights();
      Map<String, FloatTensor> expected = used(trainer);
      expected.keySet().removeIf(name -> name.startsWith("generator/"));
      assertThat(exported).isEqualTo(expected);
      assertThat(exported.get(KERNEL)).isNotEqualTo(trainer.weights().get(KERNEL));
      Path generator = dir.resolve("generator").resolve("model.keras");
      Map<String, FloatTensor> averages = new Weights(trainer.session()).averaged();
      averages.keySet().removeIf(name -> name.startsWith("discriminator/"));
      assertThat(TensorFlowBackend.of().readKeras(generator).namedWeights()).isEqualTo(averages);
    }
  }
}
