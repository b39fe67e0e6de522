package org.ganforge.tf.truth.engine;

import java.util.List;
import java.util.Optional;
import org.ganforge.layer.FloatTensor;

/**
 * A computation to ask the engine for, with the right answer.
 *
 * @param shape the shapes and options, in words
 * @param inputs the numbers to compute from
 * @param form builds the operations
 * @param cotangent the gradient of the first output, to be carried back to every input; empty for
 *     no gradients
 * @param expected the outputs, then the gradient of each input
 */
record Question(
    String shape,
    List<FloatTensor> inputs,
    Form form,
    Optional<FloatTensor> cotangent,
    List<Expected> expected) {}
