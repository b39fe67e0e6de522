package org.ganforge.tf.graph;

import org.ganforge.tf.variable.Variables;
import org.tensorflow.Graph;

/** A graph with state. It holds native memory but runs nothing. */
public interface CompiledGraph extends AutoCloseable {
  /** Returns the graph, to run or to add to. */
  Graph graph();

  /** Returns all state. */
  Variables variables();

  /** Returns the operations that read the state and set it. */
  StateGraph state();

  @Override
  void close();
}
