package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.ImageClassifier;
import org.ganforge.data.DrawnShapes;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ValueRange;
import org.ganforge.evaluate.ClassCoverage;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.run.Run;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.train.BatchMetrics;
import org.ganforge.train.DataPlan;
import org.ganforge.train.TrainingEvent;
import org.ganforge.zoo.ImageGan;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training the GAN for pictures on coloured shapes and letters. */
class ImageGanTrainingTest {
  private static final int UPDATES = 20;
  private static final int BATCH = 16;

  @TempDir private Path folder;

  private static Gan gan(ImageDataset images) {
    return ImageGan.of("shapes", images.imageShape(), images.count());
  }

  /** Each network's loss falls when only it is trained; the pictures have odd sides. */
  @Test
  void bothNetworksLearnFromTheFirstUpdatesOn() {
    ImageDataset shapes = DrawnShapes.of(25, 19, 500, 1);
    try (GanTrainer trainer = TensorFlowBackend.of().open(gan(shapes), shapes)) {
      List<Double> judging =
          losses(i -> trainer.updateDiscriminator(real(shapes, i), trainer.noise(BATCH, i)));
      assertThat(judging.get(0)).isBetween(1.8, 2.2);
      assertThat(judging.get(UPDATES - 1)).isLessThan(1);

      List<Double> drawing = losses(i -> trainer.updateGenerator(trainer.noise(BATCH, i)));
      assertThat(drawing.get(UPDATES - 1)).isLessThan(drawing.get(0) - 1);

      trainer.trainUntil(10, ImageGanTrainingTest::assertFinite);
    }
  }

  private static FloatTensor real(ImageDataset images, int batch) {
    int[] indices = IntStream.range(BATCH * batch, BATCH * (batch + 1)).toArray();
    return images.images(ValueRange.MINUS_ONE_TO_ONE, indices);
  }

  private static List<Double> losses(IntFunction<BatchMetrics> update) {
    return IntStream.range(0, UPDATES).mapToObj(i -> update.apply(i).loss()).toList();
  }

  private static void assertFinite(TrainingEvent event) {
    if (event instanceof TrainingEvent.IterationDone done) {
      assertThat(done.discriminator().training().loss()).isFinite();
      assertThat(done.generator().training().loss()).isFinite();
    }
  }

  @Test
  void isChosenForADataSetToo() {
    Path place = folder.resolve("run");
    CommandRun result =
        CommandRun.of(
            "train",
            "--dataset",
            "digits",
            "--set",
            "data.first=100",
            "--steps",
            2,
            "--run",
            place);

    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    Gan digits = ImageGan.of("digits", TensorShape.of(28, 28, 1), 10_000);
    assertThat(Run.open(place).info().gan())
        .isEqualTo(
            digits
                .withData(DataPlan.of().withDataset("digits").withFirst(100))
                .withPlan(digits.plan().withIterations(2)));
  }

  /** The classifier assigns no class to noise and the like. */
  @Test
  @Tag("slow")
  void drawsShapesAndLettersThatAClassifierKnows() {
    ImageDataset shapes = DrawnShapes.of(32, 32, 10_000, 0);
    TensorFlowBackend backend = TensorFlowBackend.of();
    try (ImageClassifier classifier =
            backend.classifier(shapes, folder, (step, steps, loss) -> {});
        GanTrainer trainer = backend.open(gan(shapes), shapes)) {
      trainer.trainUntil(4000, event -> {});
      ClassCoverage shown = ClassCoverage.ofSamples(trainer, classifier, 500, 7);

      assertThat(shown.missing()).as("%s", shown).hasSizeLessThan(3);
      assertThat(shown.noneShare()).as("%s", shown).isLessThan(0.55);
    }
  }
}
