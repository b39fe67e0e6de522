package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.Model;
import org.ganforge.Sequential;
import org.ganforge.data.Augmentation;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ImageFiles;
import org.ganforge.data.ImageSource;
import org.ganforge.data.ImageStream;
import org.ganforge.layer.Concatenate;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Embedding;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Input;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.Symbol;
import org.ganforge.layer.TensorShape;
import org.ganforge.objective.Hinge;
import org.ganforge.objective.RelativisticPairing;
import org.ganforge.optimizer.SGD;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.train.Adaptive;
import org.ganforge.train.Alternating;
import org.ganforge.train.BatchComposition;
import org.ganforge.train.BatchOrder;
import org.ganforge.train.DivergenceException;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingPlan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A training on a stream is the training on the same images in memory, to the bit. */
class StreamTest {
  @TempDir private Path dir;

  private ImageFiles files() {
    return files(dir);
  }

  private static ImageFiles files(Path dir) {
    return ImageFiles.of(dir.resolve("pictures")).withSize(4).withChannels(3);
  }

  @BeforeEach
  void draw() throws IOException {
    drawn(dir);
  }

  /** Draws 13 pictures into a folder. */
  static ImageFiles drawn(Path dir) throws IOException {
    for (int i = 0; i < 13; i++) {
      BufferedImage picture = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
      for (int k = 0; k < 16; k++) {
        picture.setRGB(k % 4, k / 4, 0x0b0703 * (i + 1) * (k + 1) & 0xffffff);
      }
      Path file = dir.resolve("pictures").resolve(i + ".png");
      Files.createDirectories(file.getParent());
      ImageIO.write(picture, "png", file.toFile());
    }
    return files(dir);
  }

  static Gan gan(TrainingPlan plan) {
    Sequential generator =
        Sequential.of("generator", TensorShape.of(3), List.of(Dense.of(48), Reshape.of(4, 4, 3)));
    Sequential discriminator =
        Sequential.of("discriminator", TensorShape.of(4, 4, 3), List.of(Flatten.of(), Dense.of(1)));
    return Gan.of("small", generator, discriminator).withPlan(plan);
  }

  static TrainingPlan plan() {
    return TrainingPlan.of().withIterations(9).withBatchSize(4).withSeed(5);
  }

  static Stream<TrainingPlan> plans() {
    return Stream.of(
        plan(),
        plan().withOrder(BatchOrder.SHUFFLED),
        plan().withOrder(BatchOrder.SEQUENTIAL),
        plan().withComposition(BatchComposition.SEPARATE),
        plan().withSchedule(new Alternating(3, 2)),
        plan().withSchedule(Adaptive.of()));
  }

  private static Map<String, FloatTensor> trained(Gan gan, ImageSource images) {
    try (GanTrainer trainer = TensorFlowBackend.of().open(gan, images)) {
      trainer.train();
      return trainer.weights();
    }
  }

  @ParameterizedTest
  @MethodSource("plans")
  void aStreamTrainsToTheBitsOfTheImagesInMemory(TrainingPlan plan) {
    Map<String, FloatTensor> memory = trained(gan(plan), files().read().images());
    try (ImageStream stream = files().stream().images()) {
      assertThat(trained(gan(plan), stream)).isEqualTo(memory);
    }
  }

  @ParameterizedTest
  @MethodSource("plans")
  void gradientsTakeNoImageFromTheTraining(TrainingPlan plan) {
    Gan gan = gan(plan);
    Map<String, FloatTensor> memory = trained(gan, files().read().images());
    try (ImageStream stream = files().stream().images();
        GanTrainer trainer = TensorFlowBackend.of().open(gan, stream)) {
      trainer.train(
          event -> {
            if (event instanceof TrainingEvent.IterationDone && event.iteration() % 4 == 0) {
              trainer.gradients();
            }
          });
      assertThat(trainer.weights()).isEqualTo(memory);
    }
  }

  /** A third kind of source would need a comparison like the one above. */
  @Test
  void everyKindOfSourceIsTrainedOnHere() {
    assertThat(ImageSource.class.getPermittedSubclasses())
        .containsExactlyInAnyOrder(ImageDataset.class, ImageStream.class);
  }

  /** The generator's steps take real images, too. */
  @ParameterizedTest
  @MethodSource("plansOfBothKinds")
  void aRelativisticGanTrainsOnAStreamToTheBitsOfMemory(TrainingPlan plan) {
    Gan gan = gan(plan).withObjective(RelativisticPairing.of());
    Map<String, FloatTensor> memory = trained(gan, files().read().images());
    try (ImageStream stream = files().stream().images()) {
      assertThat(trained(gan, stream)).isEqualTo(memory);
    }
  }

  static Stream<TrainingPlan> plansOfBothKinds() {
    return Stream.of(
        plan().withOrder(BatchOrder.SHUFFLED).withSchedule(new Alternating(3, 2)),
        plan().withComposition(BatchComposition.MIXED_HALVES),
        plan().withSchedule(Adaptive.of().withValidation(6).withValidationRealShare(0.5)));
  }

  /** Two folders are two classes, which both networks take. */
  @ParameterizedTest
  @MethodSource("plansOfBothKinds")
  void aConditionalGanTrainsOnAStreamToTheBitsOfMemory(TrainingPlan plan) throws IOException {
    for (int i = 0; i < 13; i++) {
      Path to = dir.resolve("pictures").resolve(i % 3 == 0 ? "blue" : "red");
      Files.createDirectories(to);
      Files.move(dir.resolve("pictures").resolve(i + ".png"), to.resolve(i + ".png"));
    }
    Gan gan = conditional(plan);
    ImageDataset images = files().read().images();
    Map<String, FloatTensor> memory = trained(gan, images);
    ImageDataset unlike = images.withLabels(new byte[13], images.classNames());
    assertThat(trained(gan, unlike)).isNotEqualTo(memory);
    try (ImageStream stream = files().stream().images()) {
      assertThat(trained(gan, stream)).isEqualTo(memory);
    }
  }

  private static Gan conditional(TrainingPlan plan) {
    Input noise = Input.Noise.of(3);
    Input label = Input.Label.of(2);
    Symbol wish = Flatten.of().on(Embedding.of(2, 2).on(label));
    Symbol drawn = Dense.of(48).on(Concatenate.of().on(noise, wish));
    Input image = Input.Image.of(4, 4, 3);
    Symbol given = Flatten.of().on(Embedding.of(2, 2).on(label));
    Symbol seen = Concatenate.of().on(Flatten.of().on(image), given);
    return Gan.of(
            "conditional",
            Model.of("generator", List.of(noise, label), Reshape.of(4, 4, 3).on(drawn)),
            Model.of("discriminator", List.of(image, label), Dense.of(1).on(seen)))
        .withObjective(Hinge.of())
        .withPlan(plan);
  }

  @Test
  void partsOfAStreamAreChosenAsThoseOfADataSet() {
    Gan gan = gan(plan());
    Gan some = gan.withData(gan.data().withSkip(2).withFirst(6));
    Map<String, FloatTensor> memory = trained(some, files().read().images());
    try (ImageStream stream = files().stream().images()) {
      assertThat(trained(some, stream)).isEqualTo(memory).isNotEqualTo(trained(gan, stream));
    }
  }

  @Test
  void aTrainingThatResumesOnAStreamIsTheOneThatNeverStopped() {
    Gan gan = gan(plan());
    try (ImageStream plain = files().stream().images()) {
      ImageStream stream = plain.withAugmentation(new Augmentation(true, 0.75));
      Map<String, FloatTensor> whole = trained(gan, stream);
      assertThat(whole).isNotEqualTo(trained(gan, plain));
      Path checkpoint = dir.resolve("step-4");
      try (GanTrainer first = TensorFlowBackend.of().open(gan, stream)) {
        first.trainUntil(4);
        first.save(checkpoint);
      }
      try (GanTrainer second = TensorFlowBackend.of().open(gan, stream)) {
        second.restore(checkpoint);
        second.train();
        assertThat(second.weights()).isEqualTo(whole);
      }
    }
  }

  /** Given batches count as updates, so the turns after them have later numbers. */
  @Test
  void givenBatchesMayComeInBetween() {
    Gan gan = gan(plan());
    FloatTensor real = files().read().images().images(gan.data().range(), 0, 1, 2, 3);
    try (ImageStream stream = files().stream().images();
        GanTrainer streamed = TensorFlowBackend.of().open(gan, stream);
        GanTrainer memory = TensorFlowBackend.of().open(gan, files().read().images())) {
      for (GanTrainer trainer : List.of(streamed, memory)) {
        trainer.trainUntil(2);
        trainer.updateDiscriminator(real, trainer.noise(4, 1));
        trainer.train();
      }
      assertThat(streamed.weights()).isEqualTo(memory.weights());
    }
  }

  @Test
  void theReportSaysHowLongStepsHaveWaited() {
    Gan gan = gan(plan());
    try (ImageStream stream = files().stream().images();
        GanTrainer streamed = TensorFlowBackend.of().open(gan, stream);
        GanTrainer memory = TensorFlowBackend.of().open(gan, files().read().images())) {
      assertThat(memory.train().waited()).isZero();
      assertThat(streamed.train().waited()).isPositive();
    }
  }

  @Test
  void aDivergenceOnAStreamIsFoundAsInMemory() {
    Gan gan = gan(plan()).withDiscriminatorOptimizer(SGD.of(1e30));
    try (ImageStream stream = files().stream().images();
        GanTrainer streamed = TensorFlowBackend.of().open(gan, stream);
        GanTrainer memory = TensorFlowBackend.of().open(gan, files().read().images())) {
      Throwable expected = catchThrowable(memory::train);
      assertThat(expected).isInstanceOf(DivergenceException.class);
      assertThatThrownBy(streamed::train)
          .isInstanceOf(DivergenceException.class)
          .hasMessage(expected.getMessage());
    }
  }
}
