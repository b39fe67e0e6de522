package org.ganforge.tf.distributed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ganforge.Gan;
import org.ganforge.cluster.WorkerLostException;
import org.ganforge.cluster.WorkerOptions;
import org.ganforge.data.ImageDataset;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How workers find each other and agree, over loopback connections and without TensorFlow. */
@Timeout(60)
class RendezvousTest extends LoopbackWorkers {
  @TempDir private Path folder;

  @Test
  void followersGetTheChiefsFormsAndItsOrdersInTheirOrder() throws Exception {
    List<CompletableFuture<FollowerGroup>> followers = both();
    Links links = meet(followers);

    links.send(Frame.of(Frame.Kind.STEP, "A", "B"));
    links.send(Frame.of(Frame.Kind.GRADIENTS, "C"));
    links.send(Frame.of(Frame.Kind.END));

    for (CompletableFuture<FollowerGroup> follower : followers) {
      assertThat(follower.get().next()).isEqualTo(new Order.Step(List.of("A", "B")));
      assertThat(follower.get().next()).isEqualTo(new Order.Gradients("C"));
      assertThat(follower.get().next()).isEqualTo(new Order.End(""));
    }
    assertThat(links.peers()).extracting(Peer::rank).containsExactlyInAnyOrder(1, 2);
    assertThat(lost).isEmpty();
  }

  @Test
  void followersGetACopyOfTheCheckpoint() throws Exception {
    byte[] large = new byte[3_000_000];
    large[2_999_999] = 7;
    Files.write(folder.resolve("variables.data-00000-of-00001"), large);
    Files.writeString(folder.resolve("gan.json"), "{}");
    List<CompletableFuture<FollowerGroup>> followers = both();
    Links links = meet(followers);

    Frame files = ChiefGroup.files(folder);
    for (Peer peer : links.peers()) {
      links.send(peer, to -> to.send(files, folder));
    }

    for (CompletableFuture<FollowerGroup> follower : followers) {
      Path copy = ((Order.Restore) follower.get().next()).directory();
      assertThat(copy.resolve("gan.json")).hasContent("{}");
      assertThat(copy.resolve("variables.data-00000-of-00001")).hasBinaryContent(large);
      follower.get().close();
      assertThat(copy).doesNotExist();
    }
  }

  @Test
  void aWorkerWithAnotherSpecIsRefusedByNameOnBothSides() {
    CompletableFuture<Links> chief = gather(options(0));
    Gan other = GAN.withPlan(GAN.plan().withBatchSize(8));
    Throwable told = failure(follow(1, agreement(other, IMAGES)));
    String what =
        "the chief's spec, with plan.batch_size 4, but found 8; start all workers with the same"
            + " program, options and images";

    assertThat(failure(chief))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(cluster.name(1) + ": expected " + what);
    assertThat(told)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            cluster.name(1)
                + ": expected to be admitted by the chief but found its refusal: expected "
                + what
                + "; start all workers again");
  }

  @Test
  void aWorkerWithOtherImagesIsRefusedByName() {
    CompletableFuture<Links> chief = gather(options(0));
    ImageDataset fewer = IMAGES.first(IMAGES.count() - 1);
    CompletableFuture<FollowerGroup> follower = follow(2, agreement(GAN, fewer));

    assertThat(failure(follower)).isInstanceOf(InvalidInputException.class);
    assertThat(failure(chief))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            cluster.name(2)
                + ": expected the chief's images, "
                + described(IMAGES)
                + ", but found "
                + described(fewer)
                + "; start all workers with the same program, options and images");
  }

  private static String described(ImageDataset images) {
    return images.name()
        + ", "
        + images.count()
        + " of them with the digest "
        + images.digest().substring(0, 8);
  }

  @Test
  void aWorkerWithAnotherVersionOrPrecisionIsRefusedByName() {
    Agreement chief = agreement(GAN, IMAGES);
    Agreement newer = Agreement.of(GAN, IMAGES, "TensorFlow 2.19.0", "float32");
    Agreement rougher = Agreement.of(GAN, IMAGES, "TensorFlow 2.18.0", "bfloat16");
    String wayOut = "; start all workers with the same program, options and images";
    String version = chief.words().get(4); // "development", unless this is tested as a jar

    assertThat(chief.refusal("worker 1 (h:1)", newer.words()).orElseThrow())
        .hasMessage(
            "worker 1 (h:1): expected the chief's version of TensorFlow, TensorFlow 2.18.0, but"
                + " found TensorFlow 2.19.0"
                + wayOut);
    assertThat(chief.refusal("worker 1 (h:1)", rougher.words()).orElseThrow())
        .hasMessage(
            "worker 1 (h:1): expected the chief's precision, float32, but found bfloat16" + wayOut);
    assertThat(chief.refusal("worker 1 (h:1)", List.of()).orElseThrow())
        .hasMessage(
            "worker 1 (h:1): expected the chief's version of GanForge, "
                + version
                + ", but found another"
                + wayOut);
  }

  /** Only the chief draws pictures, and decides when training ends. */
  @Test
  void whatOnlyTheChiefUsesMayDiffer() {
    Gan other =
        GAN.withPlan(GAN.plan().withIterations(77)).withRecording(GAN.recording().withGridEvery(3));

    assertThat(agreement(GAN, IMAGES).refusal("worker 1 (h:1)", agreement(other, IMAGES).words()))
        .isEmpty();
  }

  @Test
  void aSecondProcessForOneTaskIsRefused() throws Exception {
    CompletableFuture<Links> chief = gather(options(0));
    try (Socket first = hello(1);
        Socket second = hello(1)) {
      assertThat(first.isConnected()).isTrue();
      assertThat(failure(chief))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              cluster.name(1)
                  + ": expected one process but found a second; give each worker its own task, and"
                  + " end those of earlier trainings");
      assertThat(Frame.read(new DataInputStream(second.getInputStream())).kind())
          .isEqualTo(Frame.Kind.REFUSED);
    }
  }

  @Test
  void aWorkerOfAnotherClusterIsRefused() throws Exception {
    CompletableFuture<Links> chief = gather(options(0));
    try (Socket socket = connected()) {
      Frame.of(Frame.Kind.HELLO, "1", "other:1,other:2")
          .write(new DataOutputStream(socket.getOutputStream()));

      assertThat(failure(chief))
          .hasMessage(
              cluster.name(0)
                  + ": expected workers of its cluster, "
                  + String.join(",", cluster.workers())
                  + ", but found worker 1 of other:1,other:2; give all workers the same cluster, and"
                  + " each its own task");
    }
  }

  /** A port scanner, a browser. */
  @Test
  void strangersAreIgnored() throws Exception {
    CompletableFuture<Links> chief = gather(options(0));
    try (Socket stranger = connected()) {
      stranger
          .getOutputStream()
          .write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(stranger.getInputStream().read()).isEqualTo(-1);
    }
    List<CompletableFuture<FollowerGroup>> followers = both();

    assertThat(chief.get().peers()).hasSize(followers.size());
  }

  @Test
  void aMissingWorkerIsNamed() {
    Throwable missing = failure(gather(options(0).withStartup(Duration.ofSeconds(1))));

    assertThat(missing)
        .isInstanceOf(WorkerLostException.class)
        .hasMessage(
            cluster.name(1)
                + ": expected it to join within 1 s but it has not; start it, and make sure that it"
                + " reaches the chief at "
                + cluster.workers().get(0));
    assertThat(((WorkerLostException) missing).rank()).isEqualTo(1);
  }

  @Test
  void aFollowerWithoutAChiefSaysSo() {
    WorkerOptions impatient = options(1).withStartup(Duration.ofSeconds(1));

    assertThatThrownBy(() -> FollowerGroup.join(impatient, agreement(GAN, IMAGES), listener()))
        .isInstanceOf(WorkerLostException.class)
        .hasMessage(
            cluster.name(0)
                + ": expected the chief to listen within 1 s but nothing does; start it, and check"
                + " its address");
  }

  @Test
  void aChiefWhosePortIsTakenSaysSo() throws Exception {
    try (ServerSocket taken =
        new ServerSocket(cluster.port(0), 1, InetAddress.getLoopbackAddress())) {
      assertThat(taken.isBound()).isTrue();
      assertThat(failure(gather(options(0))))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              cluster.name(0)
                  + ": expected the port "
                  + cluster.port(0)
                  + " free but found another program that listens on it; end that program, which"
                  + " may be an earlier worker, or choose another port");
    }
  }
}
