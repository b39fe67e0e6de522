package org.ganforge.tf.distributed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ganforge.Gan;
import org.ganforge.cluster.Cluster;
import org.ganforge.cluster.ClusterTask;
import org.ganforge.cluster.WorkerListener;
import org.ganforge.cluster.WorkerLostException;
import org.ganforge.cluster.WorkerOptions;
import org.ganforge.data.ImageDataset;
import org.ganforge.error.InvalidInputException;
import org.ganforge.tf.train.TinyGans;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How workers find each other and agree, over loopback connections and without TensorFlow. */
@Timeout(60)
class RendezvousTest {
  private static final Gan GAN = TinyGans.convolutional();
  private static final ImageDataset IMAGES = TinyGans.images(12);

  private final List<AutoCloseable> open = Collections.synchronizedList(new ArrayList<>());

  /** What the chief hears. */
  private final BlockingQueue<WorkerLostException> lost = new LinkedBlockingQueue<>();

  private final BlockingQueue<WorkerLostException> lostByFollowers = new LinkedBlockingQueue<>();

  /** Long, so that a busy machine raises no false alarm. */
  private Duration patience = Duration.ofSeconds(30);

  private Cluster cluster = Cluster.of("127.0.0.1:1");

  @TempDir private Path folder;

  @BeforeEach
  void chooseFreePorts() throws IOException {
    List<String> addresses = new ArrayList<>();
    List<ServerSocket> sockets = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      addresses.add("127.0.0.1:" + sockets.get(i).getLocalPort());
    }
    for (ServerSocket socket : sockets) {
      socket.close();
    }
    cluster = new Cluster(addresses);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  private WorkerOptions options(int rank) {
    return WorkerOptions.of(new ClusterTask(cluster, rank))
        .withListensOnAllInterfaces(true)
        .withPatience(patience)
        .withStartup(Duration.ofSeconds(20));
  }

  private static Agreement agreement(Gan gan, ImageDataset images) {
    return Agreement.of(gan, images, "TensorFlow 2.18.0", "float32");
  }

  /** Gathers all followers, and returns the chief's connections to them. */
  private CompletableFuture<Links> gather(WorkerOptions options) {
    Links links = new Links(options, listener());
    open.add(links);
    return CompletableFuture.supplyAsync(
        () -> {
          new Gathering(
                  options,
                  agreement(GAN, IMAGES),
                  peer -> links.add(peer, (from, frame) -> true),
                  links::requireAll)
              .await();
          return links;
        });
  }

  private CompletableFuture<FollowerGroup> follow(int rank, Agreement agreement) {
    return CompletableFuture.supplyAsync(
        () -> {
          FollowerGroup group = FollowerGroup.join(options(rank), agreement, lostByFollowers::add);
          open.add(group);
          return group;
        });
  }

  private WorkerListener listener() {
    return lost::add;
  }

  /** Returns the chief's connections, with both followers waiting for its orders. */
  private Links meet(List<CompletableFuture<FollowerGroup>> followers) throws Exception {
    Links links = gather(options(0)).get();
    links.send(Frame.of(Frame.Kind.WELCOME, "3x3", "winograd"));
    for (CompletableFuture<FollowerGroup> follower : followers) {
      assertThat(follower.get().forms()).containsOnly(Map.entry("3x3", "winograd"));
    }
    return links;
  }

  private List<CompletableFuture<FollowerGroup>> both() {
    return List.of(follow(2, agreement(GAN, IMAGES)), follow(1, agreement(GAN, IMAGES)));
  }

  private static Throwable failure(CompletableFuture<?> future) {
    try {
      future.join();
      throw new AssertionError("it succeeded");
    } catch (CompletionException e) {
      return e.getCause();
    }
  }

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
    follow(2, agreement(GAN, fewer));

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
            "worker 1 (h:1): expected the chief's version of GanForge, development, but found"
                + " another"
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

  private Socket hello(int rank) throws Exception {
    Socket socket = connected();
    List<String> words =
        new ArrayList<>(List.of(String.valueOf(rank), String.join(",", cluster.workers())));
    words.addAll(agreement(GAN, IMAGES).words());
    new Frame(Frame.Kind.HELLO, words).write(new DataOutputStream(socket.getOutputStream()));
    return socket;
  }

  private Socket connected() throws Exception {
    while (true) {
      try {
        return new Socket("127.0.0.1", cluster.port(0));
      } catch (IOException e) {
        Thread.sleep(10);
      }
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
      stranger.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes("US-ASCII"));
      assertThat(stranger.getInputStream().read()).isEqualTo(-1);
    }
    both();

    assertThat(chief.get().peers()).hasSize(2);
  }

  @Test
  void aMissingWorkerIsNamed() {
    follow(1, agreement(GAN, IMAGES));
    Throwable missing = failure(gather(options(0).withStartup(Duration.ofSeconds(2))));

    assertThat(missing)
        .isInstanceOf(WorkerLostException.class)
        .hasMessage(
            cluster.name(2)
                + ": expected it to join within 2 s but it has not; start it, and make sure that it"
                + " reaches the chief at "
                + cluster.workers().get(0));
    assertThat(((WorkerLostException) missing).rank()).isEqualTo(2);
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

  @Test
  void aLostConnectionIsNoticedAndNamed() throws Exception {
    List<CompletableFuture<FollowerGroup>> followers = both();
    Links links = meet(followers);

    followers.get(0).get().close(); // worker 2
    WorkerLostException noticed = lost.poll(30, TimeUnit.SECONDS);

    assertThat(noticed)
        .hasMessage(
            cluster.name(2)
                + ": expected it to stay until training ends but its connection ended; start all"
                + " workers again, and they continue from the newest checkpoint");
    assertThatThrownBy(links::requireAll).isSameAs(noticed);
  }

  @Test
  void aFailureIsPassedOn() throws Exception {
    List<CompletableFuture<FollowerGroup>> followers = both();
    meet(followers);

    followers.get(1).get().refuse("out of memory", true);

    assertThat(lost.poll(30, TimeUnit.SECONDS))
        .hasMessage(
            cluster.name(1)
                + ": expected it to stay until training ends but it failed: out of memory; start"
                + " all workers again, and they continue from the newest checkpoint");
  }

  /** As after SIGSTOP, or if a cable is cut: the connection stays, but nothing arrives. */
  @Test
  void aSilentWorkerIsNoticedAndNamed() throws Exception {
    patience = Duration.ofSeconds(1);
    cluster = new Cluster(cluster.workers().subList(0, 2));
    CompletableFuture<Links> chief = gather(options(0));
    try (Socket silent = hello(1)) {
      assertThat(silent.isConnected()).isTrue();
      assertThat(chief.get().peers()).hasSize(1);

      assertThat(lost.poll(30, TimeUnit.SECONDS))
          .hasMessage(
              cluster.name(1)
                  + ": expected it to stay until training ends but it has been silent for 1 s;"
                  + " start all workers again, and they continue from the newest checkpoint");
    }
  }

  /** Otherwise the first of many workers would count the chief as lost. */
  @Test
  void theChiefsSignsOfLifeBeginWithTheFirstWorker() throws Exception {
    CompletableFuture<Links> chief = gather(options(0));
    try (Socket first = hello(1)) {
      assertThat(Frame.read(new DataInputStream(first.getInputStream())).kind())
          .isEqualTo(Frame.Kind.BEAT);
      assertThat(chief).isNotDone();
    }
  }

  @Test
  void aWorkerThatWaitsIsToldThatTheChiefHasGivenUp() throws Exception {
    List<CompletableFuture<FollowerGroup>> followers = both();
    Links links = gather(options(0)).get();

    links.end();
    links.send(Frame.of(Frame.Kind.END, "the chief has ended before the training"));

    for (CompletableFuture<FollowerGroup> follower : followers) {
      assertThat(failure(follower))
          .isInstanceOf(WorkerLostException.class)
          .hasMessage(
              cluster.name(0)
                  + ": expected it to start the training but the chief has ended before the"
                  + " training; see its messages, and start all workers again");
    }
  }

  @Test
  void aHangingStepIsNoticed() throws Exception {
    Links links = new Links(options(0).withStep(Duration.ofSeconds(1)), listener());
    open.add(links);

    links.enter();

    assertThat(lost.poll(30, TimeUnit.SECONDS))
        .hasMessage(
            cluster.name(0)
                + ": expected a step to take at most 1 s but it hangs; start all workers again, and"
                + " they continue from the newest checkpoint");
  }

  @Test
  void anEndIsNoLoss() throws Exception {
    patience = Duration.ofSeconds(3);
    List<CompletableFuture<FollowerGroup>> followers = both();
    Links links = meet(followers);

    links.end();
    links.send(Frame.of(Frame.Kind.END, "the disk is full"));
    links.close();

    for (CompletableFuture<FollowerGroup> follower : followers) {
      assertThat(follower.get().next()).isEqualTo(new Order.End("the disk is full"));
    }
    Thread.sleep(4000); // longer than the patience
    assertThat(lost).isEmpty();
    assertThat(lostByFollowers).isEmpty();
  }
}
