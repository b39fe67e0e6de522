package org.ganforge.tf.truth.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.op.train.ResourceApplyKerasMomentum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/** One step of each optimizer, from a state after several steps. */
record Updates(int slots, Step step, Rule rule) {
  private static final float RATE = 0.3f;
  private static final float RHO = 0.9f;
  private static final float BETA2 = 0.99f;
  private static final float EPSILON = 1e-3f;

  /** Builds the update of a variable and its slots. */
  @FunctionalInterface
  interface Step {
    Op build(Ops tf, List<Operand<? extends TType>> handles, Operand<TFloat32> gradient);
  }

  /** Updates one number and its slots in place. */
  @FunctionalInterface
  interface Rule {
    void update(double[] state, double gradient);
  }

  static List<Operation> all() {
    return List.of(
        of(
            "ResourceApplyGradientDescent",
            0,
            (tf, h, g) -> tf.train.resourceApplyGradientDescent(h.get(0), tf.constant(RATE), g),
            (s, g) -> s[0] -= RATE * g),
        of("ResourceApplyKerasMomentum", 1, keras(false), (s, g) -> momentum(s, g, false)),
        of("ResourceApplyKerasMomentum, Nesterov", 1, keras(true), (s, g) -> momentum(s, g, true)),
        of("ResourceApplyAdam", 2, Updates::adam, (s, g) -> adam(s, g, false)),
        of("ResourceApplyAdamWithAmsgrad", 3, Updates::amsgrad, (s, g) -> adam(s, g, true)),
        of("ResourceApplyRMSProp", 2, Updates::rmsprop, Updates::rmsprop),
        of("ResourceApplyCenteredRMSProp", 3, Updates::centered, Updates::centered));
  }

  private static Operation of(String name, int slots, Step step, Rule rule) {
    return Operation.of(name, new Updates(slots, step, rule)::question);
  }

  private static Step keras(boolean nesterov) {
    return (tf, h, g) ->
        tf.train.resourceApplyKerasMomentum(
            h.get(0),
            h.get(1),
            tf.constant(RATE),
            g,
            tf.constant(RHO),
            ResourceApplyKerasMomentum.useNesterov(nesterov));
  }

  private static void momentum(double[] state, double gradient, boolean nesterov) {
    state[1] = RHO * state[1] - RATE * gradient;
    state[0] += nesterov ? RHO * state[1] - RATE * gradient : state[1];
  }

  private static Op adam(Ops tf, List<Operand<? extends TType>> h, Operand<TFloat32> g) {
    return tf.train.resourceApplyAdam(
        h.get(0),
        h.get(1),
        h.get(2),
        tf.constant(RHO * RHO),
        tf.constant(BETA2 * BETA2),
        tf.constant(RATE),
        tf.constant(RHO),
        tf.constant(BETA2),
        tf.constant(EPSILON),
        g);
  }

  private static Op amsgrad(Ops tf, List<Operand<? extends TType>> h, Operand<TFloat32> g) {
    return tf.train.resourceApplyAdamWithAmsgrad(
        h.get(0),
        h.get(1),
        h.get(2),
        h.get(3),
        tf.constant(RHO * RHO),
        tf.constant(BETA2 * BETA2),
        tf.constant(RATE),
        tf.constant(RHO),
        tf.constant(BETA2),
        tf.constant(EPSILON),
        g);
  }

  /** The second step: powers of beta are squares. */
  private static void adam(double[] state, double gradient, boolean amsgrad) {
    state[1] = RHO * state[1] + (1 - RHO) * gradient;
    state[2] = BETA2 * state[2] + (1 - BETA2) * gradient * gradient;
    double square = state[2];
    if (amsgrad) {
      state[3] = Math.max(state[3], square);
      square = state[3];
    }
    double rate = RATE * Math.sqrt(1 - BETA2 * BETA2) / (1 - RHO * RHO);
    state[0] -= rate * state[1] / (Math.sqrt(square) + EPSILON);
  }

  private static Op rmsprop(Ops tf, List<Operand<? extends TType>> h, Operand<TFloat32> g) {
    return tf.train.resourceApplyRmsProp(
        h.get(0),
        h.get(1),
        h.get(2),
        tf.constant(RATE),
        tf.constant(RHO),
        tf.constant(RHO),
        tf.constant(EPSILON),
        g);
  }

  private static void rmsprop(double[] state, double gradient) {
    state[1] = RHO * state[1] + (1 - RHO) * gradient * gradient;
    state[2] = RHO * state[2] + RATE * gradient / Math.sqrt(state[1] + EPSILON);
    state[0] -= state[2];
  }

  /** The state is variable, mean square, momentum, mean gradient. */
  private static Op centered(Ops tf, List<Operand<? extends TType>> h, Operand<TFloat32> g) {
    return tf.train.resourceApplyCenteredRmsProp(
        h.get(0),
        h.get(3),
        h.get(1),
        h.get(2),
        tf.constant(RATE),
        tf.constant(RHO),
        tf.constant(RHO),
        tf.constant(EPSILON),
        g);
  }

  private static void centered(double[] state, double gradient) {
    state[1] = RHO * state[1] + (1 - RHO) * gradient * gradient;
    state[3] = RHO * state[3] + (1 - RHO) * gradient;
    double spread = state[1] - state[3] * state[3];
    state[2] = RHO * state[2] + RATE * gradient / Math.sqrt(spread + EPSILON);
    state[0] -= state[2];
  }

  private Question question(Draw draw) {
    TensorShape shape =
        draw.coin()
            ? TensorShape.of(draw.channels(), draw.channels())
            : TensorShape.of(draw.between(1, 200_000));
    List<FloatTensor> inputs = new ArrayList<>();
    for (int i = 0; i <= slots; i++) {
      // Means of squares are above 0, and above squares of means.
      inputs.add(
          i == 0 ? draw.tensor(shape) : draw.tensor(shape, i == 3 ? 0.1 : 0.4, i == 3 ? 0.5 : 1));
    }
    FloatTensor gradient = draw.tensor(shape);
    double[][] states = new double[slots + 1][shape.size()];
    double[] state = new double[slots + 1];
    for (int i = 0; i < shape.size(); i++) {
      for (int j = 0; j <= slots; j++) {
        state[j] = inputs.get(j).get(i);
      }
      rule.update(state, gradient.get(i));
      for (int j = 0; j <= slots; j++) {
        states[j][i] = state[j];
      }
    }
    List<Expected> expected = new ArrayList<>();
    for (int j = 0; j <= slots; j++) {
      expected.add(Expected.of(j == 0 ? "variable" : "slot " + j, states[j]));
    }
    inputs.add(gradient);
    return new Question(shape.toString(), inputs, this::build, Optional.empty(), expected);
  }

  private List<Operand<TFloat32>> build(Ops tf, List<Operand<TFloat32>> inputs) {
    List<Operand<? extends TType>> handles = new ArrayList<>();
    List<Op> assigned = new ArrayList<>();
    for (int i = 0; i <= slots; i++) {
      Operand<TFloat32> value = inputs.get(i);
      VarHandleOp handle =
          tf.varHandleOp(TFloat32.class, value.shape(), VarHandleOp.sharedName("state_" + i));
      handles.add(handle);
      assigned.add(tf.assignVariableOp(handle, value));
    }
    Op update = step.build(tf.withControlDependencies(assigned), handles, inputs.get(slots + 1));
    Ops after = tf.withControlDependencies(List.of(update));
    List<Operand<TFloat32>> states = new ArrayList<>();
    handles.forEach(handle -> states.add(after.readVariableOp(handle, TFloat32.class)));
    return states;
  }
}
