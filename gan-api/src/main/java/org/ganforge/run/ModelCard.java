package org.ganforge.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.ganforge.export.Export;
import org.ganforge.json.codec.RunJson;
import org.ganforge.json.record.MeasuredLine;
import org.ganforge.json.record.RunInfo;
import org.ganforge.observe.MeasureLogs;
import org.ganforge.observe.RunDirectory;
import org.ganforge.regularization.MovingAverage;
import org.ganforge.train.Measure;
import org.jspecify.annotations.Nullable;

/**
 * The page that goes with a run's exported networks: what they learned from, how good they were
 * measured to be, what made them, and under which licence.
 *
 * @param run the run
 * @param info its record
 * @param iteration how many iterations the weights were trained for
 * @param settings which of the generator's weights are exported
 * @param license the licence of the weights; null if it is not stated
 */
record ModelCard(
    RunDirectory run,
    RunInfo info,
    long iteration,
    RunSettings settings,
    @Nullable String license) {
  /** The name of its file. */
  static final String FILE = "MODEL_CARD.md";

  private static final String PAGE =
      """
      # Model card: %s

      From the run `%s` of GanForge%s.

      | | |
      |---|---|
      %s

      ## Figures
      %s

      ## Limits
      %s
      """;

  private static final String LIMITS =
      """
      The generator draws what its images show, their biases included, and may repeat single images; `./gan evaluate RUN` counts
      copies.
      `run.json` has all that is needed to train it again, given the same images. It leaves out the command line and the folders of the machine.\
      """;

  private static final String LIMITS_OF_IMPORTED =
      """
      The generator draws what its images show, their biases included, and may repeat single images. `run.json` has the whole
      spec, but not where the imported weights come from. It leaves out the command line and the folders of the machine.\
      """;

  /** Returns an export with the card and the run's name and record. */
  static Export added(Export export, TrainedRun trained, RunSettings settings) {
    RunDirectory run = trained.directory();
    ModelCard card =
        new ModelCard(run, trained.info(), trained.iteration(), settings, export.license());
    return export
        .withRun(run.name())
        .withFile("run.json", RunJson.write(trained.info().withoutPlaces()))
        .withFile(FILE, card.text());
  }

  /** Returns the page, which ends with a line feed. */
  String text() {
    return PAGE.formatted(
        info.gan().name(),
        run.name(),
        info.imported()
            ? ". At least one of the GAN's two networks was imported with weights from outside this"
                + " run"
            : ", which trained both networks of a GAN",
        String.join("\n", rows()),
        figures(),
        info.imported() ? LIMITS_OF_IMPORTED : LIMITS);
  }

  private List<String> rows() {
    List<String> rows = new ArrayList<>();
    rows.add(row("learned from", images()));
    rows.add(row("licence of the images", imageLicense()));
    rows.add(row("licence of the weights", weightLicense()));
    rows.add(row("trained for", training()));
    if (isTrainedHere()) {
      rows.add(row("seed", Long.toString(info.seed())));
      rows.add(row("weights of the generator", weights()));
    }
    rows.add(row(info.imported() ? "imported with" : "trained with", versions(info.versions())));
    rows.add(row("run created", info.created().toString()));
    return rows;
  }

  private static String row(String what, String value) {
    return "| " + what + " | " + value + " |";
  }

  /** Whether this run has trained the networks, even if they were imported before. */
  private boolean isTrainedHere() {
    return info.images() != null;
  }

  /** Limits a statement about this run's training to the time since an import. */
  private String sinceImport(String statement) {
    return info.imported() ? "since the import: " + statement + "; before: not known" : statement;
  }

  private String images() {
    RunInfo.Images images = info.images();
    return images == null
        ? "not known, since weights were imported"
        : sinceImport(
            images.count()
                + " images of `"
                + images.name()
                + "`, SHA-256 `"
                + images.digest()
                + "`");
  }

  private String imageLicense() {
    return new ImageLicense(info, settings.catalogue())
        .find()
        .map(this::sinceImport)
        .orElse("not known to GanForge");
  }

  private String weightLicense() {
    return license == null
        ? "not stated; whoever publishes them chooses it (`--license NAME`), within that of the"
            + " images"
        : license;
  }

  private String training() {
    return isTrainedHere()
        ? sinceImport(iteration + " iterations, batches of " + info.gan().plan().batchSize())
        : "not known; this run has not trained them";
  }

  private String weights() {
    return average()
        .filter(average -> !settings.trainedWeights())
        .map(average -> "their moving average, decay " + average.decay())
        .orElse("as trained");
  }

  /** Returns the moving average that the run samples and measures. */
  private Optional<MovingAverage> average() {
    return MovingAverage.among(info.gan().regularization()).filter(MovingAverage::sampled);
  }

  private static String versions(RunInfo.Versions versions) {
    return "GanForge "
        + versions.ganforge()
        + "; "
        + versions.backend()
        + "; Java "
        + versions.java()
        + "; "
        + versions.os();
  }

  private String figures() {
    if (!isTrainedHere()) {
      return "None, since this run has not trained the networks.";
    }
    if (settings.trainedWeights() && average().isPresent()) {
      return "None for these weights: training measures the moving average, and these are the"
          + " trained weights themselves (`./gan evaluate RUN --trained-weights`).";
    }
    List<String> rows =
        Stream.of(Measure.values()).flatMap(measure -> figure(measure).stream()).toList();
    return rows.isEmpty()
        ? "None were recorded during training; `./gan evaluate RUN` measures samples."
        : "Measured during training, beside the same measure of real images.\n\n"
            + "| measure | samples | real images | measured |\n|---|---|---|---|\n"
            + String.join("\n", rows);
  }

  /** Returns the last figure up to the exported weights. */
  private Optional<String> figure(Measure measure) {
    List<MeasuredLine> lines = MeasureLogs.lines(run.path(), measure, iteration);
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    MeasuredLine last = lines.get(lines.size() - 1);
    return Optional.of(
        String.format(
            Locale.ROOT,
            "| `%s` | %.4g | %.4g | on %d samples, iteration %d |",
            measure.label(),
            last.value(),
            last.floor(),
            last.n(),
            last.iteration()));
  }
}
