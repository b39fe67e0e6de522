package org.ganforge.tf.distributed;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
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

  private final WorkerOptions options;
  private final Cluster cluster;
  private final Agreement agreement;
  private final TreeMap<Integer, Peer> joined = new TreeMap<>();

  Gathering(WorkerOptions options, Agreement agreement) {
    this.options = options;
    this.cluster = options.task().cluster();
    this.agreement = agreement;
  }

  /**
   * Returns a connection to each of them, by rank.
   *
   * @throws InvalidInputException if one doesn't agree
   * @throws WorkerLostException if one is missing
   */
  List<Peer> all() {
    long end = System.nanoTime() + options.startup().toNanos();
    try (ServerSocket door = WorkerServer.listen(options.task())) {
      while (joined.size() < cluster.size() - 1) {
        int left = (int) Math.max(1, (end - System.nanoTime()) / 1_000_000);
        door.setSoTimeout(left);
        try {
          admit(door.accept());
        } catch (SocketTimeoutException e) {
          throw missing();
        }
      }
      return new ArrayList<>(joined.values());
    } catch (IOException e) {
      joined.values().forEach(Peer::close);
      throw WorkerServer.taken(options.task());
    } catch (RuntimeException e) {
      joined.values().forEach(Peer::close);
      throw e;
    }
  }

  private void admit(Socket socket) throws IOException {
    Peer stranger;
    List<String> words;
    try {
      socket.setSoTimeout((int) HELLO.toMillis());
      stranger = new Peer(-1, "stranger", socket);
      Frame hello = stranger.receive();
      words = hello.words();
      if (hello.kind() != Frame.Kind.HELLO || words.size() < 2) {
        socket.close();
        return;
      }
    } catch (IOException e) {
      socket.close();
      return;
    }
    welcome(stranger, words);
  }

  private void welcome(Peer stranger, List<String> words) throws IOException {
    Optional<InvalidInputException> refusal = place(words);
    if (refusal.isPresent()) {
      stranger.send(Frame.of(Frame.Kind.REFUSED, String.valueOf(refusal.get().getMessage())));
      stranger.close();
      throw refusal.get();
    }
    int rank = Integer.parseInt(words.get(0));
    joined.put(rank, stranger.as(rank, cluster.name(rank)));
  }

  private Optional<InvalidInputException> place(List<String> words) {
    String ranks = String.join(" of ", words.subList(0, 2));
    boolean isRank =
        words.get(0).matches("[1-9]\\d{0,5}")
            && Integer.parseInt(words.get(0)) < cluster.size()
            && words.get(1).equals(String.join(",", cluster.workers()));
    if (!isRank) {
      return Optional.of(
          new InvalidInputException(
              options.task().name(),
              "workers of its cluster, " + String.join(",", cluster.workers()) + ",",
              "worker " + ranks,
              "give all workers the same cluster, and each its own task"));
    }
    int rank = Integer.parseInt(words.get(0));
    if (joined.containsKey(rank)) {
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
    while (joined.containsKey(rank)) {
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
