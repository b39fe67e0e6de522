package org.ganforge.observe;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.ganforge.Gan;
import org.ganforge.internal.Checks;
import org.ganforge.json.codec.FlatSpec;
import org.ganforge.layer.FloatTensor;
import org.ganforge.observe.tfevents.EventFiles;
import org.ganforge.observe.tfevents.SummaryValue;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * Writes event files that TensorBoard shows, {@code events.out.tfevents.<seconds>.ganforge}; no
 * Python is needed to write them. Each iteration has the numbers of {@link MetricsLog} and the
 * images per second; pictures of samples and evaluations are written too. Steps are iterations.
 * {@code tensorboard --logdir runs} shows all runs of a folder side by side.
 *
 * <pre>{@code
 * try (TensorBoard board = TensorBoard.of(Path.of("logs")).withSpec(gan)) {
 *   trainer.train(board);
 * }
 * }</pre>
 *
 * <p>Resumed training removes later events and continues in a new file, so no step appears twice.
 * If the directory has a {@code metrics.jsonl}, missing steps are read from it. A run does all this
 * itself if its {@link org.ganforge.train.RecordingPlan#tensorboard} says so.
 */
public final class TensorBoard implements TrainingListener, AutoCloseable {
  private final Path directory;
  private final @Nullable Gan gan;
  private final Map<String, Histograms> histograms;
  private final Clock clock;
  private final FontTrial fonts = new FontTrial();
  private final Rates rates = Rates.of();
  private @Nullable EventFiles files;
  private int columns;
  private long seed;

  private TensorBoard(
      Path directory, @Nullable Gan gan, Map<String, Histograms> histograms, Clock clock) {
    this.directory = directory;
    this.gan = gan;
    this.histograms = histograms;
    this.clock = clock;
  }

  /** Numbers by weight, and after how many iterations each they are shown. */
  private record Histograms(Supplier<Map<String, FloatTensor>> numbers, long every) {
    Histograms {
      Checks.positive("every", every);
    }
  }

  /** Returns a listener that writes into an existing directory. */
  public static TensorBoard of(Path directory) {
    return new TensorBoard(directory, null, Map.of(), Clock.systemUTC());
  }

  /** Returns a new listener that writes the spec as text, and its settings as HParams. */
  public TensorBoard withSpec(Gan gan) {
    return new TensorBoard(directory, gan, histograms, clock);
  }

  /**
   * Returns a new listener that writes histograms of weights.
   *
   * @param weights supplies the weights, {@code trainer::weights}
   * @param every the number of iterations between histograms of each weight
   */
  public TensorBoard withWeights(Supplier<Map<String, FloatTensor>> weights, long every) {
    return withHistograms(TensorBoardTags.WEIGHTS, new Histograms(weights, every));
  }

  /**
   * Returns a new listener that writes histograms of gradients, {@code
   * gradients/generator/dense/kernel}: those of the next updates, with the weights after the
   * iteration. Numbers that are not finite are left out.
   *
   * @param gradients supplies the gradients, {@code trainer::gradients}
   * @param every the number of iterations between histograms of each gradient
   */
  public TensorBoard withGradients(Supplier<Map<String, FloatTensor>> gradients, long every) {
    return withHistograms(TensorBoardTags.GRADIENTS, new Histograms(gradients, every));
  }

  private TensorBoard withHistograms(String section, Histograms more) {
    Map<String, Histograms> all = new TreeMap<>(histograms);
    all.put(section, more);
    return new TensorBoard(directory, gan, all, clock);
  }

  /** Returns a new listener with this clock. */
  TensorBoard withClock(Clock clock) {
    return new TensorBoard(directory, gan, histograms, clock);
  }

  @Override
  public void on(TrainingEvent event) {
    if (event instanceof TrainingEvent.Started started) {
      begin(started);
    }
    EventFiles out = files;
    if (out != null) {
      append(out, event);
    }
    if (event instanceof TrainingEvent.Finished) {
      close();
    }
  }

  private void begin(TrainingEvent.Started started) {
    close();
    rates.start(System.nanoTime());
    columns = started.recording().gridColumns();
    seed = started.plan().seed();
    EventFiles opened = EventFiles.open(directory, started.iteration(), clock);
    files = opened;
    new RecordedSteps(directory, opened).fill(started.iteration(), started.recording());
    if (gan != null) {
      opened.appendChange(started.iteration(), TensorBoardTags.spec(gan));
      if (opened.lastStep(SummaryValue.SESSION_START) < 0) {
        opened.append(
            started.iteration(),
            List.of(SummaryValue.hyperparameters(FlatSpec.of(gan), clock.instant())));
      }
    }
  }

  private void append(EventFiles out, TrainingEvent event) {
    long step = event.iteration();
    if (event instanceof TrainingEvent.IterationDone done) {
      rates.add(System.nanoTime(), done.images());
      List<SummaryValue> values = new ArrayList<>(TensorBoardTags.metrics(done));
      values.add(TensorBoardTags.speed(rates.imagesPerSecond()));
      histograms.forEach(
          (section, shown) -> {
            if (step % shown.every() == 0) {
              values.addAll(TensorBoardTags.histograms(section, shown.numbers().get()));
            }
          });
      out.append(step, values);
    } else if (event instanceof TrainingEvent.Samples samples) {
      BufferedImage picture = SampleGrids.grid(samples, columns).toBufferedImage();
      out.append(step, List.of(TensorBoardTags.samples(PngFile.bytes(picture))));
    } else if (event instanceof TrainingEvent.Scores scores) {
      if (fonts.allows(directory.resolve(ScoredGrids.fileName(step)))) {
        BufferedImage picture = ScoredGrids.grid(scores, columns, seed).toBufferedImage();
        out.append(step, List.of(TensorBoardTags.scores(picture)));
      }
    } else if (event instanceof TrainingEvent.Evaluated evaluated) {
      out.append(
          step,
          evaluated.measurements().stream()
              .map(found -> TensorBoardTags.measure(found.measure(), found.value()))
              .toList());
    } else if (event instanceof TrainingEvent.Finished finished && !finished.stopped()) {
      out.append(step, List.of(SummaryValue.end(clock.instant())));
    }
  }

  /** Closes the current file; training that starts later writes a new one. */
  @Override
  public void close() {
    EventFiles out = files;
    files = null;
    if (out != null) {
      out.close();
    }
  }
}
