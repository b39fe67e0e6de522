package org.ganforge.tf.graph;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ganforge.tf.variable.Variable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The values of the variables at one moment, each read once. All towers of an update share them: a
 * gradient is taken with respect to a read, and would miss what a tower adds that reads for itself.
 */
final class Reads {
  private final Ops reader;
  private final Map<Variable, Variable> others;
  private final Map<Variable, Operand<TFloat32>> values = new LinkedHashMap<>();

  /**
   * Makes the reads of a moment; none is there before it is asked for.
   *
   * @param reader its control dependencies say when the moment is
   */
  Reads(Ops reader) {
    this(reader, Map.of());
  }

  /**
   * Makes reads that read other variables in the place of some.
   *
   * @param others what is read for a variable, such as its moving average
   */
  Reads(Ops reader, Map<Variable, Variable> others) {
    this.reader = reader;
    this.others = others;
  }

  /** Returns the value of a variable at this moment. */
  Operand<TFloat32> of(Variable variable) {
    return values.computeIfAbsent(variable, v -> others.getOrDefault(v, v).read(reader));
  }
}
