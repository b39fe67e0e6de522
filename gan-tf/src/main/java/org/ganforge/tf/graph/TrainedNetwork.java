package org.ganforge.tf.graph;

import org.ganforge.tf.optimizer.OptimizerCompiler;
import org.ganforge.tf.variable.Counter;

/**
 * A network, its optimizer and its count of updates.
 *
 * @param network builds its towers
 * @param optimizer changes its weights
 * @param updates counts its updates
 */
record TrainedNetwork(NetworkCompiler network, OptimizerCompiler optimizer, Counter updates) {}
