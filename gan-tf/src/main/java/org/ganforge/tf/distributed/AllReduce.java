package org.ganforge.tf.distributed;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.gradient.OwnGradients;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Sums and means over all replicas, by TensorFlow's collective operations. Every replica gets the
 * same bits.
 *
 * <p>Collectives are matched by their keys, which are counted as a step is built. So every replica
 * must build the same ones in the same order, and run all of them. An object counts the keys of one
 * replica in one step. A single replica's values pass through it unchanged.
 */
public final class AllReduce {
  private static final String OPERATION = "CollectiveReduceV2";
  private static final int GROUP = 1;

  /** The keys that a collective keeps for its gradients: the same loss may have several. */
  private static final int KEYS = 16;

  /** How many keys a step has. */
  private static final int STEP = 1 << 14;

  private static final int STEPS = 1 << 17;

  private final Replicas replicas;
  private final Replica replica;
  private final int step;
  private int made;

  /**
   * Makes the collectives of one replica in one step.
   *
   * @param step the step's number, different for each step of a session and the same in all
   *     processes; only its lowest 17 bits count
   */
  public AllReduce(Replicas replicas, Replica replica, int step) {
    this.replicas = replicas;
    this.replica = replica;
    this.step = Math.floorMod(step, STEPS);
  }

  /** Returns the one of a single replica. */
  public static AllReduce alone() {
    return new AllReduce(Replicas.alone(), Replica.alone(), 0);
  }

  /** Returns the replica whose values these are. */
  public Replica replica() {
    return replica;
  }

  /** Returns whether other processes take part. */
  public boolean leavesTheProcess() {
    return !replicas.areAllLocal();
  }

  /** Returns the mean over all replicas of a value through which no gradient is taken. */
  public Operand<TFloat32> mean(Ops tf, Operand<TFloat32> value) {
    return replica.isAlone() ? value : reduced(tf, tf.stopGradient(value), "Div", nextKey());
  }

  /** Returns the sum over all replicas of a value through which no gradient is taken. */
  public Operand<TFloat32> sum(Ops tf, Operand<TFloat32> value) {
    return replica.isAlone() ? value : reduced(tf, tf.stopGradient(value), "Id", nextKey());
  }

  /**
   * Returns the mean over all replicas of each value, by a single collective.
   *
   * @param shapes the values' shapes, which TensorFlow may not know
   */
  public List<Operand<TFloat32>> means(
      Ops tf, List<Operand<TFloat32>> values, List<TensorShape> shapes) {
    if (replica.isAlone()) {
      return values;
    }
    Operand<TInt32> flat = tf.constant(new int[] {-1});
    List<Operand<TFloat32>> parts = new ArrayList<>();
    values.forEach(value -> parts.add(tf.reshape(value, flat)));
    int[] sizes = shapes.stream().mapToInt(TensorShape::size).toArray();
    Operand<TFloat32> all = mean(tf, tf.concat(parts, tf.constant(0)));
    List<Operand<TFloat32>> means = new ArrayList<>();
    int index = 0;
    for (Output<TFloat32> part :
        tf.splitV(all, tf.constant(sizes), tf.constant(0), (long) sizes.length).output()) {
      means.add(tf.reshape(part, tf.constant(shapes.get(index++).toArray())));
    }
    return means;
  }

  /**
   * Returns the mean over all replicas of a value that each replica's loss depends on. Its gradient
   * is that of the mean of all losses: the mean of all gradients that arrive at it.
   */
  public Operand<TFloat32> differentiableMean(Ops tf, Operand<TFloat32> value) {
    if (replica.isAlone()) {
      return value;
    }
    int key = nextKey();
    Operand<TFloat32> mean = reduced(tf, tf.stopGradient(value), "Div", key);
    int[] taken = {0};
    return OwnGradients.attach(
        tf,
        mean,
        List.of(value, tf.constant(0f)),
        (ops, operands, gradient) -> {
          if (++taken[0] == KEYS) {
            throw new IllegalStateException("more gradients of one mean than it has keys");
          }
          Ops here = replica.on(ops);
          return List.of(reduced(here, gradient, "Div", key + taken[0]), here.constant(0f));
        });
  }

  private int nextKey() {
    if (made == STEP / KEYS) {
      throw new IllegalStateException("more collectives in a step than it has keys");
    }
    return step * STEP + KEYS * made++;
  }

  private Operand<TFloat32> reduced(Ops tf, Operand<TFloat32> value, String last, int key) {
    Scope scope = tf.scope();
    List<Operand<?>> inputs =
        List.of(value, tf.constant(replica.of()), tf.constant(GROUP), tf.constant(key));
    OperationBuilder operation =
        scope.env().opBuilder(OPERATION, scope.makeOpName("AllReduce"), scope);
    inputs.forEach(input -> operation.addInput(input.asOutput()));
    operation.addInputList(new Output<?>[0]); // the order follows from the keys
    operation.setAttr("merge_op", "Add");
    operation.setAttr("final_op", last);
    operation.setAttr("communication_hint", isOnGpu() ? "auto" : "ring");
    operation.setAttr("timeout_seconds", (float) replicas.timeoutSeconds());
    DeviceSpec device = replica.device();
    if (device != null) {
      operation.setDevice(device.toString()); // among gradients, scopes lose theirs
    }
    Operand<?> output = operation.build().output(0);
    return output.asOutput().expect(TFloat32.class);
  }

  private boolean isOnGpu() {
    DeviceSpec device = replica.device();
    return device != null && device.deviceType() == DeviceSpec.DeviceType.GPU;
  }
}
