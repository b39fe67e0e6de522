package org.ganforge.tf.graph;

import org.ganforge.tf.optimizer.OptimizerCompiler;
import org.ganforge.tf.variable.Counter;

/**
 * A network and what trains it.
 *
 * @param network builds its towers
 * @param optimizer changes its weights
 * @param updates counts its updates
 */
record TrainedNetwork(NetworkCompiler network, OptimizerCompiler optimizer, Counter updates) {}
