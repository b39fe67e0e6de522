package org.ganforge.run;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.export.Export;
import org.ganforge.json.record.MeasuredLine;
import org.ganforge.json.record.RunInfo;
import org.ganforge.json.record.RunJson;
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

      From the run `%s` of GanForge, which trained both networks of a GAN.

      | | |
      |---|---|
      %s

      ## Figures
      %s

      ## Limits
      The generator draws what its images show, their biases included, and may repeat single images; `./gan evaluate RUN` counts
      copies. `run.json` has all that is needed to train it again.
      """;

  /** Returns an export with the card and the run's name and record. */
  static Export added(Export export, TrainedRun trained, RunSettings settings) {
    RunDirectory run = trained.directory();
    ModelCard card =
        new ModelCard(run, trained.info(), trained.iteration(), settings, export.license());
    return export
        .withRun(run.name())
        .withFile("run.json", RunJson.write(trained.info()))
        .withFile(FILE, card.text());
  }

  /** Returns the page, which ends with a line feed. */
  String text() {
    String rows =
        Stream.of(
                row("learned from", images()),
                row("licence of the images", imageLicense()),
                row(
                    "licence of the weights",
                    license == null
                        ? "not stated; whoever publishes them chooses it (`--license NAME`), within"
                            + " that of the images"
                        : license),
                row(
                    "trained for",
                    iteration + " iterations, batches of " + info.gan().plan().batchSize()),
                row("seed", Long.toString(info.seed())),
                row("weights of the generator", weights()),
                row("trained with", versions(info.versions())),
                row("run created", info.created().toString()))
            .collect(Collectors.joining("\n"));
    return PAGE.formatted(info.gan().name(), run.name(), rows, figures());
  }

  private static String row(String what, String value) {
    return "| " + what + " | " + value + " |";
  }

  private String images() {
    RunInfo.Images images = info.images();
    return images == null
        ? "not known, since the networks were trained elsewhere"
        : images.count() + " images of `" + images.name() + "`, SHA-256 `" + images.digest() + "`";
  }

  /** A user's own images may have the name of a published set. */
  private String imageLicense() {
    RunInfo.Images images = info.images();
    Optional<String> known =
        images == null || images.origin() != null
            ? Optional.empty()
            : settings.catalogue().license(images.name());
    return known.orElse("not known to GanForge");
  }

  private String weights() {
    Gan gan = info.gan();
    Optional<MovingAverage> average = MovingAverage.among(gan.regularization());
    return average.isPresent() && average.get().sampled() && !settings.trainedWeights()
        ? "their moving average, decay " + average.get().decay()
        : "as trained";
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
