package org.ganforge.json.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ganforge.Gan;
import org.ganforge.LeftOut;
import org.ganforge.Sequential;
import org.ganforge.data.Augmentation;
import org.ganforge.data.Framing;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ImageFiles;
import org.ganforge.data.ImageOrigin;
import org.ganforge.data.ResizeFilter;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.record.RunInfo;
import org.ganforge.layer.Dense;
import org.ganforge.layer.TensorShape;
import org.ganforge.train.TrainingPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunJsonTest {
  private static final String DIGEST = "0123456789abcdef".repeat(4);
  private static final RunInfo INFO =
      new RunInfo(
          Gan.of(
                  "small",
                  Sequential.builder("generator").input(2).add(Dense.of(4)).build(),
                  Sequential.builder("discriminator").input(4).add(Dense.of(1)).build())
              .withPlan(TrainingPlan.of().withSeed(Long.MIN_VALUE)),
          RunInfo.Images.of("digits", 60_000, DIGEST),
          new RunInfo.Versions("0.1.0", "17.0.15+6", "Linux 6.1 amd64", "TensorFlow 2.18.0, CPU"),
          List.of("./gan", "train", "--set", "name=\"ä\""),
          Instant.parse("2025-01-31T12:00:00.987Z"),
          null,
          List.of(),
          false);

  @Test
  void keepsWhatAnImportLeftOut() {
    RunInfo imported =
        INFO.withLeftOut(List.of(new LeftOut("generator/a", "dtype", "mixed_float16", false)));
    String json = RunJson.write(imported);
    assertThat(json)
        .contains(
            "\"left_out\": [\n    {\"layer\": \"generator/a\", \"option\": \"dtype\", \"found\":"
                + " \"mixed_float16\", \"training\": false}\n  ]");
    assertThat(RunJson.read(json))
        .isEqualTo(RunJson.read(RunJson.write(INFO)).withLeftOut(imported.leftOut()));
    assertThat(RunJson.write(INFO)).doesNotContain("left_out");
  }

  @Test
  void keepsThatNetworksWereImportedWhenTheyAreTrained() {
    RunInfo imported = RunInfo.imported(INFO.gan(), "none", List.of());
    assertThat(imported.imported()).isTrue();
    assertThat(RunJson.write(imported)).doesNotContain("\"imported\"");
    RunInfo resumed = imported.withImages(RunInfo.Images.of("digits", 60_000, DIGEST));
    assertThat(RunJson.write(resumed)).contains("  \"imported\": true,\n");
    assertThat(RunJson.read(RunJson.write(resumed))).isEqualTo(resumed);
    assertThat(RunJson.write(INFO)).doesNotContain("\"imported\"");
  }

  @Test
  void aPublishedOneHasNeitherTheCommandLineNorFolders() {
    RunInfo.Images images = RunInfo.Images.of("digits", 60_000, DIGEST);
    RunInfo read = INFO.withImages(images.withFolder("/home/me/digits"));
    assertThat(RunJson.write(read.withoutPlaces()))
        .contains("  \"command\": [],\n")
        .doesNotContain("/home/me");
    ImageFiles files = ImageFiles.of(Path.of("private", "my faces.zip").toAbsolutePath());
    RunInfo own = INFO.withImages(images.withOrigin(ImageOrigin.of(files.withSize(64))));
    String json = RunJson.write(own.withoutPlaces());
    assertThat(json).contains("\"path\": \"my-faces\"").doesNotContain("private");
    assertThat(RunJson.read(json)).isEqualTo(own.withoutPlaces());
    assertThat(RunInfo.imported(INFO.gan(), "none", List.of("x")).withoutPlaces().command())
        .isEmpty();
  }

  @Test
  void writesEverythingNeededToRepeatTheRun() {
    assertThat(RunJson.write(INFO))
        .startsWith(
            """
            {
              "format": 1,
              "created": "2025-01-31T12:00:00Z",
              "command": ["./gan", "train", "--set", "name=\\"ä\\""],
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
  void keepsTheFolderThatTheImagesWereReadFrom() {
    RunInfo.Images images = RunInfo.Images.of("digits", 60_000, DIGEST);
    RunInfo info = INFO.withImages(images.withFolder("/data/my digits"));
    assertThat(RunJson.write(info)).contains("\"folder\": \"/data/my digits\"");
    assertThat(RunJson.read(RunJson.write(info))).isEqualTo(info);
  }

  @Test
  void keepsHowAUsersFilesWereRead() {
    ImageFiles files =
        ImageFiles.of(Path.of("my faces").toAbsolutePath())
            .withSize(48, 64)
            .withChannels(3)
            .withFraming(Framing.FIT)
            .withFilter(ResizeFilter.AREA)
            .withBackground(0)
            .withStrict(true)
            .withLabelled(false);
    ImageOrigin origin =
        ImageOrigin.of(files).withStreamed(true).withAugmentation(new Augmentation(true, 0.5));
    RunInfo info =
        INFO.withImages(RunInfo.Images.of("my-faces", 60_000, DIGEST).withOrigin(origin));
    assertThat(RunJson.write(info))
        .contains(
            """
                "origin": {
                  "files": {
                    "path": "%s",
                    "height": 48,
                    "width": 64,
                    "channels": 3,
                    "framing": "fit",
                    "filter": "area",
                    "background": 0,
                    "strict": true,
                    "labelled": false
                  },
                  "streamed": true,
                  "augmentation": {"flips": true, "crop": 0.5}
                }
            """
                .formatted(files.path()));
    assertThat(RunJson.read(RunJson.write(info))).isEqualTo(info);
    assertThat(RunJson.write(INFO)).doesNotContain("origin");
  }

  @Test
  void hasNoImagesIfNetworksWereTrainedElsewhere() {
    RunInfo info = RunInfo.imported(INFO.gan(), "none", List.of());
    assertThat(RunJson.write(info)).contains("\"images\": null");
    assertThat(RunJson.read(RunJson.write(info))).isEqualTo(info);
  }

  @Test
  void describesThisJvmAndThisDataSet() {
    ImageDataset images =
        ImageDataset.of("dots", TensorShape.of(1, 1, 1), new byte[] {'a', 'b', 'c'});
    RunInfo info = RunInfo.of(INFO.gan(), images, "none", List.of());
    // The SHA-256 of "abc", from FIPS 180-2.
    assertThat(info.images())
        .isEqualTo(
            RunInfo.Images.of(
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
        "\"format\": 1|\"format\": \"1\"|$.format: expected a whole number but found \"1\"; write"
            + " it without quotes",
        "\"format\": 1|\"format\": 2|$.format: expected 1 but found 2; use the version of GanForge"
            + " that wrote it",
        "\"created\": \"2025|\"created\": \"soon|$.created: expected a time such as"
            + " \"2025-01-31T12:00:00Z\" but found \"soon-01-31T12:00:00Z\"; restore the file",
        "\"train\"|7|$.command[1]: expected a string but found 7; write text in double quotes",
        "\"java\": \"17.0.15+6\"|\"java\": 17|$.versions.java: expected a string but found 17;"
            + " write text in double quotes",
        "\"os\": \"Linux 6.1 amd64\",|``|$.versions.os: expected a string but found nothing; add"
            + " \"os\"",
        "\"count\": 60000|\"count\": -6|$.images.count: expected a whole number of at least 1 but"
            + " found -6; give 1 or more",
        "\"count\": 60000|\"count\": 99999999999|$.images.count: expected a whole number from"
            + " -2147483648 to 2147483647 but found 99999999999; choose one in that range",
        "\"images\"|\"pictures\"|$: expected a field of a run but found \"pictures\"; known are"
            + " \"format\", \"created\", \"command\", \"seed\", \"versions\", \"images\","
            + " \"forms\", \"left_out\", \"imported\", \"spec\"",
        "\"created\": \"2025-01-31T12:00:00Z\",|``|$.created: expected a string but found nothing;"
            + " write text in double quotes",
        "\"seed\": -9223372036854775808|\"seed\": 3|$.seed: expected -9223372036854775808, the seed"
            + " of the spec's plan, but found 3; give both the same seed",
        "\"units\": 4|\"units\": -4|$.spec.generator.layers[0].units: expected a whole number of at"
            + " least 1 but found -4; give 1 or more"
      })
  void refusesInvalidParts(String was, String now, String problem) {
    String json = RunJson.write(INFO);
    assertThat(json).contains(was);
    // Only the first, since the spec inside has a format and a seed as well.
    String changed = json.replaceFirst(Pattern.quote(was), Matcher.quoteReplacement(now));
    assertThatThrownBy(() -> RunJson.read(changed))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(problem);
  }

  @Test
  void refusesTextThatIsNotARun() {
    assertThatThrownBy(() -> RunJson.read("{\n  \"format\": 1,\n  \"format\": 1}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("$.format: expected one value but found a second; remove one of the two");
    assertThatThrownBy(() -> RunJson.read("[1]"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("$: expected a run, an object but found [1]; restore the file");
  }

  @Test
  void refusesAnInvalidDigest() {
    assertThatThrownBy(() -> RunInfo.Images.of("digits", 1, "abc"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "images digest: expected 64 hexadecimal digits, a SHA-256 but found abc;"
                + " give the data set's digest()");
  }
}
