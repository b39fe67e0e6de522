package org.ganforge.json.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.ganforge.Computation;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.record.CheckpointInfo;
import org.ganforge.json.record.RunInfo;
import org.ganforge.train.LogDigest;
import org.junit.jupiter.api.Test;

class CheckpointJsonTest {
  private static final String DIGEST = "0123456789abcdef".repeat(4);
  private static final CheckpointInfo INFO =
      new CheckpointInfo(
          500,
          -3,
          "{\"iteration\":500,\"d_loss\":\"NaN\"}",
          null,
          Instant.parse("2025-01-31T12:00:00.987Z"),
          new RunInfo.Versions("0.1.0", "17.0.15+6", "Linux 6.1 amd64", "TensorFlow 2.18.0"),
          Computation.of(2, 1, "float32")
              .withDevice("cpu")
              .withForms(Map.of("7 -> 9, forward", "product"))
              .withEnvironment(List.of("TF_ENABLE_ONEDNN_OPTS=0"), List.of("NEW=1")),
          RunInfo.Images.of("digits", 60_000, DIGEST),
          List.of(new CheckpointInfo.StoredFile("gan.json", 17, DIGEST)));

  @Test
  void writesTheInfoAndItsDigest() {
    assertThat(CheckpointJson.write(INFO))
        .startsWith(
            """
            {
              "format": 1,
              "iteration": 500,
              "seed": -3,
              "metrics_line": "{\\"iteration\\":500,\\"d_loss\\":\\"NaN\\"}",
              "created": "2025-01-31T12:00:00Z",
            """)
        .contains(
            """
              "computation": {
                "intra_op_threads": 2,
                "inter_op_threads": 1,
                "precision": "float32",
                "device": "cpu",
                "forms": [{"of": "7 -> 9, forward", "form": "product"}],
                "environment": ["TF_ENABLE_ONEDNN_OPTS=0"],
                "environment_added": ["NEW=1"]
              },
            """)
        .containsPattern(",\n  \"digest\": \"[0-9a-f]{64}\"\n}\n$");
  }

  @Test
  void readsBackWhatItWrote() {
    assertThat(CheckpointJson.read(CheckpointJson.write(INFO))).isEqualTo(INFO);
    CheckpointInfo first =
        CheckpointInfo.of(
            0, 0, null, INFO.created(), INFO.versions(), INFO.computation(), List.of());
    assertThat(CheckpointJson.read(CheckpointJson.write(first))).isEqualTo(first);
  }

  /** Early versions did not record the device, forms and environment. */
  @Test
  void readsOneWithoutDeviceAndForms() {
    CheckpointInfo older =
        CheckpointInfo.of(
            0,
            0,
            null,
            INFO.created(),
            INFO.versions(),
            new Computation(2, 1, "float32", true, null, null, null, null, null, null),
            List.of());
    String text = CheckpointJson.write(older);
    assertThat(text).contains("\"rewrites\": true").doesNotContain("device", "forms");
    assertThat(CheckpointJson.read(text)).isEqualTo(older);
  }

  /** Earlier versions did not record it, and their texts must not change by a byte. */
  @Test
  void hasTheDigestOfTheLogIfKnown() {
    assertThat(CheckpointJson.write(INFO)).doesNotContain("\"log\"");
    CheckpointInfo known = INFO.withLog(LogDigest.of(70_000, DIGEST));
    String text = CheckpointJson.write(known);
    assertThat(text)
        .contains(
            """
              "log": {
                "bytes": 70000,
                "digest": "%s"
              },
              "created": "2025-01-31T12:00:00Z",
            """
                .formatted(DIGEST));
    assertThat(CheckpointJson.read(text)).isEqualTo(known);
  }

  @Test
  void refusesAnotherTextWithTheSameContent() {
    String text = CheckpointJson.write(INFO);
    assertThatThrownBy(() -> CheckpointJson.read(text.replace("500,", "500 ,")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("$.digest: expected the SHA-256 of the text before it but found \"")
        .hasMessageEndingWith("\"; restore the file");
    assertThatThrownBy(() -> CheckpointJson.read(text.replace("\"format\": 1", "\"format\": 2")))
        .hasMessage("$.format: expected 1 but found 2; use the version of GanForge that wrote it");
  }
}
