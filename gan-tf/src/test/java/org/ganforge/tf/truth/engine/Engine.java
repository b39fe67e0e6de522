package org.ganforge.tf.truth.engine;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.layer.FloatTensor;
import org.ganforge.tf.session.ComputeType;
import org.ganforge.tf.session.NativeTensors;
import org.ganforge.tf.session.SessionSettings;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * Runs a question's operations like the library: one graph, the library's session settings, on a
 * CPU.
 */
final class Engine {
  private Engine() {}

  /**
   * Returns the outputs, then the gradients.
   *
   * @param threads threads per operation, among which the engine splits its work
   */
  static List<float[]> answer(Question question, int threads) {
    SessionSettings settings = new SessionSettings(threads, 1, ComputeType.FLOAT32, true);
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      List<FloatTensor> fed = new ArrayList<>(question.inputs());
      List<Operand<TFloat32>> inputs = new ArrayList<>();
      question.inputs().forEach(input -> inputs.add(placeholder(tf, input)));
      List<Operand<TFloat32>> outputs =
          new ArrayList<>(question.form().build(tf, List.copyOf(inputs)));
      if (question.cotangent().isPresent()) {
        FloatTensor cotangent = question.cotangent().get();
        Operand<TFloat32> first = placeholder(tf, cotangent);
        for (Operand<TFloat32> gradient : gradients(graph, outputs.get(0), inputs, first)) {
          outputs.add(tf.identity(gradient)); // one tensor can be the gradient of several inputs
        }
        inputs.add(first);
        fed.add(cotangent);
      }
      try (Session session = new Session(graph, settings.toProto())) {
        return run(session, inputs, fed, outputs);
      }
    }
  }

  /** Returns a placeholder whose first dimension is open, like the library's batches. */
  private static Operand<TFloat32> placeholder(Ops tf, FloatTensor values) {
    long[] dims = values.shape().dims().stream().mapToLong(Integer::longValue).toArray();
    if (dims.length > 1) {
      dims[0] = Shape.UNKNOWN_SIZE;
    }
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(dims)));
  }

  private static List<Operand<TFloat32>> gradients(
      Graph graph, Operand<TFloat32> y, List<Operand<TFloat32>> inputs, Operand<TFloat32> first) {
    Output<?>[] x = inputs.stream().map(Operand::asOutput).toArray(Output<?>[]::new);
    Output<?>[] gradients =
        graph.addGradients(
            "gradients", new Output<?>[] {y.asOutput()}, x, new Output<?>[] {first.asOutput()});
    List<Operand<TFloat32>> typed = new ArrayList<>();
    for (Output<?> gradient : gradients) {
      typed.add(gradient.expect(TFloat32.class));
    }
    return typed;
  }

  private static List<float[]> run(
      Session session,
      List<Operand<TFloat32>> inputs,
      List<FloatTensor> fed,
      List<Operand<TFloat32>> outputs) {
    List<TFloat32> tensors = fed.stream().map(NativeTensors::toNative).toList();
    Session.Runner runner = session.runner();
    for (int i = 0; i < inputs.size(); i++) {
      runner.feed(inputs.get(i), tensors.get(i));
    }
    outputs.forEach(runner::fetch);
    try (Result result = runner.run()) {
      List<float[]> answers = new ArrayList<>();
      for (int i = 0; i < result.size(); i++) {
        answers.add(NativeTensors.toHeap((TFloat32) result.get(i)).toArray());
      }
      return answers;
    } finally {
      tensors.forEach(TFloat32::close);
    }
  }
}
