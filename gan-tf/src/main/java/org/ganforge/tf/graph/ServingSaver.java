package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.tf.variable.Variable;
import org.ganforge.tf.variable.Variables;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.PlaceholderWithDefault;
import org.tensorflow.op.train.Restore;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * The operations of a SavedModel's own saver, under the names that {@code SaverDef} has used since
 * TensorFlow 1: a loader feeds the file's name and runs one of them.
 */
public final class ServingSaver {
  private final Operand<TString> file;
  private final Operand<TString> save;
  private final Op restore;

  ServingSaver(Ops tf, Variables variables) {
    PlaceholderWithDefault<TString> name =
        tf.withName("filename").placeholderWithDefault(tf.constant("model"), Shape.scalar());
    List<Variable> all = List.copyOf(variables.weights());
    Operand<TString> names = tf.array(all.stream().map(Variable::name).toArray(String[]::new));
    Operand<TString> whole = tf.array(all.stream().map(v -> "").toArray(String[]::new));
    List<Operand<?>> values = new ArrayList<>();
    List<Class<? extends TType>> types = new ArrayList<>();
    for (Variable variable : all) {
      values.add(variable.read(tf));
      types.add(TFloat32.class);
    }
    Op written = tf.train.save(name, names, whole, values);
    Restore read = tf.train.restore(name, names, whole, types);
    List<Op> assigned = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      assigned.add(tf.assignVariableOp(all.get(i).handle(), read.tensors().get(i)));
    }
    this.file = name;
    this.save =
        tf.withControlDependencies(List.of(written)).withName("control_dependency").identity(name);
    this.restore = tf.withControlDependencies(assigned).withName("restore_all").noOp();
  }

  /** Returns the operand to feed the files' name to, without extension. */
  public Operand<TString> file() {
    return file;
  }

  /** Returns the operand to fetch to write the files. */
  public Operand<TString> save() {
    return save;
  }

  /** Returns the operation to run to read the files. */
  public Op restore() {
    return restore;
  }
}
