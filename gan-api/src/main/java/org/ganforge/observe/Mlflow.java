package org.ganforge.observe;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Copy;
import org.ganforge.internal.file.AtomicFile;
import org.ganforge.json.codec.FlatSpec;
import org.ganforge.json.text.JsonFile;
import org.ganforge.json.text.PlainJson;
import org.ganforge.observe.mlflow.Beginning;
import org.ganforge.observe.mlflow.Metric;
import org.ganforge.observe.mlflow.Settings;
import org.ganforge.observe.mlflow.TrackingServer;
import org.ganforge.observe.mlflow.Uploads;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * Logs a training to an <a href="https://mlflow.org">MLflow</a> tracking server: the settings as
 * parameters, the numbers of {@link MetricsLog}, images per second and measures as metrics with the
 * iteration as their step, and as tags where the run's files are. Pictures and weights stay in
 * their files.
 *
 * <pre>{@code
 * try (Mlflow mlflow = Mlflow.of(URI.create("http://127.0.0.1:5000"), gan)) {
 *   trainer.train(mlflow);
 * }
 * }</pre>
 *
 * <p>Everything is sent by another thread. A server that cannot be reached, or refuses something,
 * never affects the training; it is reported once. Closing the listener waits at most ten seconds
 * for what has not been sent yet, and marks a training that has not finished as failed; one that
 * was stopped has finished.
 */
public final class Mlflow implements TrainingListener, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Mlflow.class.getName());

  /** Of MLflow 1.28; later ones take 6,000. */
  private static final int LONGEST_PARAM = 500;

  private final Settings settings;
  private final Rates rates = Rates.of();
  private TrainingEvent.@Nullable IterationDone unsent;
  private @Nullable Uploads uploads;
  private boolean isTraining;

  private Mlflow(Settings settings) {
    this.settings = settings;
  }

  /**
   * Returns a listener for one training, which belongs to the experiment of the GAN's name.
   *
   * @param server the tracking server's address, such as {@code http://127.0.0.1:5000}
   * @throws InvalidInputException if that is not an HTTP address, or has a password in it
   */
  public static Mlflow of(URI server, Gan gan) {
    return new Mlflow(
        new Settings(
            TrackingServer.address("MLflow", server),
            gan,
            gan.name(),
            null,
            null,
            10,
            text -> LOG.log(System.Logger.Level.WARNING, text),
            Uploads.Pace.of()));
  }

  /**
   * Checks that {@link #of} would accept an address, for programs that want to know before they
   * start working.
   *
   * @throws InvalidInputException if it would not
   */
  public static void checkServer(URI server) {
    TrackingServer.address("MLflow", server);
  }

  /** Returns a new listener whose run belongs to this experiment, created if there is none. */
  public Mlflow withExperiment(String experiment) {
    return new Mlflow(Copy.with(settings, "experiment", experiment));
  }

  /**
   * Returns a new listener for a run in this directory, which must exist when training starts. The
   * run has the directory's name and, as tags, the places of its files. {@code mlflow.json} in it
   * remembers the server's id of the run, so that resumed training continues that run's curves.
   */
  public Mlflow withDirectory(Path directory) {
    return new Mlflow(Copy.with(settings, "directory", directory));
  }

  /**
   * Returns a new listener that sends this header with each request.
   *
   * @param header what HTTP's {@code Authorization} says: {@code Bearer TOKEN}, {@code Basic ...}
   */
  public Mlflow withAuthorization(String header) {
    return new Mlflow(Copy.with(settings, "authorization", header));
  }

  /**
   * Returns a new listener that logs the numbers of every n-th iteration, and those of the first
   * and the last.
   *
   * @param every n; by default 10
   */
  public Mlflow withEvery(long every) {
    return new Mlflow(Copy.with(settings, "every", Checks.positive("every", every)));
  }

  /**
   * Returns a new listener that reports a failure to this consumer, on the training's thread and in
   * one line; by default to the system's logger.
   */
  public Mlflow withWarnings(Consumer<String> warnings) {
    return new Mlflow(Copy.with(settings, "warnings", warnings));
  }

  /** Returns a new listener with this pace. */
  Mlflow withPace(Uploads.Pace pace) {
    return new Mlflow(Copy.with(settings, "pace", pace));
  }

  @Override
  public void on(TrainingEvent event) {
    if (event instanceof TrainingEvent.Started started) {
      begin(started);
    }
    Uploads to = uploads;
    if (to == null) {
      return;
    }
    if (event instanceof TrainingEvent.IterationDone done) {
      rates.add(System.nanoTime(), done.images());
      unsent = done;
      if (done.iteration() == 1 || done.iteration() % settings.every() == 0) {
        log(to);
      }
    } else if (event instanceof TrainingEvent.Evaluated evaluated) {
      long now = System.currentTimeMillis();
      to.log(
          evaluated.measurements().stream()
              .map(m -> new Metric(m.measure().label(), m.value(), now, event.iteration()))
              .toList());
    } else if (event instanceof TrainingEvent.Finished finished) {
      log(to);
      to.tag(Map.of("ganforge.stopped", Boolean.toString(finished.stopped())));
      end(to, "FINISHED");
    }
    to.failure().ifPresent(settings.warnings());
  }

  private void begin(TrainingEvent.Started started) {
    rates.start(System.nanoTime());
    isTraining = true;
    Uploads to = uploads;
    if (to == null) {
      to = Uploads.start(settings.server(), settings.authorization(), settings.pace());
      uploads = to;
    }
    Path directory = settings.directory();
    RunDirectory run = directory == null ? null : new RunDirectory(directory);
    to.begin(
        new Beginning(
            settings.experiment(),
            run == null ? settings.gan().name() : run.name(),
            System.currentTimeMillis(),
            tags(run),
            params(),
            run == null || started.iteration() == 0 ? null : earlier(run),
            id -> remember(run, id)));
  }

  private void log(Uploads to) {
    TrainingEvent.IterationDone done = unsent;
    if (done == null) {
      return;
    }
    unsent = null;
    long now = System.currentTimeMillis();
    List<Metric> metrics = new ArrayList<>();
    MetricsReader.fields(
        MetricsLine.of(done),
        (iteration, field, value) -> {
          if (!field.equals(MetricsLine.ITERATION)) {
            metrics.add(new Metric(field, value, now, done.iteration()));
          }
        });
    metrics.add(new Metric("images_per_second", rates.imagesPerSecond(), now, done.iteration()));
    to.log(metrics);
  }

  private void end(Uploads to, String status) {
    isTraining = false;
    to.end(status, System.currentTimeMillis());
  }

  private static Map<String, String> tags(@Nullable RunDirectory run) {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("mlflow.source.name", "GanForge");
    tags.put("mlflow.source.type", "LOCAL");
    tags.put("mlflow.user", System.getProperty("user.name", "unknown"));
    if (run != null) {
      tags.put("ganforge.directory", run.path().toAbsolutePath().toString());
      tags.put("ganforge.report", run.report().toAbsolutePath().toString());
      tags.put("ganforge.progress", run.progressGif().toAbsolutePath().toString());
      tags.put("ganforge.checkpoints", run.checkpoints().toAbsolutePath().toString());
    }
    return tags;
  }

  private Map<String, String> params() {
    Map<String, String> params = new LinkedHashMap<>();
    FlatSpec.of(settings.gan())
        .forEach(
            (name, value) -> {
              String text =
                  value instanceof Double number ? MetricsLine.plain(number) : value.toString();
              params.put(name, text.substring(0, Math.min(text.length(), LONGEST_PARAM)));
            });
    return params;
  }

  /** Returns the server's id of the run, if it is the server that it was trained with before. */
  private @Nullable String earlier(RunDirectory run) {
    if (!Files.isRegularFile(run.mlflow())) {
      return null;
    }
    try {
      String json = JsonFile.text(run.mlflow());
      String server = PlainJson.text(json, "tracking_uri").orElse("");
      return server.equals(settings.server().toString())
          ? PlainJson.text(json, "run_id").orElse(null)
          : null;
    } catch (InvalidInputException e) {
      return null; // without it, the server gets another run
    }
  }

  private void remember(@Nullable RunDirectory run, String id) {
    if (run == null) {
      return;
    }
    String json =
        PlainJson.write(Map.of("run_id", id, "tracking_uri", settings.server().toString()));
    try {
      AtomicFile.write(
          run.mlflow(), out -> out.write((json + "\n").getBytes(StandardCharsets.UTF_8)));
    } catch (InvalidInputException e) {
      LOG.log(System.Logger.Level.WARNING, "MLflow gets another run on resume: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    Uploads to = uploads;
    uploads = null;
    if (to == null) {
      return;
    }
    if (isTraining) {
      log(to);
      end(to, "FAILED");
    }
    to.close();
    to.failure().ifPresent(settings.warnings());
    if (to.lost() > 0) {
      settings
          .warnings()
          .accept("MLflow at " + settings.server() + ": " + to.lost() + " numbers were not logged");
    }
  }
}
