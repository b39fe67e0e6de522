package org.ganforge.tf.distributed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ganforge.cluster.WorkerListener;
import org.ganforge.cluster.WorkerLostException;
import org.ganforge.cluster.WorkerOptions;
import org.ganforge.error.InvalidInputException;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;

/** The chief: it waits for all others, and has them do whatever it does itself. */
public final class ChiefGroup implements ProcessGroup {
  private final WorkerOptions options;
  private final Agreement agreement;
  private final WorkerListener listener;
  private final Links links;
  private boolean isReady;
  private boolean isDone;

  /**
   * Makes the group; {@link #meet} waits for the others.
   *
   * @param listener hears, from other threads, if a worker is lost or asks to end the training
   */
  public ChiefGroup(WorkerOptions options, Agreement agreement, WorkerListener listener) {
    this.options = options;
    this.agreement = agreement;
    this.listener = listener;
    this.links = new Links(options, listener);
  }

  @Override
  public Replicas replicas() {
    return ProcessGroup.replicas(options, this::open);
  }

  @Override
  public void meet(Map<String, String> forms) {
    options.requireConsent();
    new Gathering(options, agreement, peer -> links.add(peer, this::isWaitedFor), links::requireAll)
        .await();
    links.send(new Frame(Frame.Kind.WELCOME, pairs(forms)));
    await(Frame.Kind.PROVED);
  }

  /** Starts the server before the others do, since they wait for it. */
  private Session open(Graph graph, ConfigProto config) {
    WorkerServer server = WorkerServer.start(options, config);
    links.send(Frame.of(Frame.Kind.START));
    return server.open(graph, config);
  }

  private boolean isWaitedFor(Peer peer, Frame frame) {
    if (frame.kind() == Frame.Kind.STOP) {
      listener.onStop();
      return false;
    }
    return true;
  }

  private static List<String> pairs(Map<String, String> forms) {
    List<String> words = new ArrayList<>();
    forms.forEach((of, form) -> words.addAll(List.of(of, form)));
    return words;
  }

  private void await(Frame.Kind kind) {
    for (Peer peer : links.peers()) {
      Frame frame = links.await(peer);
      if (frame.kind() == Frame.Kind.REFUSED) {
        throw new InvalidInputException(
            peer.name(),
            "that it starts with the chief's forms of convolutions",
            "its refusal: " + frame.word(),
            "leave it out, or choose forms that are right on every machine, such as those of"
                + " TensorFlowOptions.withProductForms()");
      }
      if (frame.kind() != kind) {
        throw new IllegalStateException(peer.name() + " says " + frame.kind() + ", not " + kind);
      }
    }
  }

  @Override
  public void ready() {
    // The others may take longer; the first step waits for them.
  }

  @Override
  public void enter(Order order) {
    awaitReady();
    links.requireAll();
    links.send(frame(order));
    links.enter();
  }

  private void awaitReady() {
    if (!isReady) {
      await(Frame.Kind.READY);
      isReady = true;
    }
  }

  private static Frame frame(Order order) {
    if (order instanceof Order.Step step) {
      return new Frame(Frame.Kind.STEP, step.parts());
    }
    if (order instanceof Order.Gradients gradients) {
      return Frame.of(Frame.Kind.GRADIENTS, gradients.part());
    }
    throw new AssertionError(order);
  }

  @Override
  public void leave() {
    links.leave();
  }

  @Override
  public void restore(Path directory) {
    awaitReady();
    Frame files = files(directory);
    for (Peer peer : links.peers()) {
      links.send(peer, to -> to.send(files, directory));
    }
  }

  static Frame files(Path directory) {
    List<String> words = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        words.add(file.getFileName().toString());
        words.add(String.valueOf(Files.size(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Frame(Frame.Kind.RESTORE, words);
  }

  @Override
  public RuntimeException explained(RuntimeException failure) {
    links.leave();
    @Nullable WorkerLostException lost = links.lossWithinPatience();
    return lost == null ? failure : lost;
  }

  @Override
  public void done() {
    isDone = true;
  }

  @Override
  public void close() {
    links.end();
    try {
      links.send(Frame.of(Frame.Kind.END, isDone ? "" : "the chief has ended before the training"));
    } catch (WorkerLostException e) {
      // It needs no more word.
    }
    links.close();
  }
}
