package org.ganforge.tf.graph;

import org.ganforge.Gan;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.tf.scope.ScopedGraph;
import org.ganforge.tf.variable.Variables;
import org.tensorflow.Graph;
import org.tensorflow.op.Ops;

/**
 * A GAN's generator by itself, for use without training. Its variables have the same names as in a
 * {@link GanGraph}, so it can restore its part of a checkpoint.
 */
public final class GeneratorGraph implements CompiledGraph {
  private final Graph graph;
  private final Variables variables;
  private final GeneratorFunctions functions;
  private final StateGraph state;

  private GeneratorGraph(Graph graph, Gan gan, Rewrites rewrites) {
    this.graph = graph;
    Ops tf = ScopedGraph.opsOf(graph);
    this.variables = new Variables(tf);
    NetworkCompiler network =
        NetworkCompiler.declare(
            tf, gan.generator(), gan.keras(), variables, rewrites, gan.plan().seed());
    if (GeneratorFunctions.samplesAverage(gan)) {
      variables.weights().forEach(variables::average);
    }
    this.functions = new GeneratorFunctions(graph, gan, network);
    this.state = new StateGraph(tf.withSubScope("state"), variables);
  }

  /**
   * Compiles a generator.
   *
   * @param rewrites the other forms to use for layers
   */
  public static GeneratorGraph compile(Gan gan, Rewrites rewrites) {
    Graph graph = ScopedGraph.empty();
    try {
      return new GeneratorGraph(graph, gan, rewrites);
    } catch (RuntimeException | Error e) {
      graph.close();
      throw e;
    }
  }

  /** Returns the functions of the generator. */
  public GeneratorFunctions functions() {
    return functions;
  }

  @Override
  public Graph graph() {
    return graph;
  }

  @Override
  public Variables variables() {
    return variables;
  }

  @Override
  public StateGraph state() {
    return state;
  }

  @Override
  public void close() {
    graph.close();
  }
}
