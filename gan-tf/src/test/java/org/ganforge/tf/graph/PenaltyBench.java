package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.Sequential;
import org.ganforge.penalty.Penalty;
import org.ganforge.tf.distributed.AllReduce;
import org.ganforge.tf.layer.Mode;
import org.ganforge.tf.noise.RandomStream;
import org.ganforge.tf.penalty.PenaltyContext;
import org.ganforge.tf.penalty.PenaltyRules;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Penalties of a network on a bench. */
final class PenaltyBench {
  private final NetworkBench bench;
  private final Sequential network;
  private final Reads reads;
  private final Operand<TFloat32> real;
  private final Operand<TFloat32> fake;
  private final List<Operand<TFloat32>> judged = new ArrayList<>();

  PenaltyBench(NetworkBench bench, Sequential network) {
    this.bench = bench;
    this.network = network;
    this.reads = bench.reads();
    this.real = bench.input();
    this.fake = bench.input();
  }

  Operand<TFloat32> real() {
    return real;
  }

  Operand<TFloat32> fake() {
    return fake;
  }

  /** Returns the images that the penalty's tower judged. */
  Operand<TFloat32> judged() {
    return judged.get(0);
  }

  Operand<TFloat32> add(Penalty penalty) {
    Ops tf = bench.graph().tf();
    PenaltyContext context =
        new PenaltyContext(
            tf,
            network.inputShape(),
            real,
            fake,
            new RandomStream(3, tf.constant(5L)),
            AllReduce.alone(),
            this::critic,
            this::critic,
            (values, of) -> bench.graph().gradients(sum(values), List.of(of)).get(0));
    return PenaltyRules.compile(penalty, context);
  }

  private Operand<TFloat32> critic(Operand<TFloat32> images) {
    judged.add(images);
    return bench.towerOfPenalty(images, reads).output();
  }

  private Operand<TFloat32> sum(Operand<TFloat32> values) {
    return bench.graph().weightedSum(values, bench.graph().tf().constant(1f));
  }

  /** Returns the gradients of a penalty plus a loss of 0 that depends on every weight. */
  List<Operand<TFloat32>> gradients(Operand<TFloat32> penalty) {
    Ops tf = bench.graph().tf();
    Operand<TFloat32> scores = bench.tower(Mode.TRAINING, real, reads).output();
    Operand<TFloat32> nothing = bench.graph().weightedSum(scores, tf.constant(0f));
    List<Operand<TFloat32>> values = new ArrayList<>();
    bench.trainable().forEach(variable -> values.add(reads.of(variable)));
    return bench.graph().gradients(tf.math.add(penalty, nothing), values);
  }
}
