package org.ganforge.tf.distributed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.ganforge.cluster.Cluster;
import org.ganforge.cluster.WorkerLostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How lost workers are noticed and named, over loopback connections and without TensorFlow. */
@Timeout(60)
class LostWorkerTest extends LoopbackWorkers {
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
