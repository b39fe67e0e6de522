package org.ganforge.tf.distributed;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.ganforge.cluster.Cluster;
import org.ganforge.cluster.WorkerListener;
import org.ganforge.cluster.WorkerLostException;
import org.ganforge.cluster.WorkerOptions;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.file.FileTree;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;

/** A worker other than the chief: it does what the chief orders. */
public final class FollowerGroup implements ProcessGroup {
  private static final Duration RETRY = Duration.ofMillis(200);

  private final WorkerOptions options;
  private final Links links;
  private final Peer chief;
  private final Map<String, String> forms;
  private final AtomicReference<Path> checkpoint = new AtomicReference<>();

  private FollowerGroup(WorkerOptions options, Peer chief, WorkerListener listener) {
    this.options = options;
    this.chief = chief;
    this.links = new Links(options, listener);
    links.add(chief, this::isWaitedFor);
    Frame answer = links.await(chief);
    if (answer.kind() == Frame.Kind.REFUSED) {
      close();
      throw refused(answer.word());
    }
    requireKind(answer, Frame.Kind.WELCOME);
    this.forms = forms(answer);
  }

  /**
   * Connects to the chief, as soon as that listens, and waits for its forms.
   *
   * @param listener hears, from another thread, if the chief is lost
   * @throws WorkerLostException if there is no chief
   * @throws InvalidInputException if the chief refuses this worker
   */
  public static FollowerGroup join(
      WorkerOptions options, Agreement agreement, WorkerListener listener) {
    options.requireConsent();
    Peer chief = connect(options);
    try {
      List<String> words = new ArrayList<>();
      words.add(String.valueOf(options.task().rank()));
      words.add(String.join(",", options.task().cluster().workers()));
      words.addAll(agreement.words());
      chief.send(new Frame(Frame.Kind.HELLO, words));
    } catch (IOException e) {
      chief.close();
      throw missing(options);
    }
    return new FollowerGroup(options, chief, listener);
  }

  /** The chief may start later than this, or its name may not be known yet. */
  private static Peer connect(WorkerOptions options) {
    Cluster cluster = options.task().cluster();
    long end = System.nanoTime() + options.startup().toNanos();
    while (true) {
      try {
        Socket socket = new Socket();
        long left = Math.max(1, (end - System.nanoTime()) / 1_000_000);
        socket.connect(new InetSocketAddress(cluster.host(0), cluster.port(0)), (int) left);
        return new Peer(0, cluster.name(0), socket);
      } catch (IOException e) {
        if (System.nanoTime() - end > 0) {
          throw missing(options);
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the chief", e);
    }
  }

  private static WorkerLostException missing(WorkerOptions options) {
    return new WorkerLostException(
        0,
        options.task().cluster().name(0)
            + ": expected the chief to listen within "
            + options.startup().toSeconds()
            + " s but nothing does; start it, and check its address");
  }

  private static InvalidInputException refused(String reason) {
    int end = reason.indexOf(": ");
    return new InvalidInputException(
        end < 0 ? "worker" : reason.substring(0, end),
        "to be admitted by the chief",
        "its refusal: " + (end < 0 ? reason : reason.substring(end + 2)),
        "start all workers again");
  }

  private static Map<String, String> forms(Frame welcome) {
    Map<String, String> forms = new LinkedHashMap<>();
    for (int i = 0; i + 1 < welcome.words().size(); i += 2) {
      forms.put(welcome.words().get(i), welcome.words().get(i + 1));
    }
    return forms;
  }

  private boolean isWaitedFor(Peer peer, Frame frame) throws IOException {
    if (frame.kind() == Frame.Kind.RESTORE) {
      Path directory = Files.createTempDirectory("gan-worker-");
      deleteCheckpoint(checkpoint.getAndSet(directory));
      peer.receive(frame, directory);
    }
    return true;
  }

  private static void deleteCheckpoint(@Nullable Path directory) throws IOException {
    if (directory != null) {
      FileTree.delete(directory);
    }
  }

  /** Returns the forms that the chief has chosen. */
  public Map<String, String> forms() {
    return forms;
  }

  @Override
  public Replicas replicas() {
    return ProcessGroup.replicas(options, this::open);
  }

  @Override
  public void meet(Map<String, String> tested) {
    send(Frame.of(Frame.Kind.PROVED));
  }

  private Session open(Graph graph, ConfigProto config) {
    requireKind(links.await(chief), Frame.Kind.START);
    return WorkerServer.start(options, config).open(graph, config);
  }

  /** The chief may give up while this worker waits for others. */
  private void requireKind(Frame frame, Frame.Kind kind) {
    if (frame.kind() != kind) {
      close();
      throw new WorkerLostException(
          0,
          chief.name()
              + ": expected it to start the training but "
              + frame.word()
              + "; see its messages, and start all workers again");
    }
  }

  private void send(Frame frame) {
    links.send(chief, to -> to.send(frame));
  }

  @Override
  public void ready() {
    send(Frame.of(Frame.Kind.READY));
  }

  /** Waits for the chief's next order. */
  public Order next() {
    return order(links.await(chief));
  }

  /**
   * Returns how the training ended, after a run failed here: the chief says so within the patience,
   * since it failed there, too.
   */
  public Optional<Order> nextWithinPatience() {
    return links.awaitWithinPatience(chief).map(this::order);
  }

  private Order order(Frame frame) {
    return switch (frame.kind()) {
      case STEP -> new Order.Step(frame.words());
      case GRADIENTS -> new Order.Gradients(frame.word());
      case RESTORE -> new Order.Restore(requireNonNull(checkpoint.get()));
      case END -> new Order.End(frame.word());
      default -> throw new IllegalStateException(chief.name() + " says " + frame.kind());
    };
  }

  /** Says that this worker refuses the start, or cannot continue. */
  public void refuse(String reason, boolean isStarted) {
    links.end();
    send(Frame.of(isStarted ? Frame.Kind.FAILED : Frame.Kind.REFUSED, reason));
  }

  /** Asks the chief to end the training cleanly. */
  public void stop() {
    send(Frame.of(Frame.Kind.STOP));
  }

  @Override
  public void enter(Order order) {
    links.enter();
  }

  @Override
  public void leave() {
    links.leave();
  }

  @Override
  public void restore(Path directory) {
    // Only the chief has others do something.
  }

  @Override
  public void done() {
    // The chief decides.
  }

  @Override
  public RuntimeException explained(RuntimeException failure) {
    links.leave();
    @Nullable WorkerLostException lost = links.lossWithinPatience();
    return lost == null ? failure : lost;
  }

  @Override
  public void close() {
    links.close();
    try {
      deleteCheckpoint(checkpoint.getAndSet(null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
