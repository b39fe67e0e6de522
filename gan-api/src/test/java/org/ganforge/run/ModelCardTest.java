package org.ganforge.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.ganforge.Gan;
import org.ganforge.contract.ContractGans;
import org.ganforge.error.InvalidInputException;
import org.ganforge.export.Export;
import org.ganforge.export.NetworkRole;
import org.ganforge.json.record.MeasuredLine;
import org.ganforge.json.record.RunInfo;
import org.ganforge.observe.RunDirectory;
import org.ganforge.regularization.MovingAverage;
import org.ganforge.train.Measure;
import org.ganforge.train.Measurement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page that goes with exported networks. */
class ModelCardTest {
  private static final String DIGEST = "ab".repeat(32);

  @TempDir private Path folder;

  private static RunInfo info(Gan gan, RunInfo.@Nullable Images images) {
    return new RunInfo(
        gan,
        images,
        new RunInfo.Versions("1.0", "17 (A vendor)", "Linux 6 amd64", "TensorFlow 2.18.0, CPU"),
        List.of(),
        Instant.parse("2026-01-02T03:04:05Z"),
        null,
        List.of());
  }

  private String card(
      RunInfo info, long iteration, RunSettings settings, @Nullable String license) {
    return new ModelCard(new RunDirectory(folder), info, iteration, settings, license).text();
  }

  /** The last figures up to the exported weights, not those after them. */
  private void measured() throws IOException {
    StringBuilder lines = new StringBuilder();
    String check = MeasuredLine.START;
    for (int iteration : new int[] {10, 20, 30}) {
      Measurement found =
          new Measurement(Measure.FRECHET_DISTANCE, iteration / 8.0, null, 0.5, 100, 0, "aa", "bb");
      MeasuredLine line = MeasuredLine.of(iteration, found, check);
      check = line.check();
      lines.append(line.text()).append('\n');
    }
    Files.writeString(folder.resolve("metric-frechet_distance.jsonl"), lines);
  }

  @Test
  void hasImagesFiguresSeedVersionsAndLicences() throws IOException {
    measured();
    Gan gan = ContractGans.adam().withRegularization(MovingAverage.of());
    RunInfo info = info(gan, RunInfo.Images.of("mnist", 60_000, DIGEST));

    assertThat(card(info, 25, RunSettings.of(), "CC-BY-4.0"))
        .startsWith("# Model card: " + gan.name() + "\n")
        .contains(
            "From the run `" + folder.getFileName() + "`",
            "| learned from | 60000 images of `mnist`, SHA-256 `" + DIGEST + "` |",
            "| licence of the images | CC-BY-SA-3.0 |",
            "| licence of the weights | CC-BY-4.0 |",
            "| trained for | 25 iterations, batches of " + gan.plan().batchSize() + " |",
            "| seed | " + gan.plan().seed() + " |",
            "| weights of the generator | their moving average, decay 0.999 |",
            "| trained with | GanForge 1.0; TensorFlow 2.18.0, CPU; Java 17 (A vendor); Linux 6",
            "| run created | 2026-01-02T03:04:05Z |",
            "| `frechet_distance` | 2.500 | 0.5000 | on 100 samples, iteration 20 |")
        .endsWith("train it again.\n");
  }

  @Test
  void saysWhatIsNotKnown() {
    RunInfo imported = info(ContractGans.adam(), null);
    assertThat(card(imported, 0, RunSettings.of(), null))
        .contains(
            "| learned from | not known, since the networks were trained elsewhere |",
            "| licence of the images | not known to GanForge |",
            "| licence of the weights | not stated; whoever publishes them chooses it"
                + " (`--license NAME`), within that of the images |",
            "| weights of the generator | as trained |",
            "None were recorded during training; `./gan evaluate RUN` measures samples.");
  }

  @Test
  void aLicenceIsAnIdentifier() {
    Export export = Export.of(NetworkRole.GENERATOR);
    assertThatThrownBy(() -> export.withLicense("free | for all"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "export license: expected a name of letters, digits, '_', '.' and '-' that starts with"
                + " a letter or digit but found \"free | for all\"; rename it");
  }
}
