package org.ganforge.tf.graph;

import org.ganforge.tf.distributed.AllReduce;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;

/**
 * A part of a step that is about to be built.
 *
 * @param kind what it does
 * @param tf the scope of its operations
 * @param reads the variables as the part finds them, shared by all of its towers
 * @param done how many updates of its network came before
 * @param label names the part in the error if its update is not finite
 * @param reduce sums over all replicas
 * @param alone whether no other part of the step updates the other network, so that this part must
 *     check its weights
 */
record Part(
    StepKind kind,
    Ops tf,
    Reads reads,
    Operand<TInt64> done,
    String label,
    AllReduce reduce,
    boolean alone) {}
