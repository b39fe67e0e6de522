package org.ganforge.tf.distributed;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.ganforge.cluster.Cluster;
import org.ganforge.cluster.WorkerLostException;
import org.ganforge.cluster.WorkerOptions;
import org.ganforge.error.InvalidInputException;

/**
 * Waits, on the chief's port, until every other worker has said hello. TensorFlow's server takes
 * the port over afterwards, so a cluster needs no second one.
 */
final class Gathering {
  /** A stranger who says nothing must not hold up the others. */
  private static final Duration HELLO = Duration.ofSeconds(5);

  private static final Duration LOOK = Duration.ofMillis(200);

  private final WorkerOptions options;
  private final Cluster cluster;
  private final Agreement agreement;
  private final Consumer<Peer> joined;
  private final Runnable check;
  private final Set<Integer> ranks = new HashSet<>();

  /**
   * Makes the gathering of a chief.
   *
   * @param joined takes each connection at once, since the first to arrive may wait long, and needs
   *     signs of life
   * @param check throws if one of those is lost meanwhile
   */
  Gathering(WorkerOptions options, Agreement agreement, Consumer<Peer> joined, Runnable check) {
    this.options = options;
    this.cluster = options.task().cluster();
    this.agreement = agreement;
    this.joined = joined;
    this.check = check;
  }

  /**
   * Waits for all.
   *
   * @throws InvalidInputException if one doesn't agree
   * @throws WorkerLostException if one is missing
   */
  void await() {
    long end = System.nanoTime() + options.startup().toNanos();
    try (ServerSocket door = WorkerServer.listen(options.task())) {
      door.setSoTimeout((int) LOOK.toMillis());
      while (ranks.size() < cluster.size() - 1) {
        check.run();
        if (System.nanoTime() - end > 0) {
          throw missing();
        }
        admitNext(door);
      }
    } catch (IOException e) {
      throw WorkerServer.taken(options.task());
    }
  }

  private void admitNext(ServerSocket door) throws IOException {
    try {
      admit(door.accept());
    } catch (SocketTimeoutException e) {
      // Look whether time is up.
      return;
    }
  }

  private void admit(Socket socket) {
    try {
      socket.setSoTimeout((int) HELLO.toMillis());
      Peer stranger = new Peer(-1, "stranger", socket);
      Frame hello = stranger.receive();
      if (hello.kind() == Frame.Kind.HELLO && hello.words().size() >= 2) {
        welcome(stranger, hello.words());
      } else {
        socket.close();
      }
    } catch (IOException e) {
      close(socket);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no more use either way.
      return;
    }
  }

  private void welcome(Peer stranger, List<String> words) throws IOException {
    InvalidInputException refusal = place(words).orElse(null);
    if (refusal != null) {
      tell(stranger, refusal);
      throw refusal;
    }
    int rank = Integer.parseInt(words.get(0));
    Peer known = stranger.as(rank, cluster.name(rank));
    ranks.add(rank);
    joined.accept(known);
  }

  private static void tell(Peer stranger, InvalidInputException refusal) {
    try (stranger) {
      stranger.send(Frame.of(Frame.Kind.REFUSED, String.valueOf(refusal.getMessage())));
    } catch (IOException e) {
      // It has ended already; the refusal stands.
      return;
    }
  }

  private Optional<InvalidInputException> place(List<String> words) {
    String found = String.join(" of ", words.subList(0, 2));
    boolean isRank =
        words.get(0).matches("[1-9]\\d{0,5}")
            && Integer.parseInt(words.get(0)) < cluster.size()
            && words.get(1).equals(String.join(",", cluster.workers()));
    if (!isRank) {
      return Optional.of(
          new InvalidInputException(
              options.task().name(),
              "workers of its cluster, " + String.join(",", cluster.workers()) + ",",
              "worker " + found,
              "give all workers the same cluster, and each its own task"));
    }
    int rank = Integer.parseInt(words.get(0));
    if (ranks.contains(rank)) {
      return Optional.of(
          new InvalidInputException(
              cluster.name(rank),
              "one process",
              "a second",
              "give each worker its own task, and end those of earlier trainings"));
    }
    return agreement.refusal(cluster.name(rank), words.subList(2, words.size()));
  }

  private WorkerLostException missing() {
    int rank = 1;
    while (ranks.contains(rank)) {
      rank++;
    }
    return new WorkerLostException(
        rank,
        cluster.name(rank)
            + ": expected it to join within "
            + options.startup().toSeconds()
            + " s but it has not; start it, and make sure that it reaches the chief at "
            + cluster.workers().get(0));
  }
}
