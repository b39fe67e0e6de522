package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.checkpoint.Checkpoints;
import org.ganforge.checkpoint.file.CheckpointFiles;
import org.ganforge.examples.option.OnDivergence;
import org.ganforge.observe.RunDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that diverges, from the command line. */
class RollbackTest {
  @TempDir private Path folder;

  private CommandRun train(Path run, double rate, Object... options) {
    Object[] words = new Object[options.length + 8];
    words[0] = "train";
    words[1] = TinySpec.in(folder);
    words[2] = "--run";
    words[3] = run;
    words[4] = "--set";
    words[5] = "generator_optimizer.learning_rate=" + rate;
    words[6] = "--threads";
    words[7] = 1;
    System.arraycopy(options, 0, words, 8, options.length);
    return CommandRun.of(words);
  }

  @Test
  void stopsWithOneLineThatNamesTheLayer() throws IOException {
    Path run = folder.resolve("run");
    CommandRun result = train(run, 1e30);

    // The convolution's sum overflows; whether to Infinity or to NaN depends on the processor.
    String value = result.err().contains("found NaN") ? "NaN" : "Infinity";
    String found =
        "iteration 2: expected finite numbers in the generator but found "
            + value
            + " in the output of generator/conv2d; lower"
            + " generator_optimizer.learning_rate (1.0E30), clip its gradients (clipvalue) or look"
            + " at the images";
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(
            "gan: "
                + run
                + ": "
                + found
                + "; './gan resume "
                + run
                + " --on-divergence rollback' continues from step-0 with lower learning rates\n");
    assertThat(Files.readAllLines(run.resolve("metrics.jsonl"))).hasSize(1);
    assertThat(Files.readString(run.resolve("events.jsonl")))
        .isEqualTo("{\"iteration\": 1, \"event\": \"divergence\", \"text\": \"" + found + "\"}\n");
  }

  private CommandRun trainLinear(Path run, Object... options) {
    Path spec = TinySpec.with(folder, "\"tanh\"", "\"linear\"");
    Object[] words = {
      "train", spec, "--run", run, "--threads", 1, "--set", "generator_optimizer.learning_rate=3e17"
    };
    return CommandRun.of(Stream.concat(Stream.of(words), Stream.of(options)).toArray());
  }

  /** Its images are too large for the discriminator's gradient, but its weights are normal. */
  @Test
  void keepsTheWeightsFromBeforeTheDivergence() throws IOException {
    Path run = folder.resolve("run");
    CommandRun result = trainLinear(run);

    Path kept = run.resolve("checkpoints/step-1.diverged");
    assertThat(result.err())
        .startsWith("gan: " + run + ": iteration 2: expected finite numbers in the ")
        .endsWith(
            " or look at the images; the weights of iteration 1 are in "
                + kept
                + "; './gan resume "
                + run
                + " --on-divergence rollback' continues from step-0 with lower learning rates\n");
    assertThat(result.code()).isEqualTo(1);
    assertThat(CheckpointFiles.verify(kept).iteration()).isEqualTo(1);
    assertThat(Checkpoints.of(run.resolve("checkpoints")).newestWhole().name()).isEqualTo("step-0");

    // The state before this divergence replaces that of an earlier one.
    Files.writeString(kept.resolve("gan.json"), "another");
    CommandRun again = CommandRun.of("resume", run, "--threads", 1);
    assertThat(again.err()).isEqualTo(result.err());
    assertThat(CheckpointFiles.verify(kept).iteration()).isEqualTo(1);

    Files.move(kept, run.resolve("checkpoints/step-1"));
    CommandRun other =
        CommandRun.of("resume", run, "--threads", 1, "--override", "--set", "plan.batch_size=4");
    assertThat(other.out()).startsWith("run    " + run + ": from iteration 1 to 20\n");
  }

  @Test
  void keepsNoSecondCopyOfACheckpoint() {
    Path run = folder.resolve("run");
    CommandRun result = trainLinear(run, "--checkpoint-every", 1);

    assertThat(result.err())
        .startsWith("gan: " + run + ": iteration 2: expected finite numbers in the ")
        .endsWith(
            " or look at the images; './gan resume "
                + run
                + " --on-divergence rollback' continues from step-1 with lower learning rates\n");
    assertThat(run.resolve("checkpoints").toFile().list())
        .containsExactlyInAnyOrder("step-0", "step-1");
  }

  @Test
  void rollsBackWithLowerRatesUntilItIsStable() throws IOException {
    Path run = folder.resolve("run");
    CommandRun result = train(run, 4e9, "--on-divergence", "rollback:9");

    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(Files.readAllLines(run.resolve("metrics.jsonl"))).hasSize(20);
    List<String> events = Files.readAllLines(run.resolve("events.jsonl"));
    int rollbacks = events.size() / 2;
    assertThat(events).hasSize(2 * rollbacks).hasSizeGreaterThan(1);
    Gan gan = new RunDirectory(run).info().gan();
    assertThat(gan.generatorOptimizer().learningRate().largest())
        .isEqualTo(4e9 / (1L << rollbacks));
    assertThat(gan.discriminatorOptimizer().learningRate().largest())
        .isEqualTo(0.0002 / (1L << rollbacks));
    assertThat(events.get(1))
        .isEqualTo(
            "{\"iteration\": 0, \"event\": \"rollback\", \"text\": \"back to iteration 0, on with"
                + " half the learning rates (generator 2.0E9, discriminator 1.0E-4), rollback 1 of"
                + " 9\"}");
    assertThat(result.out())
        .contains(
            "\nrollback: back to iteration 0, on with half the learning rates (generator 2.0E9");
    assertThat(CheckpointFiles.verify(RunContent.newest(run)).computation().formNames())
        .as("the trainers after a rollback compute like the first one")
        .isEqualTo(
            CheckpointFiles.verify(run.resolve("checkpoints/step-0")).computation().formNames());
    assertThat(CommandRun.of("sample", run, "--count", 2).code()).isZero();
    CommandRun more = CommandRun.of("resume", run, "--steps", 21, "--threads", 1);
    assertThat(more.err()).as("the learning rates are those of the last checkpoint").isEmpty();
    assertThat(Files.readAllLines(run.resolve("metrics.jsonl"))).hasSize(21);
  }

  /** The checkpoint that a rollback continues from has the new learning rates, too. */
  @Test
  void aRunThatWasRolledBackAndInterruptedIsResumed() throws IOException {
    Path run = folder.resolve("run");
    train(run, 1e30, "--on-divergence", "rollback:2");
    assertThat(new RunDirectory(run).info().gan().generatorOptimizer().learningRate().largest())
        .isEqualTo(2.5e29);

    CommandRun resumed = CommandRun.of("resume", run, "--threads", 1);

    assertThat(resumed.err())
        .startsWith("gan: " + run + ": iteration 2: expected finite numbers in the generator");
    assertThat(resumed.code()).isEqualTo(1);
  }

  @Test
  void aResumedRunCanBeRolledBackToo() throws IOException {
    Path run = folder.resolve("run");
    train(run, 4e9);
    CommandRun resumed =
        CommandRun.of("resume", run, "--threads", 1, "--on-divergence", "rollback:9");

    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.code()).isZero();
    assertThat(Files.readAllLines(run.resolve("metrics.jsonl"))).hasSize(20);
    assertThat(resumed.out())
        .contains(
            "\nrollback: back to iteration 0, on with half the learning rates (generator 2.0E9");
  }

  @Test
  void givesUpIfRollbacksDoNotHelp() throws IOException {
    Path run = folder.resolve("run");
    CommandRun result = train(run, 1e30, "--on-divergence", "rollback:2");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .startsWith("gan: " + run + ": iteration 2: expected finite numbers in the generator")
        .endsWith("; 2 rollbacks did not help\n");
    assertThat(Files.readAllLines(run.resolve("events.jsonl"))).hasSize(5);
    assertThat(Checkpoints.of(run.resolve("checkpoints")).all())
        .containsExactly(run.resolve("checkpoints/step-0"));
  }

  @Test
  void refusesUnknownPolicies() {
    for (String word : List.of("retry", "rollback:0", "rollback:", "rollback:1000", "STOP")) {
      CommandRun result = CommandRun.of("train", TinySpec.in(folder), "--on-divergence", word);
      assertThat(result.code()).isEqualTo(2);
      assertThat(result.err())
          .isEqualTo(
              "gan: --on-divergence: expected stop, rollback or rollback:RETRIES but found \""
                  + word
                  + "\"; choose one of them; RETRIES is a whole number from 1 to 999, 3 by"
                  + " default\n");
    }
    assertThat(OnDivergence.of("rollback").retries()).isEqualTo(3);
    assertThat(OnDivergence.of("rollback:12").retries()).isEqualTo(12);
    assertThat(OnDivergence.of("stop")).isEqualTo(OnDivergence.STOP);
  }
}
