package org.ganforge.tf.scope;

import org.ganforge.tf.library.NativeLibrary;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.ExecutionEnvironment;
import org.tensorflow.Graph;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.OpScope;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;

/**
 * A graph whose name scopes remember the names they have used. Those of {@link Graph} read the
 * names of all its operations each time one is opened, which took most of the time spent building a
 * step.
 *
 * <p>Names are the same in every locale: TensorFlow Java numbers operations of the same name in the
 * default locale's digits, {@code Add_١} in Egypt, and TensorFlow refuses such a name.
 *
 * <p>Use only one for each graph: two would give out the same name twice, which TensorFlow refuses.
 */
public final class ScopedGraph implements ExecutionEnvironment {
  private final Graph graph;
  private final Scope scope = new OpScope(this);

  private ScopedGraph(Graph graph) {
    this.graph = graph;
  }

  /** Returns an empty graph; the first one in a process loads TensorFlow. */
  public static Graph empty() {
    NativeLibrary.load();
    return new Graph();
  }

  /** Returns an {@code Ops} that adds operations to an empty graph. */
  public static Ops opsOf(Graph graph) {
    return Ops.create(new ScopedGraph(graph));
  }

  @Override
  public OperationBuilder opBuilder(String type, String name, Scope scope) {
    return graph.opBuilder(type, inAsciiDigits(name), scope);
  }

  private static String inAsciiDigits(String name) {
    if (name.chars().allMatch(c -> c < 0x80)) {
      return name;
    }
    StringBuilder ascii = new StringBuilder();
    name.codePoints()
        .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
        .forEach(ascii::appendCodePoint);
    return ascii.toString();
  }

  @Override
  public void attachFunction(ConcreteFunction function) {
    graph.attachFunction(function);
  }

  @Override
  public void checkInput(Operation input) {
    graph.checkInput(input);
  }

  @Override
  public Types environmentType() {
    return Types.GRAPH;
  }

  @Override
  public Scope baseScope() {
    return scope;
  }

  @Override
  public boolean isInitializer(Operation operation) {
    return graph.isInitializer(operation);
  }
}
