package org.ganforge.tf.distributed;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ganforge.cluster.WorkerListener;
import org.ganforge.cluster.WorkerLostException;
import org.ganforge.cluster.WorkerOptions;
import org.jspecify.annotations.Nullable;

/**
 * This worker's connections. Threads of their own read them, send signs of life, and notice if
 * another worker is lost, or if this one hangs, whatever its other threads are waiting for.
 */
final class Links implements AutoCloseable {
  private static final String WAY_OUT =
      "; start all workers again, and they continue from the newest checkpoint";

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final WorkerOptions options;
  private final WorkerListener listener;
  private final List<Peer> peers = new CopyOnWriteArrayList<>();
  private final Map<Integer, BlockingQueue<Frame>> inboxes = new ConcurrentHashMap<>();
  private final CountDownLatch loss = new CountDownLatch(1);
  private volatile @Nullable WorkerLostException lost;
  private volatile boolean ended;
  private volatile long stepSince;

  /**
   * Starts watching.
   *
   * @param listener hears once, by a thread of this object, if a worker is lost
   */
  Links(WorkerOptions options, WorkerListener listener) {
    this.options = options;
    this.listener = listener;
    start("watch", this::watch);
  }

  /** Adds a connection, whose frames other than signs of life are handed to {@link #await}. */
  void add(Peer peer, FrameReader reader) {
    inboxes.put(peer.rank(), new LinkedBlockingQueue<>());
    peers.add(peer);
    start(peer.name(), () -> read(peer, reader));
  }

  /** Reads what follows a frame; returns whether it is for {@link #await}. */
  interface FrameReader {
    /** Called by the connection's own thread. */
    boolean isWaitedFor(Peer peer, Frame frame) throws IOException;
  }

  private static void start(String name, Runnable action) {
    Thread thread = new Thread(action, name);
    thread.setDaemon(true);
    thread.start();
  }

  List<Peer> peers() {
    return peers;
  }

  /** Sends a frame to all. */
  void send(Frame frame) {
    for (Peer peer : peers) {
      send(peer, to -> to.send(frame));
    }
  }

  /** Something to send. */
  interface Sending {
    /** Sends it. */
    void to(Peer peer) throws IOException;
  }

  /** Sends something to one; a failure counts as its loss. */
  void send(Peer peer, Sending sending) {
    try {
      sending.to(peer);
    } catch (IOException e) {
      // The reader may be about to receive why it ended.
      awaitLoss(LONGEST_PAUSE);
      lose(peer, "its connection ended");
      requireAll();
    }
  }

  /**
   * Returns the next frame from a worker.
   *
   * @throws WorkerLostException if any worker is lost meanwhile
   */
  Frame await(Peer peer) {
    BlockingQueue<Frame> inbox = inbox(peer);
    try {
      while (true) {
        Frame frame = inbox.poll(50, TimeUnit.MILLISECONDS);
        if (frame != null) {
          return frame;
        }
        requireAll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + peer.name(), e);
    }
  }

  /** Returns the next frame from a worker, or nothing if there is none within the patience. */
  Optional<Frame> awaitWithinPatience(Peer peer) {
    try {
      return Optional.ofNullable(
          inbox(peer).poll(options.patience().toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private BlockingQueue<Frame> inbox(Peer peer) {
    return requireNonNull(inboxes.get(peer.rank()));
  }

  /** Throws if a worker is lost. */
  void requireAll() {
    WorkerLostException found = lost;
    if (found != null) {
      throw found;
    }
  }

  /** Returns the loss that explains a failure, if there is one within the patience. */
  @Nullable WorkerLostException lossWithinPatience() {
    awaitLoss(options.patience().plus(LONGEST_PAUSE));
    return lost;
  }

  private void awaitLoss(Duration most) {
    try {
      loss.await(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A step begins, which the others have to join in. */
  void enter() {
    stepSince = System.nanoTime() | 1; // 0 means none
  }

  /** The step is done. */
  void leave() {
    stepSince = 0;
  }

  private void read(Peer peer, FrameReader reader) {
    try {
      while (true) {
        Frame frame = peer.receive();
        if (frame.kind() == Frame.Kind.FAILED) {
          lose(peer, "it failed: " + frame.word());
          return;
        }
        if (frame.kind() != Frame.Kind.BEAT && reader.isWaitedFor(peer, frame)) {
          inbox(peer).add(frame);
        }
        if (frame.kind() == Frame.Kind.END || frame.kind() == Frame.Kind.REFUSED) {
          end(); // it closes the connection next
          return;
        }
      }
    } catch (IOException | RuntimeException e) {
      lose(peer, "its connection ended");
    }
  }

  private void watch() {
    Duration tenth = options.patience().dividedBy(10);
    Duration pause = tenth.compareTo(LONGEST_PAUSE) < 0 ? tenth : LONGEST_PAUSE;
    long before = System.nanoTime();
    try {
      while (!ended && lost == null) {
        long now = System.nanoTime();
        // If this process was stopped, what the others said meanwhile has yet to be read.
        boolean wasStopped = now - before > options.patience().toNanos() / 2;
        before = now;
        for (Peer peer : peers) {
          beat(peer);
          if (!wasStopped && peer.silentNanos() > options.patience().toNanos()) {
            lose(peer, "it has been silent for " + seconds(options.patience()));
          }
        }
        long since = stepSince;
        if (since != 0 && System.nanoTime() - since > options.step().toNanos()) {
          lose(
              options.task().rank(),
              options.task().name()
                  + ": expected a step to take at most "
                  + seconds(options.step())
                  + " but it hangs");
        }
        Thread.sleep(pause.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void beat(Peer peer) {
    try {
      peer.beat();
    } catch (IOException e) {
      // Its reader notices, too, and knows why.
      return;
    }
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%s s", time.toMillis() / 1000.0).replace(".0 ", " ");
  }

  private void lose(Peer peer, String how) {
    lose(peer.rank(), peer.name() + ": expected it to stay until training ends but " + how);
  }

  private void lose(int rank, String what) {
    synchronized (this) {
      if (ended || lost != null) {
        return;
      }
      lost = new WorkerLostException(rank, what + WAY_OUT);
    }
    loss.countDown();
    listener.onLost(lost);
  }

  /** Stops watching: from here on others may end. */
  void end() {
    synchronized (this) {
      ended = true;
    }
  }

  @Override
  public void close() {
    end();
    peers.forEach(Peer::close);
  }
}
