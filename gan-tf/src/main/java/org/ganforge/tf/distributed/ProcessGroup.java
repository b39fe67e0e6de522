package org.ganforge.tf.distributed;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ganforge.cluster.WorkerOptions;

/**
 * The processes that train one model together, as one of them sees them: {@link ChiefGroup} the
 * chief, {@link FollowerGroup} any other.
 */
public sealed interface ProcessGroup extends AutoCloseable permits ChiefGroup, FollowerGroup {
  /** Returns the replica that this process computes. */
  Replicas replicas();

  /**
   * Waits for the others, and makes sure that all compute with the same forms.
   *
   * @param forms of this process, which have been tested on its machine
   */
  void meet(Map<String, String> forms);

  /** Says that this process is ready for steps. */
  void ready();

  /** Begins a run in which all take part; the chief has the others join in. */
  void enter(Order order);

  /** Ends that run. */
  void leave();

  /** Has all restore a checkpoint that this process has restored. */
  void restore(Path directory);

  /**
   * Returns why a run failed: because another process was lost, if that turns out to be so within
   * the patience, or else the failure itself.
   */
  RuntimeException explained(RuntimeException failure);

  /** The training has ended as planned, or because the user stopped it. */
  void done();

  /** Ends the connections. */
  @Override
  void close();

  /** Returns the replica of a worker, whose session the source opens. */
  static Replicas replicas(WorkerOptions options, SessionSource sessions) {
    int size = options.task().cluster().size();
    Replica own = new Replica(options.task().rank(), size, null);
    return new Replicas(size, List.of(own), sessions, (int) options.step().toSeconds());
  }
}
