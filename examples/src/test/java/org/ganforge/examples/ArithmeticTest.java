package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.ganforge.data.ValueRange;
import org.ganforge.latent.LatentVectors;
import org.ganforge.layer.FloatTensor;
import org.ganforge.observe.ImageGrid;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verb {@code arithmetic}: sums and differences of noise. */
class ArithmeticTest {
  @TempDir private static Path folder;
  private static TrainedTinyRun run = new TrainedTinyRun(Path.of(""));

  @BeforeAll
  static void train() {
    run = TrainedTinyRun.in(folder);
  }

  @ParameterizedTest
  @CsvSource({"b-a, -1, 1", "a-b, 1, -1", "a + b, 1, 1"})
  void showsBothSamplesAndTheirCombination(String formula, float ofA, float ofB) {
    Path png = folder.resolve(formula.replace(" ", "") + ".png");
    CommandRun result =
        run.call("arithmetic", "--seeds", "5,9:3", "--combine", formula, "--out", png);

    assertThat(result)
        .isEqualTo(
            new CommandRun(
                0,
                "a = 5, b = 9:3 and "
                    + formula.replace(" ", "")
                    + ", iteration 20, epoch 1: "
                    + png
                    + "\n",
                ""));
    FloatTensor images =
        run.ask(
            trainer -> {
              FloatTensor a = trainer.noise(1, 5).example(0);
              FloatTensor b = trainer.noise(40, 9).example(3);
              float[] combined = new float[8];
              for (int i = 0; i < 8; i++) {
                combined[i] = ofA * a.get(i) + ofB * b.get(i);
              }
              return trainer.generate(
                  LatentVectors.stack(a, b, FloatTensor.wrap(a.shape(), combined)));
            });
    ImageGrid grid = ImageGrid.of(images, ValueRange.MINUS_ONE_TO_ONE).withColumns(3);
    assertThat(TrainedTinyRun.pixels(TrainedTinyRun.picture(png)))
        .isEqualTo(TrainedTinyRun.pixels(grid.toBufferedImage()));
  }

  @Test
  void subtractsLikeTheDocumentAndPutsThePictureIntoTheRun() {
    Path png = run.path().resolve("arithmetic-1-2-b-a.png");

    assertThat(run.call("arithmetic", "--seeds", "1,2").out())
        .isEqualTo("a = 1, b = 2 and b-a, iteration 20, epoch 1: " + png + "\n");
    assertThat(png).isRegularFile();
  }

  @Test
  void addsTwoAndSubtractsAThird() {
    Path png = run.path().resolve("arithmetic-5-9.3-6-a+b-c.png");

    assertThat(run.call("arithmetic", "--seeds", "5,9:3,6"))
        .isEqualTo(
            new CommandRun(
                0, "a = 5, b = 9:3, c = 6 and a+b-c, iteration 20, epoch 1: " + png + "\n", ""));
    FloatTensor images =
        run.ask(
            trainer -> {
              FloatTensor a = trainer.noise(1, 5).example(0);
              FloatTensor b = trainer.noise(40, 9).example(3);
              FloatTensor c = trainer.noise(1, 6).example(0);
              float[] combined = new float[8];
              for (int i = 0; i < 8; i++) {
                combined[i] = a.get(i) + b.get(i) - c.get(i);
              }
              return trainer.generate(
                  LatentVectors.stack(a, b, c, FloatTensor.wrap(a.shape(), combined)));
            });
    ImageGrid grid = ImageGrid.of(images, ValueRange.MINUS_ONE_TO_ONE).withColumns(4);
    assertThat(TrainedTinyRun.pixels(TrainedTinyRun.picture(png)))
        .isEqualTo(TrainedTinyRun.pixels(grid.toBufferedImage()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2|a+b-c|b-a, a-b or a+b, since --seeds names 2,",
        "1,2,3|a+b|a+b-c or a-b+c, since --seeds names 3,"
      })
  void refusesACombinationOfMoreOrFewerSamples(String seeds, String formula, String expected) {
    assertThat(run.call("arithmetic", "--seeds", seeds, "--combine", formula))
        .isEqualTo(
            new CommandRun(
                2,
                "",
                "gan: --combine: expected "
                    + expected
                    + " but found "
                    + formula
                    + "; change one of the two\n"));
  }

  @Test
  void refusesSeedsThatAreNeitherTwoNorThree() {
    assertThat(run.call("arithmetic", "--seeds", "1,2,3,4").err())
        .isEqualTo(
            "gan: --seeds: expected two or three seeds, or images of seeds, such as 7,9 or"
                + " 7:12,7:30, but found \"1,2,3,4\"; separate two or three with commas"
                + " (see ./gan arithmetic --help)\n");
  }

  @Test
  void refusesAnUnknownCombination() {
    assertThat(run.call("arithmetic", "--seeds", "1,2", "--combine", "a*b"))
        .isEqualTo(
            new CommandRun(
                2,
                "",
                "gan: --combine: expected one of b-a, a-b, a+b, a+b-c, a-b+c but found \"a*b\"; did"
                    + " you mean a-b? (see ./gan arithmetic --help)\n"));
  }

  @Test
  void refusesToRunWithoutSeeds() {
    assertThat(run.call("arithmetic"))
        .isEqualTo(
            new CommandRun(
                2,
                "",
                "gan: arithmetic: expected --seeds but found nothing; give the samples a and b, or"
                    + " a, b and c; 7:12 is image 12 of 'sample --seed 7', counted from 0, and"
                    + " 7:12+pc1=2.5+z7=-1 is that with a --move (see ./gan arithmetic --help)\n"));
  }
}
