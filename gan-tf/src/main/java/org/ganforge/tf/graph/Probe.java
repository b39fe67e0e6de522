package org.ganforge.tf.graph;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A value inside a step, to inspect after the step has failed.
 *
 * @param network the network it belongs to
 * @param what what the value is, as in {@code the gradient of generator/dense/kernel}
 * @param value the value
 */
public record Probe(String network, String what, Operand<TFloat32> value) {}
