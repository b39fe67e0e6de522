package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganforge.examples.RunContent.assertSame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.ganforge.observe.RunDirectory;
import org.ganforge.optimizer.Adam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train --images} if there already are runs on the same pictures. */
class TrainAgainTest {
  @TempDir private Path folder;

  private CommandRun train(Path pictures, Object... more) {
    Object[] words = {
      "train", "--images", pictures, "--runs", folder.resolve("runs"), "--batch-size", 4
    };
    return CommandRun.of(with(words, more));
  }

  private static Object[] with(Object[] words, Object... more) {
    return Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray();
  }

  private Path run(String name) {
    return folder.resolve("runs").resolve(name);
  }

  @Test
  void theSameCommandResumesAStoppedRun() throws IOException {
    Path pictures = DrawnPictures.ofOneSize(folder.resolve("set"), 8, 8, 6);
    Path spec = TinySpec.ofPictures(folder);
    Object[] words = {spec, "--stream", "--flip", "--checkpoint-every", 1, "--grid-every", 2};
    Path first = run("00000-tiny");
    assertThat(train(pictures, with(words, "--steps", 2)).err()).isEmpty();
    // Make the run look as if it had been stopped after two of four iterations.
    Path json = first.resolve("run.json");
    Files.writeString(
        json, Files.readString(json).replace("\"iterations\": 2", "\"iterations\": 4"));

    CommandRun resumed = train(pictures, with(words, "--steps", 4));

    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.out())
        .contains(
            "found  "
                + first
                + ", not finished, with the same pictures and options; --new starts another\n"
                + "run    "
                + first
                + ": from iteration 2 to 4\n");
    assertThat(train(pictures, with(words, "--steps", 4)).out())
        .contains(
            "found  "
                + first
                + ", trained for 4 iterations with the same pictures and options; this starts"
                + " another, './gan resume "
                + first
                + " --steps 8' trains that one further\n")
        .contains("run    " + run("00001-tiny") + ": 4 iterations");
    assertSame(first, run("00001-tiny"));
  }

  /** Trains a run for one iteration of its plan of nine. */
  private Path begun(Path pictures, Object... words) throws IOException {
    assertThat(train(pictures, with(words, "--steps", 1)).err()).isEmpty();
    Path json = run("00000-tiny").resolve("run.json");
    Files.writeString(
        json, Files.readString(json).replace("\"iterations\": 1", "\"iterations\": 9"));
    return run("00000-tiny");
  }

  @Test
  void otherThreadsAndMoreStepsAreNoReasonToStartOver() throws IOException {
    Path pictures = DrawnPictures.ofOneSize(folder.resolve("set"), 8, 8, 6);
    Path spec = TinySpec.ofPictures(folder);
    Path first = begun(pictures, spec, "--threads", 1);

    CommandRun resumed = train(pictures, spec, "--steps", 3, "--threads", 2);

    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.out())
        .contains(
            "found  "
                + first
                + ", not finished, with the same pictures and options except plan.iterations 3"
                + " (then 9); --new starts another\n"
                + "run    "
                + first
                + ": from iteration 1 to 3\n"
                + "note   changed from here on: threads of an operation 2 (then 1), operations at"
                + " once 2 (then 1)\n");
    assertThat(train(pictures, spec, "--steps", 2).out())
        .contains("found  " + first + ", trained for 3 iterations with the same pictures");
  }

  /** A rollback leaves a run with half of both learning rates. */
  @Test
  void aRunThatWasRolledBackIsResumed() throws IOException {
    Path pictures = DrawnPictures.ofOneSize(folder.resolve("set"), 8, 8, 6);
    Path spec = TinySpec.ofPictures(folder);
    String slower = "_optimizer.learning_rate=0.00005";
    Path first =
        begun(pictures, spec, "--set", "generator" + slower, "--set", "discriminator" + slower);
    String faster = "_optimizer.learning_rate=0.0002";
    Object[] words = {
      spec, "--set", "generator" + faster, "--set", "discriminator" + faster, "--steps", 9
    };

    CommandRun resumed = train(pictures, words);

    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.out())
        .contains(
            "found  "
                + first
                + ", not finished, with the same pictures and options, at its learning rates after"
                + " 2 rollbacks; --new starts another\n"
                + "run    "
                + first
                + ": from iteration 1 to 9\n");
    assertThat(new RunDirectory(first).info().gan().generatorOptimizer())
        .isEqualTo(Adam.of(0.00005).withBeta1(0.5));
  }

  @Test
  void otherOptionsOtherPicturesAndTheOptionNewStartAnotherRun() throws IOException {
    Path pictures = DrawnPictures.ofOneSize(folder.resolve("set"), 8, 8, 6);
    Path spec = TinySpec.ofPictures(folder);
    train(pictures, spec, "--steps", 1);
    Path json = run("00000-tiny").resolve("run.json");
    Files.writeString(
        json, Files.readString(json).replace("\"iterations\": 1", "\"iterations\": 9"));

    assertThat(train(pictures, spec, "--steps", 9, "--new").out()).contains("00001-tiny: 9 it");
    assertThat(train(pictures, spec, "--steps", 9, "--seed", 1).out())
        .contains(
            "found  "
                + run("00000-tiny")
                + ", not finished, with the same pictures but plan.seed 1 (then 0); this starts"
                + " another, './gan resume "
                + run("00000-tiny")
                + "' trains that one further\n")
        .contains("00002-tiny: 9 it");
    assertThat(train(pictures, spec, "--steps", 9, "--flip").out()).contains("00003-tiny: 9 it");
    assertThat(train(pictures, spec, "--steps", 9).out())
        .contains("run    " + run("00000-tiny") + ": from iteration 1 to 9\n");
  }
}
