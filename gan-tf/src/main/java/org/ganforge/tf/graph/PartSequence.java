package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ganforge.tf.distributed.AllReduce;
import org.ganforge.tf.variable.Counter;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Chains the parts of a step. A part reads weights only after all operations of the part before it;
 * the graph enforces the order, not Java.
 *
 * <p>A count is read once, before the step changes it, and later parts add the step's own updates
 * so far. So batches, noise and masks, which depend only on counts, are made while the previous
 * part is running; but not earlier, or those of all parts would be in memory at once.
 */
final class PartSequence {
  private final Ops tf;
  private final List<StepKind> kinds;
  private final AllReduce reduce;
  private final List<Step> built = new ArrayList<>();
  private final List<Op> ends = new ArrayList<>();
  private final Map<Counter, Operand<TInt64>> counts = new HashMap<>();

  PartSequence(Ops tf, List<StepKind> kinds, AllReduce reduce) {
    this.tf = tf;
    this.reduce = reduce;
    this.kinds = List.copyOf(kinds);
  }

  /** Returns the next part, an update or check of this network. */
  Part next(TrainedNetwork network) {
    StepKind kind = kinds.get(built.size());
    Ops scope = tf.withSubScope(kind.name().toLowerCase(Locale.ROOT));
    return new Part(
        kind,
        scope,
        reads(after(scope, 1), network.network(), kind),
        done(after(scope, 2), network.updates(), kind),
        Step.label(built.size()),
        reduce,
        isAlone());
  }

  private static Reads reads(Ops reader, NetworkCompiler network, StepKind kind) {
    return kind.updatesDiscriminator() || kind.updatesGenerator()
        ? Reads.ofUpdate(reader, network.variables(), network.network())
        : Reads.of(reader, network.variables());
  }

  /** Adds the part that was built from {@link #next}. */
  void add(Step part) {
    built.add(part);
    // One operation to wait for: making every read wait for every operation would add a thousand
    // edges.
    ends.add(tf.withControlDependencies(part.operations()).noOp());
  }

  /**
   * Returns an {@code Ops} whose operations wait for the end of the part {@code back} before the
   * next.
   */
  private Ops after(Ops scope, int back) {
    int index = ends.size() - back;
    return index < 0 ? scope : scope.withControlDependencies(List.of(ends.get(index)));
  }

  private Operand<TInt64> done(Ops scope, Counter counter, StepKind kind) {
    Operand<TInt64> before = counts.computeIfAbsent(counter, c -> c.read(scope));
    long updates =
        built.stream()
            .filter(part -> isUpdateOf(part.parts().get(0), kind.isOfGenerator()))
            .count();
    return updates == 0 ? before : scope.math.add(before, scope.constant(updates));
  }

  private boolean isAlone() {
    return kinds.stream().noneMatch(kind -> isUpdateOf(kind, true))
        || kinds.stream().noneMatch(kind -> isUpdateOf(kind, false));
  }

  private static boolean isUpdateOf(StepKind kind, boolean generator) {
    return generator ? kind.updatesGenerator() : kind.updatesDiscriminator();
  }

  /** Returns the whole step; its metrics are the means over all replicas. */
  Step step() {
    Step step = joined();
    return reduce.replica().isAlone()
        ? step
        : step.withSharedMetrics(reduce.mean(tf, step.metrics()));
  }

  private Step joined() {
    if (built.size() == 1) {
      return built.get(0);
    }
    List<Op> operations = new ArrayList<>();
    List<Operand<TFloat32>> metrics = new ArrayList<>();
    for (Step part : built) {
      operations.addAll(part.operations());
      metrics.add(part.metrics());
    }
    return new Step(
        kinds, operations, tf.concat(metrics, tf.constant(0)), Map.of(), List.of(), Map.of());
  }
}
