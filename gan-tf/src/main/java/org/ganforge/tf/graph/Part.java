package org.ganforge.tf.graph;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;

/**
 * A part of a step, about to be built.
 *
 * @param kind what it does
 * @param tf the scope of its operations
 * @param reads the variables as it finds them, the same for all of its towers
 * @param done how many updates its network has had before it
 * @param label stands in the error of an update that is not finite
 * @param alone whether no other part of the step updates the other network, and so none checks its
 *     weights
 */
record Part(
    StepKind kind, Ops tf, Reads reads, Operand<TInt64> done, String label, boolean alone) {}
