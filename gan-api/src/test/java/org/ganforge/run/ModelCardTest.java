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
import org.ganforge.data.DatasetCatalogue;
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

  private static final RunInfo.Images DIGITS =
      RunInfo.Images.of(DatasetCatalogue.standard().load("digits"));

  /** Images that a program made and called by a published set's name. */
  private static final RunInfo.Images OWN = RunInfo.Images.of("mnist", 60_000, DIGEST);

  @TempDir private Path folder;

  private static RunInfo info(Gan gan, RunInfo.@Nullable Images images) {
    return new RunInfo(
        gan,
        images,
        new RunInfo.Versions("1.0", "17 (A vendor)", "Linux 6 amd64", "TensorFlow 2.18.0, CPU"),
        List.of(),
        Instant.parse("2026-01-02T03:04:05Z"),
        null,
        List.of(),
        false);
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
    RunInfo info = info(gan, DIGITS);

    assertThat(card(info, 25, RunSettings.of(), "CC-BY-4.0"))
        .startsWith("# Model card: " + gan.name() + "\n")
        .contains(
            "From the run `"
                + folder.getFileName()
                + "` of GanForge, which trained both networks of a GAN.",
            "| learned from | 10000 images of `digits`, SHA-256 `" + DIGITS.digest() + "` |",
            "| licence of the images | not applicable: GanForge draws them itself |",
            "| licence of the weights | CC-BY-4.0 |",
            "| trained for | 25 iterations, batches of " + gan.plan().batchSize() + " |",
            "| seed | " + gan.plan().seed() + " |",
            "| weights of the generator | their moving average, decay 0.999 |",
            "| trained with | GanForge 1.0; TensorFlow 2.18.0, CPU; Java 17 (A vendor); Linux 6",
            "| run created | 2026-01-02T03:04:05Z |",
            "| `frechet_distance` | 2.500 | 0.5000 | on 100 samples, iteration 20 |")
        .endsWith(
            "train it again, given the same images. It leaves out the command line and the"
                + " folders of the machine.\n");
  }

  /** Training measures the images that the average draws. */
  @Test
  void hasNoFiguresOfOtherWeightsThanTheExportedOnes() throws IOException {
    measured();
    RunSettings trained = RunSettings.of().withTrainedWeights(true);
    Gan averaged = ContractGans.adam().withRegularization(MovingAverage.of());
    assertThat(card(info(averaged, OWN), 25, trained, null))
        .contains(
            "| weights of the generator | as trained |",
            "## Figures\nNone for these weights: training measures the moving average, and these"
                + " are the trained weights themselves (`./gan evaluate RUN --trained-weights`).\n")
        .doesNotContain("frechet_distance");
    assertThat(card(info(ContractGans.adam(), OWN), 25, trained, null)).contains("| 2.500 |");
  }

  @Test
  void imagesWithTheNameOfAPublishedSetDoNotHaveItsLicence() {
    String unknown = "| licence of the images | not known to GanForge |";
    assertThat(card(info(ContractGans.adam(), OWN), 1, RunSettings.of(), null)).contains(unknown);
    RunInfo.Images named = RunInfo.Images.of("digits", DIGITS.count(), DIGEST);
    assertThat(card(info(ContractGans.adam(), named), 1, RunSettings.of(), null)).contains(unknown);
    RunInfo.Images unheard = RunInfo.Images.of("faces", 7, DIGEST).withFolder("no-such-folder");
    assertThat(card(info(ContractGans.adam(), unheard), 1, RunSettings.of(), null))
        .contains(unknown);
  }

  @Test
  void saysWhatIsNotKnownAboutImportedNetworks() {
    RunInfo imported = info(ContractGans.adam(), null);
    assertThat(card(imported, 0, RunSettings.of(), null))
        .contains(
            "` of GanForge. At least one of the GAN's two networks was imported with weights from"
                + " outside this run.\n",
            "| learned from | not known, since weights were imported |",
            "| licence of the images | not known to GanForge |",
            "| licence of the weights | not stated; whoever publishes them chooses it"
                + " (`--license NAME`), within that of the images |",
            "| trained for | not known; this run has not trained them |",
            "| imported with | GanForge 1.0;",
            "## Figures\nNone, since this run has not trained the networks.\n",
            "`run.json` has the whole\nspec, but not where the imported weights come from.")
        .doesNotContain("| seed |", "| weights of the generator |", "train it again");
  }

  @Test
  void saysWhichPartOfTheTrainingOfImportedNetworksIsKnown() {
    RunInfo resumed = info(ContractGans.adam(), null).withImages(DIGITS);
    assertThat(card(resumed, 30, RunSettings.of(), null))
        .contains(
            "networks was imported",
            "| learned from | since the import: 10000 images of `digits`, SHA-256 `"
                + DIGITS.digest()
                + "`; before: not known |",
            "| licence of the images | since the import: not applicable: GanForge draws them"
                + " itself; before: not known |",
            "| trained for | since the import: 30 iterations, batches of "
                + resumed.gan().plan().batchSize()
                + "; before: not known |",
            "| seed |",
            "None were recorded during training;")
        .doesNotContain("train it again");
  }

  @Test
  void aLicenceIsAnSpdxExpression() {
    Export export = Export.of(NetworkRole.GENERATOR);
    for (String license :
        List.of("CC-BY-4.0", "MIT OR Apache-2.0", "GPL-2.0+", "(MIT AND BSD-3-Clause)")) {
      assertThat(export.withLicense(license).license()).isEqualTo(license);
    }
    for (String license : List.of("free | for all", "MIT\nOR", " MIT", "")) {
      assertThatThrownBy(() -> export.withLicense(license))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "export license: expected an SPDX expression of letters, digits, spaces, '.', '-',"
                  + " '+' and parentheses but found \""
                  + license.replace("\n", "\\u000a")
                  + "\"; give an identifier from spdx.org/licenses, such as CC-BY-4.0");
    }
  }
}
