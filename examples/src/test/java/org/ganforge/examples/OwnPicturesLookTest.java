package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exploring a run on a user's own pictures. */
class OwnPicturesLookTest {
  @TempDir private Path folder;
  private Path run = Path.of("");

  @BeforeEach
  void nameTheRun() {
    run = folder.resolve("run");
  }

  private CommandRun train(Path pictures, String more) {
    Object[] words = {"train", "--images", pictures, "--run", run, "--batch-size", 4};
    return CommandRun.of(
        Stream.concat(Arrays.stream(words), Arrays.stream(more.split(" "))).toArray());
  }

  @Test
  void everyVerbShowsARunOnAStreamOfColouredPictures() throws IOException {
    Path pictures = DrawnPictures.threeClasses(folder.resolve("set"), 12);
    String options = "--steps 2 --size 12x8 --flip --set recording.grid_scores=true";
    assertThat(train(pictures, options).err()).isEmpty();
    assertSize(run.resolve("scores-000002.png"), "real images and samples");
    CommandRun evaluated = CommandRun.of("evaluate", run, "--count", 20);
    assertThat(evaluated.err()).isEmpty();
    assertThat(evaluated.out())
        .contains(
            "classes   by a classifier trained on set; there are no test images to check it with\n")
        .containsPattern("discs +\\d+\\.\\d % +33\\.3 %")
        .containsPattern("stripes +\\d+\\.\\d % +33\\.3 %");
    for (String verb : List.of("mixed", "scores")) {
      assertThat(CommandRun.of(verb, run, "--count", 6, "--out", out(verb)).err()).isEmpty();
      assertSize(out(verb), verb);
    }
    assertThat(CommandRun.of("morph", run, "--steps", 3, "--out", out("morph")).err()).isEmpty();
    assertSize(out("morph"), "morph");
    assertThat(CommandRun.of("mixed", run, "--count", 600).err())
        .isEqualTo(
            "gan: --count: expected at most 72, twice the real images of the run, but found 600;"
                + " give fewer\n");
  }

  private Path out(String verb) {
    return folder.resolve(verb + ".png");
  }

  /** Asserts that a grid is wider than high, like images of 12 x 8, and has three channels. */
  private static void assertSize(Path png, String as) throws IOException {
    BufferedImage picture = ImageIO.read(png.toFile());
    assertThat(picture.getColorModel().getNumColorComponents()).as(as).isEqualTo(3);
    assertThat(picture.getWidth()).as(as).isGreaterThan(picture.getHeight());
  }

  @Test
  void withoutClassesEvaluateSaysHowToProvideThem() throws IOException {
    Path pictures = DrawnPictures.ofOneSize(folder.resolve("set"), 8, 8, 6);
    train(pictures, TinySpec.ofPictures(folder) + " --steps 1");
    assertThat(CommandRun.of("evaluate", run, "--count", 20).err())
        .isEqualTo(
            "gan: data set set: expected images with labels but found none; put each class into its"
                + " own folder\n");
  }
}
