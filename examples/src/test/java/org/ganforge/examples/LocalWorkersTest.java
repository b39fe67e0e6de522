package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganforge.examples.RunContent.assertSame;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers in processes of their own, each test in a network of its own. */
class LocalWorkersTest {
  @TempDir private Path folder;

  /**
   * One of two workers is killed. The other ends, and both start again from the newest checkpoint.
   * The result is that of two replicas in one process which nothing has disturbed, byte by byte.
   */
  @Test
  void twoWorkersEqualTwoReplicasInOneProcessEvenIfOneIsKilled() throws Exception {
    Path spec =
        TinySpec.planned(
            folder,
            "\"iterations\": 200",
            "\"checkpoints\": {\"every\": 5}, \"tensorboard\": {\"histograms_every\": 50}");
    Path expected = folder.resolve("expected");
    LocalWorkersRun.inOneProcess(spec, expected);
    try (LocalWorkersRun workers = LocalWorkersRun.start(spec, folder.resolve("run"))) {
      ProcessHandle follower = workers.worker(1);
      workers.awaitLines(20);
      LocalWorkersRun.signal("KILL", follower);

      assertThat(workers.launcher().await()).as(workers.output()).isZero();
      assertThat(workers.messages())
          .contains(
              "gan: worker 1 was killed by signal 9; starting all workers again, restart 1 of at"
                  + " most 3")
          .anyMatch(
              line ->
                  line.matches(
                      "gan: worker 1 \\(127\\.0\\.0\\.1:\\d+\\): expected it to stay until training"
                          + " ends but its connection ended; start all workers again, and they"
                          + " continue from the newest checkpoint"));
      assertSame(workers.run(), expected);
    }
  }

  @Test
  void workersNeedConsent() {
    CommandRun refused = CommandRun.of("train", TinySpec.in(folder), "--local-workers", 2);

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .isEqualTo(
            "gan: worker: expected your consent that TensorFlow's server listens on all networks of"
                + " this machine, without authentication or encryption, but found none; use a"
                + " private network or a firewall, and add --listen-on-all-interfaces\n");
  }

  @Test
  void optionsOfWorkersNeedWorkers() {
    for (List<Object> words :
        List.<List<Object>>of(
            List.of("--restarts", 1),
            List.of("--listen-on-all-interfaces"),
            List.of("--worker-timeout", 5))) {
      Object[] all = new Object[words.size() + 2];
      all[0] = "train";
      all[1] = TinySpec.in(folder);
      System.arraycopy(words.toArray(), 0, all, 2, words.size());
      CommandRun refused = CommandRun.of(all);

      assertThat(refused.code()).isEqualTo(2);
      assertThat(refused.err())
          .isEqualTo(
              "gan: "
                  + words.get(0)
                  + ": expected --local-workers as well but found it alone; add --local-workers K\n");
    }
  }

  @Test
  void workersAndADryRunOrARollbackExcludeEachOther() {
    Object[] words = {
      "train", TinySpec.in(folder), "--local-workers", 2, "--listen-on-all-interfaces", "--dry-run"
    };
    assertThat(CommandRun.of(words).err())
        .isEqualTo(
            "gan: --dry-run: expected it alone but found --local-workers as well; give one of the"
                + " two\n");
    words[5] = "--on-divergence=rollback";
    assertThat(CommandRun.of(words).err())
        .isEqualTo(
            "gan: --on-divergence: expected stop, with several workers but found rollback; leave it"
                + " out, and after a divergence start all again with lower learning rates\n");
  }
}
