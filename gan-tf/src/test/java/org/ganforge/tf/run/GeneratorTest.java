package org.ganforge.tf.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.export.Export;
import org.ganforge.export.ExportFormat;
import org.ganforge.export.NetworkRole;
import org.ganforge.latent.PrincipalDirections;
import org.ganforge.layer.FloatTensor;
import org.ganforge.regularization.MovingAverage;
import org.ganforge.run.CheckpointChoice;
import org.ganforge.run.Generator;
import org.ganforge.run.Run;
import org.ganforge.run.TrainedRun;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.TensorFlowOptions;
import org.ganforge.tf.train.TinyGans;
import org.ganforge.train.CheckpointPlan;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A generator loaded by itself from a run, a checkpoint or an export. */
class GeneratorTest {
  @TempDir private static Path folder;
  private static Path directory = Path.of("");

  private static TensorFlowBackend backend() {
    return TensorFlowBackend.of(
        TensorFlowOptions.of().withIntraOpThreads(1).withInterOpThreads(1).withProductForms());
  }

  /** Samples come from a moving average, so the trained weights would be the wrong ones. */
  @BeforeAll
  static void train() {
    directory = folder.resolve("run");
    Gan gan = TinyGans.convolutional().withRegularization(MovingAverage.of().withDecay(0.5));
    Gan planned =
        gan.withPlan(gan.plan().withIterations(4))
            .withRecording(gan.recording().withCheckpoints(CheckpointPlan.of().withEvery(2)));
    Run.create(directory, planned, TinyGans.images(20)).train(backend());
  }

  private static FloatTensor sampled(Run run) {
    try (TrainedRun trained = run.load(backend())) {
      return trained.trainer().sample(5, 7);
    }
  }

  private static FloatTensor drawn(Generator opened) {
    try (Generator generator = opened) {
      return generator.sample(5, 7);
    }
  }

  @Test
  void drawsTheSameImagesAsTheWholeGanOfARun() {
    Run run = Run.open(directory);
    FloatTensor samples = sampled(run);

    assertThat(drawn(Generator.load(directory, backend()))).isEqualTo(samples);
    assertThat(run.sample(backend(), 5, 7)).isEqualTo(samples);
  }

  @Test
  void usesTheWeightsThatTheRunUses() {
    Run earlier = Run.open(directory).withCheckpoint(CheckpointChoice.at(2));
    Run asTrained = Run.open(directory).withTrainedWeights(true);
    try (Generator generator = Generator.of(earlier, backend())) {
      assertThat(generator.sample(5, 7))
          .isEqualTo(sampled(earlier))
          .isNotEqualTo(sampled(asTrained));
      assertThat(generator.iteration()).isEqualTo(2);
      assertThat(generator.weights()).isEqualTo(directory.resolve("checkpoints/step-2"));
    }
    assertThat(drawn(Generator.of(asTrained, backend()))).isEqualTo(sampled(asTrained));
  }

  @Test
  void loadsFromACheckpoint() {
    Run earlier = Run.open(directory).withCheckpoint(CheckpointChoice.at(2));

    assertThat(drawn(Generator.load(directory.resolve("checkpoints/step-2"), backend())))
        .isEqualTo(sampled(earlier));
  }

  @Test
  void findsThePrincipalDirectionsOfTheWeightsThatItUses() {
    Run run = Run.open(directory);
    try (Generator generator = Generator.of(run, backend());
        TrainedRun trained = run.load(backend())) {
      PrincipalDirections expected =
          PrincipalDirections.of(
              trained.info().gan().generator(), trained.trainer().generatorModel().weights(), 0);
      assertThat(generator.directions(0).count()).isEqualTo(3);
      assertThat(generator.directions(0).vector(0)).isEqualTo(expected.vector(0));
      assertThat(generator.directions(0)).isSameAs(generator.directions(0));
    }
  }

  /** A data set may have thousands of classes. */
  @Test
  void keepsThePrincipalDirectionsOfTheLastSixteenClasses() {
    try (Generator generator = Generator.of(Run.open(directory), backend())) {
      List<PrincipalDirections> all =
          IntStream.range(0, 17).mapToObj(generator::directions).toList();
      assertThat(generator.directions(1)).isSameAs(all.get(1));
      assertThat(generator.directions(0)).isNotSameAs(all.get(0));
      assertThat(generator.directions(1)).isSameAs(all.get(1));
      assertThat(generator.directions(2)).isNotSameAs(all.get(2));
    }
  }

  /** An export computes with TensorFlow's own operations, so the last bits may differ. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ONNX")
  void loadsFromAnExportInAnyFormatOfTensorFlow(ExportFormat format) {
    Path place = folder.resolve("export-" + format);
    Run run = Run.open(directory);
    run.export(backend(), Export.of(NetworkRole.GENERATOR).withFormats(format), place);
    float[] expected = sampled(run).toArray();

    for (Path given : new Path[] {place, place.resolve("generator")}) {
      try (Generator generator = Generator.load(given, backend())) {
        assertThat(generator.sample(5, 7).toArray()).containsExactly(expected, within(1e-5f));
        assertThat(generator.iteration()).isEqualTo(4);
      }
    }
  }

  @Test
  void refusesAnExportThatIsNotACompleteGenerator() throws IOException {
    Path place = folder.resolve("damaged");
    Export export = Export.of(NetworkRole.GENERATOR, NetworkRole.DISCRIMINATOR);
    Run.open(directory).export(backend(), export, place);
    Path judge = place.resolve("discriminator");
    Path generator = place.resolve("generator");
    Files.writeString(generator.resolve("saved_model/variables/variables.index"), "damaged");

    assertThatThrownBy(() -> Generator.load(judge, backend()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "export "
                + judge
                + ": expected a generator but found a discriminator; give the generator's");
    assertThatThrownBy(() -> Generator.load(place, backend()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "export "
                + generator
                + ": expected its files unchanged but found another or no"
                + " saved_model/variables/variables.index; export again, or copy it again");
  }

  @Test
  void refusesAnExportAsOnnxAlone() {
    Path place = folder.resolve("onnx");
    Export export = Export.of(NetworkRole.GENERATOR).withFormats(ExportFormat.ONNX);
    Run.open(directory).export(backend(), export, place);

    assertThatThrownBy(() -> Generator.load(place, backend()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "export "
                + place.resolve("generator")
                + ": expected a SavedModel or a Keras file but found neither;"
                + " load the run, or export it as savedmodel as well");
  }

  @Test
  void refusesADirectoryWithoutAGenerator() {
    Path nothing = folder.resolve("nothing");
    assertThatThrownBy(() -> Generator.load(nothing, backend()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "generator in "
                + nothing
                + ": expected a run, a checkpoint or an exported generator but found no such"
                + " directory; give the directory of one");
  }

  @Test
  void refusesToDrawOnceItIsClosed() {
    Generator generator = Generator.load(directory, backend());
    generator.close();

    assertThatThrownBy(() -> generator.sample(1, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("generator of tiny is closed");
  }
}
