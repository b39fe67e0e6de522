package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A wrong command line gets one clear line with the way out, and exit code 2. */
class UsageTest {
  private static void assertRefused(CommandRun run, String line, String verb) {
    assertThat(run.err()).isEqualTo("gan: " + line + " (see ./gan " + verb + "--help)\n");
    assertThat(run.out()).isEmpty();
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void namesTheVerbNearestToAnUnknownOne() {
    assertRefused(
        CommandRun.of("trian", "mnist-dcgan"),
        "verb: expected one of quickstart, list, summary, new, train, resume, worker, sample, mixed,"
            + " scores, morph, arithmetic, evaluate, compare, report, serve, export, import, data,"
            + " bench, doctor, completion,"
            + " help but found \"trian\"; did you mean train?",
        "");
  }

  @Test
  void namesTheOptionNearestToAnUnknownOne() {
    assertRefused(
        CommandRun.of("train", "--step", "5", "mnist-dcgan"),
        "train: expected an option of this verb but found --step; did you mean --steps? (there are"
            + " --background, --batch-size, --checkpoint-every, --crop, --data, --dataset,"
            + " --device, --dry-run, --evaluate-every, --filter, --flip, --for, --forms, --framing,"
            + " --grey, --grid-every, --help, --histograms-every, --images, --json, --json-lines,"
            + " --keep, --keep-best, --listen-on-all-interfaces, --live, --local-workers, --mlflow, --mlflow-experiment, --new, --no-labels, --offline, --on-divergence,"
            + " --patience, --port, --precision, --quiet, --replicas, --restarts, --rgb, --run, --runs, --seed, --set,"
            + " --size, --steps, --stream, --strict, --tensorboard, --threads, --verbose,"
            + " --wait, --worker-timeout, --xla)",
        "train ");
  }

  @Test
  void listsTheOptionsIfAnUnknownOneResemblesNone() {
    assertRefused(
        CommandRun.of("list", "--frobnicate"),
        "list: expected an option of this verb but found --frobnicate;"
            + " there are --help, --json, --verbose",
        "list ");
    assertRefused(
        CommandRun.of("--frobnicate"),
        "command line: expected a verb or an option but found --frobnicate;"
            + " there are --help, --verbose, --version",
        "");
  }

  @Test
  void asksForAMissingModel() {
    assertRefused(
        CommandRun.of("summary"),
        "summary: expected MODEL but found nothing;"
            + " give the name of a preset or of a variant (see 'list'), or the path of a JSON spec",
        "summary ");
  }

  @Test
  void asksForAMissingValue() {
    assertRefused(
        CommandRun.of("train", "mnist-dcgan", "--steps"),
        "--steps: expected a value, N, but found none; give one after it",
        "train ");
  }

  @Test
  void refusesASecondModel() {
    assertRefused(
        CommandRun.of("summary", "mnist-dcgan", "fashion-mlp"),
        "summary: expected no further argument but found \"fashion-mlp\"; leave it out",
        "summary ");
  }

  @Test
  void refusesAnOptionGivenTwice() {
    assertRefused(
        CommandRun.of("train", "mnist-dcgan", "--steps", "1", "--steps", "2"),
        "--steps: expected one value but found two; give the option once",
        "train ");
  }

  @Test
  void refusesInvalidNumbers() {
    assertRefused(
        CommandRun.of("train", "mnist-dcgan", "--steps", "many"),
        "--steps: expected a whole number but found \"many\"; write it in at most 18 digits",
        "train ");
    assertRefused(
        CommandRun.of("train", "mnist-dcgan", "--batch-size", "6.5"),
        "--batch-size: expected a whole number but found \"6.5\"; write it in digits",
        "train ");
    assertRefused(
        CommandRun.of("train", "mnist-dcgan", "--batch-size", "3000000000"),
        "--batch-size: expected a whole number up to 2147483647 but found 3000000000;"
            + " give a smaller one",
        "train ");
  }

  @Test
  void listsTheValuesOfAChoice() {
    assertRefused(
        CommandRun.of("train", "mnist-dcgan", "--precision", "bfloat"),
        "--precision: expected one of auto, float32, bfloat16, float16 but found \"bfloat\";"
            + " did you mean bfloat16?",
        "train ");
  }

  @Test
  void showsTheVerbsWithoutArguments() {
    CommandRun run = CommandRun.of();

    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("quickstart", "list", "summary", "train", "sample", "Exit codes: 0 done");
    assertThat(run.out().lines().dropWhile(line -> !line.equals("Verbs:")).skip(1))
        .noneMatch(line -> line.startsWith("  ") && line.endsWith(":"));
  }

  @Test
  void explainsEveryVerb() {
    for (String verb :
        new String[] {"quickstart", "list", "summary", "train", "resume", "sample"}) {
      CommandRun run = CommandRun.of(verb, "--help");

      assertThat(run.code()).isZero();
      assertThat(run.out()).startsWith("Usage: gan " + verb).contains("--verbose");
      assertThat(CommandRun.of("help", verb).out()).isEqualTo(run.out());
    }
  }

  @Test
  void explainsHowConvolutionsCanBeComputed() {
    for (String verb : new String[] {"train", "resume", "sample", "bench"}) {
      String help = CommandRun.of(verb, "--help").out().replaceAll("\\s+", " ");

      assertThat(help)
          .contains(
              "--forms=F",
              "how convolutions are computed on a CPU: trial, the fastest forms that are correct"
                  + " on this machine; products, correct on every processor but slower; plain,"
                  + " TensorFlow's own; or another run's ",
              "to compute as that run did; ",
              "default: trial");
    }
  }

  @Test
  void printsItsVersion() {
    assertThat(CommandRun.of("--version").out()).startsWith("GanForge ");
  }

  @Test
  void showsStackTracesOnlyOnRequest() {
    String trace = "\tat org.ganforge";

    assertThat(CommandRun.of("train", "nothing").err()).doesNotContain(trace);
    assertThat(CommandRun.of("train", "nothing", "--verbose").err()).contains(trace);
    assertThat(CommandRun.of("--verbose", "train", "nothing").err()).contains(trace);
  }
}
