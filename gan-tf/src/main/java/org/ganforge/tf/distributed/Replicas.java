package org.ganforge.tf.distributed;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.RunOptions;

/**
 * The replicas of a training that this process holds, all of them or some.
 *
 * @param of how many there are in total
 * @param local those of this process, in the order of their ranks
 * @param sessions opens the session in which they run
 * @param timeoutSeconds after which a replica that waits for others fails; 0 to wait for ever, as
 *     replicas of one process may, since they fail together
 */
public record Replicas(int of, List<Replica> local, SessionSource sessions, int timeoutSeconds) {
  /** Ties together the runs of all processes; any number does. */
  private static final long GRAPH_KEY = 1;

  private static final SessionSource IN_PROCESS = Session::new;
  private static final Replicas ALONE = new Replicas(1, List.of(Replica.alone()), IN_PROCESS, 0);

  /** Copies the list. */
  public Replicas {
    local = List.copyOf(local);
    if (local.isEmpty() || local.stream().anyMatch(replica -> replica.of() != of)) {
      throw new IllegalArgumentException(local + " of " + of);
    }
  }

  /** Returns a single replica, wherever TensorFlow computes it. */
  public static Replicas alone() {
    return ALONE;
  }

  /**
   * Returns replicas that are all in this process.
   *
   * @param devices the device of each; null for TensorFlow's choice
   */
  public static Replicas here(List<@Nullable DeviceSpec> devices) {
    List<Replica> local = new ArrayList<>();
    for (DeviceSpec device : devices) {
      local.add(new Replica(local.size(), devices.size(), device));
    }
    return new Replicas(devices.size(), local, IN_PROCESS, 0);
  }

  /** Returns whether there is only one. */
  public boolean isAlone() {
    return of == 1;
  }

  /** Returns whether this process holds all of them. */
  public boolean areAllLocal() {
    return local.size() == of;
  }

  /** Returns the first of this process, whose weights are saved and sampled. */
  public Replica first() {
    return local.get(0);
  }

  /** Adds their devices to the configuration of a session. */
  public void configure(ConfigProto.Builder config) {
    int processors = 0;
    for (Replica replica : local) {
      DeviceSpec device = replica.device();
      if (device != null && device.deviceType() == DeviceSpec.DeviceType.CPU) {
        processors = Math.max(processors, device.deviceIndex() + 1);
      }
    }
    if (processors > 1) {
      config.putDeviceCount("CPU", processors);
    }
  }

  /** Returns the options of a run with collectives; null if there are none. */
  public @Nullable RunOptions runOptions() {
    return isAlone()
        ? null
        : RunOptions.newBuilder()
            .setExperimental(RunOptions.Experimental.newBuilder().setCollectiveGraphKey(GRAPH_KEY))
            .build();
  }
}
