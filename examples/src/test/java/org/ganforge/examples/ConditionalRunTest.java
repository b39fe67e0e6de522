package org.ganforge.examples;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.ganforge.Batch;
import org.ganforge.GanTrainer;
import org.ganforge.data.ValueRange;
import org.ganforge.latent.LatentWalk;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.observe.ImageGrid;
import org.ganforge.observe.NpyFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verbs on a conditional run whose classes are a user's folders. */
class ConditionalRunTest {
  static final String SPEC =
      """
      {
        "format": 2,
        "name": "conditional",
        "generator": {
          "name": "generator",
          "inputs": [{"type": "noise", "length": 4}, {"type": "label", "classes": 3}],
          "layers": [
            {"type": "Embedding", "input_dim": 3, "output_dim": 4, "from": "label"},
            {"type": "Flatten"},
            {"type": "Multiply", "from": ["noise", "flatten"]},
            {"type": "Dense", "units": 64, "activation": "tanh"},
            {"type": "Reshape", "target_shape": [8, 8, 1]}
          ]
        },
        "discriminator": {
          "name": "discriminator",
          "inputs": [{"type": "image", "shape": [8, 8, 1]}, {"type": "label", "classes": 3}],
          "layers": [
            {"type": "Embedding", "input_dim": 3, "output_dim": 4, "from": "label"},
            {"type": "Flatten"},
            {"type": "Flatten", "from": "image"},
            {"type": "Concatenate", "from": ["flatten", "flatten_1"]},
            {"type": "Dense", "units": 1, "activation": "sigmoid"}
          ]
        },
        "plan": {"iterations": 5, "batch_size": 4},
        "recording": {"grid_columns": 2, "grid_scores": true}
      }
      """;

  @TempDir private static Path folder;
  private static TrainedTinyRun run = new TrainedTinyRun(Path.of(""));

  @BeforeAll
  static void train() throws IOException {
    Path pictures = DrawnPictures.threeClasses(folder.resolve("pictures"), 3);
    Path spec = Files.writeString(folder.resolve("conditional.json"), SPEC);
    run = new TrainedTinyRun(folder.resolve("run"));
    assertThat(CommandRun.of("train", spec, "--images", pictures, "--run", run.path()).code())
        .isZero();
  }

  private static void assertShows(Path png, FloatTensor images, int columns) {
    BufferedImage expected =
        ImageGrid.of(images, ValueRange.MINUS_ONE_TO_ONE).withColumns(columns).toBufferedImage();
    assertThat(TrainedTinyRun.pixels(TrainedTinyRun.picture(png)))
        .isEqualTo(TrainedTinyRun.pixels(expected));
  }

  private static FloatTensor ofClass(int label, int count, long seed) {
    return run.ask(
        trainer -> trainer.generate(Batch.of(trainer.noise(count, seed)).withLabel(label)));
  }

  private static String file(String name) {
    return run.path().resolve(name).toString();
  }

  @Test
  void theRunsPicturesHaveARowForEachClass() {
    for (String name : List.of("reals.png", "fakes-000005.png")) {
      BufferedImage picture = TrainedTinyRun.picture(run.path().resolve(name));
      assertThat(picture.getWidth()).as(name).isEqualTo(2 + 2 * 66);
      assertThat(picture.getHeight()).as(name).isEqualTo(2 + 3 * 66);
    }
    assertThat(run.path().resolve("scores-000005.png")).isRegularFile();
  }

  @Test
  void samplesHaveARowForEachClassAndTheSameNoiseDownEachColumn() {
    assertThat(run.call("sample"))
        .isEqualTo(
            new CommandRun(
                0,
                "30 images of 3 classes, seed 0, iteration 5, epoch 3: "
                    + file("samples-0.png")
                    + "\n",
                ""));
    FloatTensor rows =
        FloatTensor.concat(Stream.of(0, 1, 2).map(label -> ofClass(label, 10, 0)).toList());
    assertShows(run.path().resolve("samples-0.png"), rows, 10);
  }

  @Test
  void aClassIsRequestedByTheNameOfItsFolder() {
    assertThat(run.call("sample", "--label", "stripes", "--seed", 3).out())
        .isEqualTo(
            "40 images of class stripes, seed 3, iteration 5, epoch 3: "
                + file("samples-3-label-2.png")
                + "\n");
    assertShows(run.path().resolve("samples-3-label-2.png"), ofClass(2, 40, 3), 7);
  }

  @Test
  void severalClassesAreDrawnInTheGivenOrderAlsoAsNumbers() throws IOException {
    Path npy = folder.resolve("some.npy");
    assertThat(run.call("sample", "--label", "2, discs", "--count", 4, "--out", npy).out())
        .isEqualTo(
            "8 images of classes stripes, discs, seed 0, iteration 5, epoch 3: " + npy + "\n");
    FloatTensor expected = FloatTensor.concat(List.of(ofClass(2, 4, 0), ofClass(0, 4, 0)));
    assertThat(NpyFile.read(npy)).isEqualTo(expected);
    assertThat(Files.readString(folder.resolve("some.npy.json"))).contains("\"classes\": [ 2, 0 ]");
  }

  @Test
  void morphsFromClassToClassWithTheSameNoise() {
    assertThat(run.call("morph", "--label", "discs,stripes", "--steps", 5, "--seed", 7).out())
        .startsWith(
            "5 steps from class discs to class stripes, seed 7, iteration 5, epoch 3: "
                + file("morph-label-0-2-seed-7-5.png"));
    FloatTensor images = run.ask(ConditionalRunTest::morphed);
    assertShows(run.path().resolve("morph-label-0-2-seed-7-5.png"), images, 5);
    assertThat(images.example(0)).isEqualTo(ofClass(0, 1, 7).example(0));
    assertThat(images.example(4)).isEqualTo(ofClass(2, 1, 7).example(0));
  }

  /** The middle of the walk is drawn from the mean of the two embedding vectors. */
  private static FloatTensor morphed(GanTrainer trainer) {
    FloatTensor noise = FloatTensor.concat(Collections.nCopies(5, trainer.noise(1, 7)));
    Batch walk = Batch.of(noise).withLabels(LatentWalk.classes(0, 2, 3, 5));
    FloatTensor images = trainer.generate(walk);
    String name = "generator/embedding/embeddings";
    FloatTensor table = requireNonNull(trainer.weights().get(name));
    float[] moved = table.toArray();
    for (int i = 0; i < 4; i++) {
      moved[4 + i] = (table.get(i) + table.get(8 + i)) / 2;
    }
    trainer.setWeights(Map.of(name, FloatTensor.wrap(TensorShape.of(3, 4), moved)));
    FloatTensor middle = trainer.generate(Batch.of(trainer.noise(1, 7)).withLabel(1));
    for (int i = 0; i < 64; i++) {
      assertThat(images.example(2).get(i)).isCloseTo(middle.get(i), Offset.offset(1e-5f));
    }
    return images;
  }

  @Test
  void walksAndAddsNoiseWithinOneClass() {
    assertThat(run.call("morph", "--label", "squares").out())
        .startsWith("10 steps along the diagonal, class squares, iteration 5, epoch 3: ");
    Batch diagonal = Batch.of(LatentWalk.diagonal(4)).withLabel(1);
    FloatTensor images = run.ask(trainer -> trainer.generate(diagonal));
    assertShows(run.path().resolve("morph-diagonal-label-1.png"), images, 10);
    assertThat(run.call("arithmetic", "--seeds", "1,2").out())
        .startsWith("a = 1, b = 2 and b-a of class discs, iteration 5, epoch 3: ");
    assertThat(run.call("arithmetic", "--seeds", "1,2", "--label", 2).out())
        .startsWith("a = 1, b = 2 and b-a of class stripes, iteration 5, epoch 3: ");
  }

  @Test
  void scoresJudgeEachImageByItsLabel() {
    CommandRun scores = run.call("scores", "--count", 6);
    assertThat(scores.err()).isEmpty();
    assertThat(scores.out()).contains("6 images, seed 0, iteration 5, epoch 3: ");
    assertThat(run.call("mixed", "--count", 6).code()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sample --label 3|--label: expected a class from 0 to 2, or one of discs, squares, stripes"
            + " but found \"3\"; choose one of them",
        "sample --label disks|--label: expected a class from 0 to 2, or one of discs, squares,"
            + " stripes but found \"disks\"; did you mean discs?",
        "morph --label 0,1,2|--label: expected one class, or two to walk between, but found 3; give"
            + " two",
        "morph --seed 3|--seed: expected --label C,D with it, whose noise it sets, but found no two"
            + " classes; leave it out",
        "morph --label 0,1 --steps 1|--steps: expected at least 2, for the first and the last"
            + " image, but found 1; give 2 or more"
      })
  void refusesUnknownClassesAndOptionsThatDoNotFit(String words, String mistake) {
    List<String> all = List.of(words.split(" "));
    CommandRun refused = run.call(all.get(0), all.subList(1, all.size()).toArray());
    assertThat(refused).isEqualTo(new CommandRun(2, "", "gan: " + mistake + "\n"));
  }
}
