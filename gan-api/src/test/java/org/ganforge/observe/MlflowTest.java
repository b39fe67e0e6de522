package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.Dense;
import org.ganforge.observe.mlflow.MlflowServer;
import org.ganforge.observe.mlflow.Uploads;
import org.ganforge.train.Measure;
import org.ganforge.train.Measurement;
import org.ganforge.train.TrainingEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a training tells an MLflow server, and that the server cannot harm the training. */
class MlflowTest {
  private static final Duration SOON = Duration.ofMillis(1);

  /** As usual, but without its pauses. */
  private static final Uploads.Pace FAST =
      new Uploads.Pace(SOON, SOON, Duration.ofSeconds(20), List.of(SOON, SOON));

  @TempDir private Path dir = Path.of("");
  private final List<String> warnings = new ArrayList<>();
  private final MlflowServer server;

  MlflowTest() throws IOException {
    server = new MlflowServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Gan gan() {
    return Gan.of(
        "tiny",
        Sequential.builder("generator").input(3).add(Dense.of(4)).build(),
        Sequential.builder("discriminator").input(4).add(Dense.of(1)).build());
  }

  private Mlflow mlflow() {
    return mlflow(server.address());
  }

  private Mlflow mlflow(URI address) {
    return Mlflow.of(address, gan()).withPace(FAST).withWarnings(warnings::add);
  }

  private static void train(Mlflow mlflow, long from, long to) {
    mlflow.on(Events.started(from, 100));
    for (long i = from + 1; i <= to; i++) {
      mlflow.on(Events.done(i, 1.0 / i, null));
    }
  }

  private static void trainAndFinish(Mlflow mlflow, long from, long to) {
    train(mlflow, from, to);
    mlflow.on(Events.finished(to));
    mlflow.close();
  }

  @Test
  void logsSettingsNumbersAndTheEnd() {
    Mlflow mlflow = mlflow();
    train(mlflow, 0, 23);
    mlflow.on(
        new TrainingEvent.Evaluated(
            23,
            List.of(new Measurement(Measure.FRECHET_DISTANCE, 12.5, null, 0.7, 100, 1, "c", "i"))));
    mlflow.on(Events.finished(23));
    mlflow.close();

    MlflowServer.Run run = server.run();
    assertThat(run.experiment).isEqualTo("tiny");
    assertThat(run.name).isEqualTo("tiny");
    assertThat(run.params)
        .containsEntry("name", "tiny")
        .containsEntry("generator.parameters", "16")
        .containsEntry("objective", "binary_crossentropy")
        .containsEntry("generator_optimizer.learning_rate", "0.0002")
        .containsEntry("plan.seed", "0");
    assertThat(run.tags)
        .containsEntry("mlflow.source.name", "GanForge")
        .containsEntry("ganforge.stopped", "false")
        .doesNotContainKey("ganforge.directory");
    assertThat(run.curve("d_loss"))
        .containsExactly("1=1.0", "10=0.1", "20=0.05", "23=0.043478260869565216");
    assertThat(run.curve("g_updates")).containsExactly("1=2.0", "10=20.0", "20=40.0", "23=46.0");
    assertThat(run.curve("frechet_distance")).containsExactly("23=12.5");
    assertThat(run.curve("images_per_second")).hasSize(4);
    assertThat(run.metrics).noneMatch(metric -> metric.key().equals("iteration"));
    assertThat(run.status).isEqualTo("FINISHED");
    assertThat(run.endTime).isGreaterThanOrEqualTo(run.metrics.get(0).timestamp());
    assertThat(warnings).isEmpty();
  }

  @Test
  void usesAnExperimentThatExists() {
    server.addExperiment("digits & more");
    trainAndFinish(mlflow().withExperiment("digits & more"), 0, 1);

    assertThat(server.run().experiment).isEqualTo("digits & more");
    assertThat(server.requests()).doesNotContain("POST experiments/create");
  }

  @Test
  void logsThousandsOfNumbersInOrder() {
    trainAndFinish(mlflow().withEvery(1), 0, 2500);

    assertThat(server.run().curve("d_updates"))
        .isEqualTo(LongStream.rangeClosed(1, 2500).mapToObj(i -> i + "=" + i + ".0").toList());
    assertThat(warnings).isEmpty();
  }

  @Test
  void leavesOutNumbersThatAreNotFinite() {
    Mlflow mlflow = mlflow();
    mlflow.on(Events.started(0, 10));
    mlflow.on(Events.done(1, Double.NaN, null));
    mlflow.on(Events.finished(1));
    mlflow.close();

    assertThat(server.run().curve("d_loss")).isEmpty();
    assertThat(server.run().curve("d_accuracy")).containsExactly("1=0.75");
  }

  @Test
  void saysWhereTheFilesOfARunAreAndContinuesItsCurves() throws IOException {
    Path run = Files.createDirectory(dir.resolve("00000-tiny"));
    trainAndFinish(mlflow().withDirectory(run), 0, 20);
    trainAndFinish(mlflow().withDirectory(run), 10, 30);

    MlflowServer.Run logged = server.run();
    assertThat(logged.name).isEqualTo("00000-tiny");
    assertThat(logged.tags)
        .containsEntry("ganforge.directory", run.toString())
        .containsEntry("ganforge.report", run.resolve("report.html").toString())
        .containsEntry("ganforge.checkpoints", run.resolve("checkpoints").toString());
    assertThat(logged.curve("d_updates"))
        .containsExactly("1=1.0", "10=10.0", "20=20.0", "20=20.0", "30=30.0");
    assertThat(logged.status).isEqualTo("FINISHED");
    assertThat(warnings).isEmpty();
  }

  @Test
  void getsAnotherRunIfTheServerHasForgottenTheFirst() throws IOException {
    Path run = Files.createDirectory(dir.resolve("run"));
    trainAndFinish(mlflow().withDirectory(run), 0, 10);
    server.forget();
    trainAndFinish(mlflow().withDirectory(run), 10, 20);
    trainAndFinish(mlflow().withDirectory(run), 20, 30);

    assertThat(server.run().curve("d_updates")).containsExactly("20=20.0", "30=30.0");
    assertThat(warnings).isEmpty();
  }

  @Test
  void aDamagedRecordOfTheRunOnlyMeansAnotherRun() throws IOException {
    Path run = Files.createDirectory(dir.resolve("run"));
    Files.writeString(run.resolve("mlflow.json"), "{\"run_id\": ");
    trainAndFinish(mlflow().withDirectory(run), 10, 20);

    assertThat(server.run().curve("d_updates")).containsExactly("20=20.0");
  }

  @Test
  void aRollbackContinuesTheSameRun() {
    Mlflow mlflow = mlflow();
    train(mlflow, 0, 12);
    train(mlflow, 10, 20);
    mlflow.on(Events.finished(20));
    mlflow.close();

    assertThat(server.run().curve("d_updates")).containsExactly("1=1.0", "10=10.0", "20=20.0");
  }

  @Test
  void aTrainingThatDoesNotFinishHasFailed() {
    Mlflow mlflow = mlflow();
    train(mlflow, 0, 12);
    mlflow.close();

    assertThat(server.run().status).isEqualTo("FAILED");
    assertThat(server.run().curve("d_updates")).containsExactly("1=1.0", "10=10.0", "12=12.0");
  }

  @Test
  void aTrainingThatIsStoppedHasFinished() {
    Mlflow mlflow = mlflow();
    train(mlflow, 0, 2);
    mlflow.on(new TrainingEvent.Finished(2, true));
    mlflow.close();

    assertThat(server.run().status).isEqualTo("FINISHED");
    assertThat(server.run().tags).containsEntry("ganforge.stopped", "true");
  }

  @Test
  void triesAServerThatIsBusyAgainAndReportsItOnce() throws InterruptedException {
    server.fail("503", "503", "503", "503", "429", "503", "500");
    Mlflow mlflow = mlflow();
    train(mlflow, 0, 20);
    mlflow.on(Events.finished(20));
    while (!server.requests().contains("POST runs/update")) {
      Thread.sleep(2);
    }
    mlflow.close();

    assertThat(server.run().curve("d_updates")).containsExactly("1=1.0", "10=10.0", "20=20.0");
    assertThat(server.run().status).isEqualTo("FINISHED");
    assertThat(warnings)
        .containsExactly(
            "MLflow at "
                + server.address()
                + ": expected it to log this training but found HTTP status 503 for GET"
                + " experiments/get-by-name; training continues, and tries it again");
  }

  @Test
  void repeatsARequestTwiceBeforeItReportsAnything() {
    server.fail("503", "503");
    trainAndFinish(mlflow(), 0, 1);

    assertThat(server.requests().subList(0, 4))
        .containsExactly(
            "GET experiments/get-by-name",
            "GET experiments/get-by-name",
            "GET experiments/get-by-name",
            "POST experiments/create");
    assertThat(warnings).isEmpty();
  }

  @Test
  void saysWhyTheServerRefusesAndAsksNoMore() {
    server.fail("403 PERMISSION_DENIED not for you");
    trainAndFinish(mlflow(), 0, 10);

    assertThat(server.requests()).containsExactly("GET experiments/get-by-name");
    assertThat(warnings)
        .containsExactly(
            "MLflow at "
                + server.address()
                + ": expected it to log this training but found HTTP status 403 for GET"
                + " experiments/get-by-name, PERMISSION_DENIED: not for you; training continues"
                + " without it");
  }

  @Test
  void saysThatThereIsNoServerAndHowMuchItDidNotGet() throws IOException {
    URI nobody;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + free.getLocalPort());
    }
    trainAndFinish(mlflow(nobody), 0, 10);

    assertThat(warnings).hasSize(2);
    assertThat(warnings.get(0))
        .isIn(
            "MLflow at "
                + nobody
                + ": expected it to log this training but found no server that accepts"
                + " connections; training continues, and tries it again",
            "MLflow at "
                + nobody
                + ": expected it to log this training but found no server that accepts"
                + " connections; the rest is not logged");
    assertThat(warnings.get(1)).isEqualTo("MLflow at " + nobody + ": 14 numbers were not logged");
  }

  /** Nothing of the training waits for an answer, and closing does not wait for ever. */
  @Test
  void aServerThatNeverAnswersStopsNothing() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort());
      Uploads.Pace pace = new Uploads.Pace(SOON, SOON, Duration.ofMillis(50), List.of());
      trainAndFinish(mlflow(address).withPace(pace), 0, 10);

      assertThat(warnings).containsExactly("MLflow at " + address + ": 14 numbers were not logged");
    }
  }

  @Test
  void sendsTheHeaderThatTheServerDemands() {
    server.demand("Bearer secret");
    trainAndFinish(mlflow().withAuthorization("Bearer secret"), 0, 1);
    assertThat(server.run().status).isEqualTo("FINISHED");

    trainAndFinish(mlflow(), 0, 1);
    assertThat(warnings)
        .containsExactly(
            "MLflow at "
                + server.address()
                + ": expected it to log this training but found HTTP status 401 for GET"
                + " experiments/get-by-name; training continues without it");
  }

  @Test
  void refusesWhatIsNoAddressOrHasAPasswordInIt() {
    assertThatThrownBy(() -> Mlflow.of(URI.create("mlruns"), gan()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "MLflow: expected the address of an MLflow tracking server, such as"
                + " http://127.0.0.1:5000, but found mlruns; start one with 'mlflow server'");
    assertThatThrownBy(() -> Mlflow.checkServer(URI.create("https://me:secret@example.org/")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "MLflow: expected an address without a user, a password or a query but found one of"
                + " example.org with them; pass credentials separately, since addresses are"
                + " recorded and printed");
    assertThatThrownBy(() -> mlflow().withEvery(0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("every: expected a whole number of at least 1 but found 0; give 1 or more");
  }
}
