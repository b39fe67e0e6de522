package org.ganforge.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.data.ImageDataset;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.Dense;
import org.ganforge.layer.TensorShape;
import org.ganforge.train.TrainingPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunJsonTest {
  private static final String DIGEST = "0123456789abcdef".repeat(4);
  private static final String WAY_OUT = "; restore the file that the training wrote";
  private static final RunInfo INFO =
      new RunInfo(
          Gan.of(
                  "small",
                  Sequential.builder("generator").input(2).add(Dense.of(4)).build(),
                  Sequential.builder("discriminator").input(4).add(Dense.of(1)).build())
              .withPlan(TrainingPlan.of().withSeed(Long.MIN_VALUE)),
          new RunInfo.Images("digits", 60_000, DIGEST),
          new RunInfo.Versions("0.1.0", "17.0.15+6", "Linux 6.1 amd64", "TensorFlow 2.18.0, CPU"),
          List.of("./gan", "train", "--set", "name=\"ä\""),
          Instant.parse("2025-01-31T12:00:00.987Z"));

  @Test
  void writesEverythingThatIsNeededToDoTheRunAgain() {
    assertThat(RunJson.write(INFO))
        .startsWith(
            """
            {
              "format": 1,
              "created": "2025-01-31T12:00:00Z",
              "command": [
                "./gan",
                "train",
                "--set",
                "name=\\"ä\\""
              ],
              "seed": -9223372036854775808,
              "versions": {
                "ganforge": "0.1.0",
                "java": "17.0.15+6",
                "os": "Linux 6.1 amd64",
                "backend": "TensorFlow 2.18.0, CPU"
              },
              "images": {
                "name": "digits",
                "count": 60000,
                "digest": "%s"
              },
              "spec": {
            """
                .formatted(DIGEST))
        .endsWith("\n}\n");
  }

  @Test
  void readsBackWhatItWrote() {
    assertThat(RunJson.read(RunJson.write(INFO))).isEqualTo(INFO);
    assertThat(INFO.created()).isEqualTo("2025-01-31T12:00:00Z");
  }

  @Test
  void describesThisJvmAndThisDataSet() {
    ImageDataset images =
        ImageDataset.of("dots", TensorShape.of(1, 1, 1), new byte[] {'a', 'b', 'c'});
    RunInfo info = RunInfo.of(INFO.gan(), images, "none", List.of());
    // The SHA-256 of "abc", from FIPS 180-2.
    assertThat(info.images())
        .isEqualTo(
            new RunInfo.Images(
                "dots", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    assertThat(info.versions().java()).startsWith("" + Runtime.version().feature());
    assertThat(info.versions().backend()).isEqualTo("none");
    assertThat(info.versions().ganforge()).isNotEmpty();
    assertThat(info.seed()).isEqualTo(Long.MIN_VALUE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"format\": 1|\"format\": \"1\"|$.format: expected a whole number up to 2147483647 but found \"1\"",
        "\"created\": \"2025|\"created\": \"soon|$.created: expected a time such as 2025-01-31T12:00:00Z but found \"soon-01-31T12:00:00Z\"",
        "\"command\": [|\"command\": [ 7,|$.command: expected an array of strings but found [7,\"./gan\",\"train\",\"--set\",\"name=\\\"ä\\\"\"]",
        "\"java\": \"17.0.15+6\"|\"java\": 17|$.versions.java: expected a string but found 17",
        "\"count\": 60000|\"count\": 6e4|$.images.count: expected a whole number up to 2147483647 but found 6E+4",
        "\"count\": 60000|\"count\": 99999999999|$.images.count: expected a whole number up to 2147483647 but found 99999999999",
        "\"images\"|\"pictures\"|$: expected the field images but found none",
        "\"format\": 1|\"format\": 1, \"more\": 2|$.more: expected one of the fields [format, created, command, seed, versions, images, spec] but found more",
        "\"seed\": -9223372036854775808|\"seed\": 3|$.seed: expected the spec's seed -9223372036854775808 but found 3",
        "\"seed\": -9223372036854775808|\"seed\": 9223372036854775808|$.seed: expected a whole number up to 9223372036854775807 but found 9223372036854775808",
      })
  void refusesWhatIsNotAsItShouldBe(String was, String now, String problem) {
    String json = RunJson.write(INFO);
    assertThat(json).contains(was);
    // Only the first, since the spec below has a format and a seed as well.
    String changed = json.replaceFirst(Pattern.quote(was), Matcher.quoteReplacement(now));
    assertThatThrownBy(() -> RunJson.read(changed))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(problem + WAY_OUT);
  }

  @Test
  void refusesAnotherFormat() {
    assertThatThrownBy(
            () -> RunJson.read(RunJson.write(INFO).replaceFirst("\"format\": 1", "\"format\": 2")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "$.format: expected format 1 but found format 2;"
                + " use the version of GanForge that wrote it");
  }

  @Test
  void refusesWhatIsNoJson() {
    assertThatThrownBy(() -> RunJson.read("{\n  \"format\": 1,\n  \"format\": 1}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("$ line 3: expected JSON but found Duplicate field 'format'" + WAY_OUT);
    assertThatThrownBy(() -> RunJson.read(""))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("$: expected an object but found nothing" + WAY_OUT);
    assertThatThrownBy(() -> RunJson.read("[1]"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("$: expected an object but found [1]" + WAY_OUT);
  }

  @Test
  void namesTheSpecWhenTheSpecIsWrong() {
    String json = RunJson.write(INFO);
    assertThatThrownBy(
            () -> RunJson.read(json.substring(0, json.indexOf("\"spec\"")) + "\"spec\": 3}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("$.spec: expected an object but found 3" + WAY_OUT);
  }

  @Test
  void namesThePathWithinTheSpec() {
    String json = RunJson.write(INFO).replace("\"units\": 4", "\"units\": -4");
    assertThatThrownBy(() -> RunJson.read(json))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("$.spec.generator.layers[0].units: expected ");
  }

  @Test
  void refusesADigestThatIsNone() {
    assertThatThrownBy(() -> new RunInfo.Images("digits", 1, "abc"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "images digest: expected 64 hexadecimal digits, a SHA-256 but found abc;"
                + " give the data set's digest()");
  }
}
