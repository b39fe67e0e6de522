package org.ganforge.tf.distributed;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.ganforge.Gan;
import org.ganforge.cluster.Cluster;
import org.ganforge.cluster.ClusterTask;
import org.ganforge.cluster.WorkerListener;
import org.ganforge.cluster.WorkerLostException;
import org.ganforge.cluster.WorkerOptions;
import org.ganforge.data.ImageDataset;
import org.ganforge.tf.train.TinyGans;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Workers that find each other over loopback connections, without TensorFlow. */
abstract class LoopbackWorkers {
  static final Gan GAN = TinyGans.convolutional();
  static final ImageDataset IMAGES = TinyGans.images(12);

  final List<AutoCloseable> open = Collections.synchronizedList(new ArrayList<>());

  /** What the chief hears. */
  final BlockingQueue<WorkerLostException> lost = new LinkedBlockingQueue<>();

  final BlockingQueue<WorkerLostException> lostByFollowers = new LinkedBlockingQueue<>();

  /** Long, so that a busy machine raises no false alarm. */
  Duration patience = Duration.ofSeconds(30);

  Cluster cluster = Cluster.of("127.0.0.1:1");

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

  WorkerOptions options(int rank) {
    return WorkerOptions.of(new ClusterTask(cluster, rank))
        .withListensOnAllInterfaces(true)
        .withPatience(patience)
        .withStartup(Duration.ofSeconds(20));
  }

  static Agreement agreement(Gan gan, ImageDataset images) {
    return Agreement.of(gan, images, "TensorFlow 2.18.0", "float32");
  }

  /** Gathers all followers, and returns the chief's connections to them. */
  CompletableFuture<Links> gather(WorkerOptions options) {
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

  CompletableFuture<FollowerGroup> follow(int rank, Agreement agreement) {
    return CompletableFuture.supplyAsync(
        () -> {
          FollowerGroup group = FollowerGroup.join(options(rank), agreement, lostByFollowers::add);
          open.add(group);
          return group;
        });
  }

  WorkerListener listener() {
    return lost::add;
  }

  /** Returns the chief's connections, with both followers waiting for its orders. */
  Links meet(List<CompletableFuture<FollowerGroup>> followers) throws Exception {
    Links links = gather(options(0)).get();
    links.send(Frame.of(Frame.Kind.WELCOME, "3x3", "winograd"));
    for (CompletableFuture<FollowerGroup> follower : followers) {
      assertThat(follower.get().forms()).containsOnly(Map.entry("3x3", "winograd"));
    }
    return links;
  }

  List<CompletableFuture<FollowerGroup>> both() {
    return List.of(follow(2, agreement(GAN, IMAGES)), follow(1, agreement(GAN, IMAGES)));
  }

  static Throwable failure(CompletableFuture<?> future) {
    try {
      future.join();
      throw new AssertionError("it succeeded");
    } catch (CompletionException e) {
      return requireNonNull(e.getCause());
    }
  }

  Socket hello(int rank) throws Exception {
    Socket socket = connected();
    List<String> words =
        new ArrayList<>(List.of(String.valueOf(rank), String.join(",", cluster.workers())));
    words.addAll(agreement(GAN, IMAGES).words());
    new Frame(Frame.Kind.HELLO, words).write(new DataOutputStream(socket.getOutputStream()));
    return socket;
  }

  Socket connected() throws Exception {
    while (true) {
      try {
        return new Socket(InetAddress.getLoopbackAddress(), cluster.port(0));
      } catch (IOException e) {
        Thread.sleep(10);
      }
    }
  }
}
