package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ganforge.tf.variable.Counter;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Puts the parts of a step one after the other. A part reads every weight only after the operations
 * of the part before it; the order is in the graph, not in Java.
 *
 * <p>A count is read once, before the step changes it, and later parts add what the step has
 * counted by then. So batches, noise and masks, which depend on counts alone, are made while the
 * part before is at work; but not earlier, or those of all parts would be held at once.
 */
final class PartSequence {
  private final Ops tf;
  private final List<StepKind> kinds;
  private final List<Step> built = new ArrayList<>();
  private final List<Op> ends = new ArrayList<>();
  private final Map<Counter, Operand<TInt64>> counts = new HashMap<>();

  PartSequence(Ops tf, List<StepKind> kinds) {
    this.tf = tf;
    this.kinds = List.copyOf(kinds);
  }

  /** Returns where the next part of a network stands. */
  Part next(TrainedNetwork network) {
    StepKind kind = kinds.get(built.size());
    Ops scope = tf.withSubScope(kind.name().toLowerCase(Locale.ROOT));
    return new Part(
        kind,
        scope,
        reads(after(scope, 1), network.network(), kind),
        done(after(scope, 2), network.updates(), kind),
        Step.label(built.size()),
        isAlone());
  }

  private static Reads reads(Ops reader, NetworkCompiler network, StepKind kind) {
    return kind.updatesDiscriminator() || kind.updatesGenerator()
        ? Reads.ofUpdate(reader, network.variables(), network.network())
        : Reads.of(reader, network.variables());
  }

  /** Takes up the part that was built at the place of {@link #next}. */
  void add(Step part) {
    built.add(part);
    // One operation for all to wait for: every read on every operation would be a thousand waits.
    ends.add(tf.withControlDependencies(part.operations()).noOp());
  }

  /** Returns what builds operations that wait for the end of the part so many before the next. */
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

  /** Returns the whole step. */
  Step step() {
    if (built.size() == 1) {
      return built.get(0);
    }
    List<Op> operations = new ArrayList<>();
    List<Operand<TFloat32>> metrics = new ArrayList<>();
    for (Step part : built) {
      operations.addAll(part.operations());
      metrics.add(part.metrics());
    }
    return new Step(kinds, operations, tf.concat(metrics, tf.constant(0)), Map.of(), List.of());
  }
}
