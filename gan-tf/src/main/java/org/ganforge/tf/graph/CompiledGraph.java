package org.ganforge.tf.graph;

import java.util.List;
import org.ganforge.tf.variable.Variables;
import org.tensorflow.Graph;
import org.tensorflow.op.Op;

/** A graph with state. It holds native memory but runs nothing. */
public interface CompiledGraph extends AutoCloseable {
  /** Returns the graph, to run or to add to. */
  Graph graph();

  /** Returns all state. */
  Variables variables();

  /** Returns the operations that set every variable's first value. */
  default List<Op> initializers() {
    return variables().initializers();
  }

  /** Returns the operations that read the state and set it. */
  StateGraph state();

  @Override
  void close();
}
