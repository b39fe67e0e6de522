package org.ganforge.examples;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ganforge.checkpoint.Checkpoints;
import org.ganforge.json.record.RunInfo;
import org.ganforge.observe.RunDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shortened quickstart; whether its digits look good is for people to judge. */
class QuickstartTest {
  private static final String HOME = "ganforge.home";

  @TempDir private Path folder;

  @BeforeEach
  void useAnEmptyCache() {
    System.setProperty(HOME, folder.resolve("cache").toString());
  }

  @AfterEach
  void useTheUsualCache() {
    System.clearProperty(HOME);
  }

  private CommandRun quickstart(Object... options) {
    Object[] words = new Object[options.length + 7];
    words[0] = "quickstart";
    words[1] = "--run";
    words[2] = folder.resolve("run");
    words[3] = "--batch-size";
    words[4] = 2;
    words[5] = "--threads";
    words[6] = 1;
    System.arraycopy(options, 0, words, 7, options.length);
    CommandRun run = CommandRun.of(words);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    return run;
  }

  @Test
  void learnsTheBuiltInDigitsIfMnistIsNotThere() {
    CommandRun result = quickstart("--steps", 2);

    RunDirectory run = new RunDirectory(folder.resolve("run"));
    assertThat(result.out())
        .startsWith(
            """
            Learning digits that the program draws itself, since MNIST is not here yet;
            './gan train mnist-dcgan' downloads it.
            """)
        .contains("done: 2 iterations")
        .endsWith(
            "Next: ./gan sample "
                + run
                + " --count 100 --seed 1\n"
                + "      ./gan resume "
                + run
                + " --steps 4\n"
                + "      ./gan list\n"
                + "      ./gan train mnist-dcgan\n");
    assertThat(run.fakes(2)).isRegularFile();
    assertThat(requireNonNull(run.info().images()).name()).isEqualTo("digits");
    assertThat(run.info().gan().data().dataset()).isEqualTo("digits");

    CommandRun resumed = CommandRun.of("resume", run, "--steps", 4);
    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.out()).contains("done: 4 iterations");
  }

  @Test
  void learnsMnistFromAFolder() {
    Path mnist = RealData.require(RealData.MNIST);
    quickstart("--steps", 1, "--data", mnist);

    RunInfo info = new RunDirectory(folder.resolve("run")).info();
    assertThat(requireNonNull(info.images()).name()).isEqualTo("mnist");
    assertThat(requireNonNull(info.images()).count()).isEqualTo(60_000);
  }

  @Test
  void learnsMnistFromTheCache() throws IOException {
    Path mnist = RealData.require(RealData.MNIST);
    Path cache = Files.createDirectories(folder.resolve("cache/mnist"));
    for (String file : new String[] {"train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"}) {
      Files.copy(mnist.resolve(file), cache.resolve(file));
    }

    assertThat(quickstart("--steps", 1).out())
        .startsWith("Learning MNIST, which is on this machine.\n")
        .contains("data   mnist, 60,000 images [28, 28, 1]\n");
  }

  @Test
  void learnsTheBuiltInDigitsIfMnistIsDamaged() throws IOException {
    Path cache = Files.createDirectories(folder.resolve("cache/mnist"));
    Files.writeString(cache.resolve("train-images-idx3-ubyte.gz"), "not an image");
    Files.writeString(cache.resolve("train-labels-idx1-ubyte.gz"), "not a label");

    assertThat(quickstart("--steps", 1, "--forms", "plain").out())
        .startsWith("MNIST's files on this machine are damaged.\nLearning digits that the program")
        .contains("data   digits, 10,000 images [28, 28, 1]\n");
  }

  @Test
  void stopsWhenItsTimeIsUp() {
    CommandRun result = quickstart("--steps", 1_000_000, "--for", "1s", "--forms", "plain");

    assertThat(result.out())
        .containsPattern(
            "\ndone: [\\d,]+ iterations? in [0-9:]+, its time limit; --for raises it\n")
        .doesNotContain("stopped");
    RunDirectory run = new RunDirectory(folder.resolve("run"));
    assertThat(Checkpoints.of(run.checkpoints()).newestWhole().directory()).isDirectory();
  }
}
