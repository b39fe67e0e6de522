package org.ganforge.tf.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/**
 * Something a session can run at once. Its batches come from the graph; a caller may feed others in
 * their place.
 *
 * @param kind which step it is
 * @param operations what has to run; empty for a step that only looks
 * @param metrics loss and accuracy, {@code [2]}; of a whole iteration those of every update in turn
 * @param real where other real images can be fed, null where the step takes none
 * @param noise where other noise can be fed, null where the step takes none
 * @param probes what can be looked at when an update was not finite, causes before what they cause;
 *     none of a whole iteration
 */
public record Step(
    StepKind kind,
    List<Op> operations,
    Operand<TFloat32> metrics,
    @Nullable Operand<TFloat32> real,
    @Nullable Operand<TFloat32> noise,
    List<Probe> probes) {}
