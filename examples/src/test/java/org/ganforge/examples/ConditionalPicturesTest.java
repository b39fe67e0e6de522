package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.ganforge.GanTrainer;
import org.ganforge.layer.FloatTensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A conditional GAN uses the sub-folders of a user's pictures as its classes. */
class ConditionalPicturesTest {
  private static final String SPEC =
      """
      {
        "format": 2,
        "name": "kinds",
        "generator": {
          "name": "generator",
          "inputs": [{"type": "noise", "length": 3}, {"type": "label", "classes": 3}],
          "layers": [
            {"type": "Embedding", "input_dim": 3, "output_dim": 2, "from": "label"},
            {"type": "Flatten"},
            {"type": "Concatenate", "from": ["noise", "flatten"]},
            {"type": "Dense", "units": 192, "activation": "tanh"},
            {"type": "Reshape", "target_shape": [8, 8, 3]}
          ]
        },
        "discriminator": {
          "name": "discriminator",
          "inputs": [{"type": "image", "shape": [8, 8, 3]}, {"type": "label", "classes": 3}],
          "layers": [
            {"type": "Embedding", "input_dim": 3, "output_dim": 192, "from": "label"},
            {"type": "Reshape", "target_shape": [8, 8, 3]},
            {"type": "Multiply", "from": ["image", "reshape"]},
            {"type": "Flatten"},
            {"type": "Dense", "units": 1}
          ]
        },
        "objective": "hinge",
        "plan": {"batch_size": 4, "iterations": 2}
      }
      """;

  @TempDir private Path folder;
  private Path spec = Path.of("");

  @BeforeEach
  void write() throws IOException {
    spec = Files.writeString(folder.resolve("kinds.json"), SPEC);
  }

  private CommandRun train(Path pictures, Object... more) {
    Object[] words = {"train", spec, "--images", pictures, "--runs", folder.resolve("runs")};
    return CommandRun.of(
        Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray(Object[]::new));
  }

  private Map<String, FloatTensor> weights(String run) {
    return new TrainedTinyRun(folder.resolve("runs").resolve(run)).ask(GanTrainer::weights);
  }

  @Test
  void classFoldersAreLabelsInMemoryAndInAStream() throws IOException {
    Path pictures = DrawnPictures.threeClasses(folder.resolve("set"), 4);
    CommandRun memory = train(pictures, "--steps", 3);
    assertThat(memory.err()).isEmpty();
    assertThat(memory.out()).contains("; 3 classes: discs, squares, stripes\n");
    assertThat(train(pictures, "--stream").err()).isEmpty();
    Path streamed = folder.resolve("runs/00001-kinds");
    assertThat(CommandRun.of("resume", streamed, "--steps", 3).err()).isEmpty();
    assertThat(weights("00001-kinds")).isEqualTo(weights("00000-kinds"));
    assertThat(CommandRun.of("sample", streamed, "--count", 3).err()).isEmpty();
  }

  @Test
  void picturesWithoutTheClassesOfTheNetworksAreRefused() throws IOException {
    Path flat = DrawnPictures.ofOneSize(folder.resolve("flat"), 8, 8, 6);
    String none =
        "gan: data set flat: expected a label for each image, since the networks take one, but"
            + " found none; put each class into its own folder, or use networks without a"
            + " label\n";
    assertThat(train(flat)).isEqualTo(refused(flat, "in memory, 0.0 MB", none));
    assertThat(train(flat, "--stream"))
        .isEqualTo(refused(flat, "streamed from their files, as --stream says", none));
    Path four = DrawnPictures.threeClasses(folder.resolve("four"), 2);
    Files.createDirectories(four.resolve("more"));
    Files.move(four.resolve("discs/0.png"), four.resolve("more/0.png"));
    assertThat(train(four, "--stream").err())
        .isEqualTo(
            "gan: data set four: expected 3 classes, as many as the networks' label has, but"
                + " found 4; change the label of both networks, or use other images\n");
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  private static CommandRun refused(Path pictures, String place, String err) {
    assertThat(pictures).isDirectory();
    String out =
        "size   8 x 8 RGB: as requested\nfiles  skipped none of 6 files\nimages 6 " + place + "\n";
    return new CommandRun(2, out, err);
  }
}
