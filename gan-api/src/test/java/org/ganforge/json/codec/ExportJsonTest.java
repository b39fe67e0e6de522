package org.ganforge.json.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ganforge.export.ExportFormat;
import org.ganforge.export.NetworkRole;
import org.ganforge.json.record.RunInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExportJsonTest {
  private static final RunInfo.Versions VERSIONS =
      new RunInfo.Versions("0.1.0", "17.0.15+6", "Linux 6.1 amd64", "TensorFlow 2.18.0");

  private static ExportInfo info(@Nullable String run, SortedMap<String, String> files) {
    return new ExportInfo(
        "mnist-dcgan",
        run,
        400,
        NetworkRole.GENERATOR,
        List.of(ExportFormat.SAVED_MODEL, ExportFormat.H5),
        VERSIONS,
        Instant.parse("2025-01-31T12:00:00.987Z"),
        files);
  }

  @Test
  void hasTheOriginAndFilesOfAnExport() {
    SortedMap<String, String> files =
        new TreeMap<>(Map.of("model.h5", "cd".repeat(32), "check/input.npy", "ab".repeat(32)));
    assertThat(ExportJson.write(info("00000-mnist-dcgan", files)))
        .isEqualTo(
            """
            {
              "format": 1,
              "created": "2025-01-31T12:00:00Z",
              "model": "mnist-dcgan",
              "run": "00000-mnist-dcgan",
              "iteration": 400,
              "network": "generator",
              "formats": ["savedmodel", "h5"],
              "versions": {
                "ganforge": "0.1.0",
                "java": "17.0.15+6",
                "os": "Linux 6.1 amd64",
                "backend": "TensorFlow 2.18.0"
              },
              "files": {
                "check/input.npy": "%s",
                "model.h5": "%s"
              }
            }
            """
                .formatted("ab".repeat(32), "cd".repeat(32)));
  }

  @Test
  void hasANullRunIfThereIsNone() {
    assertThat(ExportJson.write(info(null, new TreeMap<>()))).contains("\"run\": null,");
  }

  @Test
  void keepsACopyOfTheFiles() {
    SortedMap<String, String> files = new TreeMap<>();
    ExportInfo info = info("00000-mnist-dcgan", files);
    files.put("late", "");
    info.files().put("later", "");
    assertThat(info.files()).isEmpty();
  }
}
