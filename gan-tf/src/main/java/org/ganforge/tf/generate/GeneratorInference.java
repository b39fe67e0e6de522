package org.ganforge.tf.generate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.Batch;
import org.ganforge.Gan;
import org.ganforge.internal.Checks;
import org.ganforge.layer.FloatTensor;
import org.ganforge.tf.graph.GanGraph;
import org.ganforge.tf.graph.GeneratorFunctions;
import org.ganforge.tf.graph.Role;
import org.ganforge.tf.session.GraphSession;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * Draws noise and turns it into images. It changes no state, so several threads may call it at
 * once.
 */
public record GeneratorInference(Gan gan, GraphSession<?> session, GeneratorFunctions functions) {
  private static final int MOST_EXAMPLES = 256;

  /** Returns noise from the spec's distribution. */
  public FloatTensor noise(int count, long seed) {
    Checks.positive("noise count", count);
    GanGraph.NoiseFunction noise = functions.noise();
    try (TInt32 countTensor = TInt32.scalarOf(count);
        TInt64 seedTensor = TInt64.scalarOf(seed)) {
      Map<Operand<?>, Tensor> feeds = Map.of(noise.count(), countTensor, noise.seed(), seedTensor);
      return session.fetch(List.of(), List.of(noise.output()), feeds).get(0);
    }
  }

  /**
   * Returns the images that the generator makes from noise.
   *
   * @throws org.ganforge.error.InvalidInputException if the generator does not take such a batch
   */
  public FloatTensor generate(Batch noise) {
    GivenBatches given = new GivenBatches(gan);
    given.checked(Role.NOISE, noise.values());
    if (given.isOfShares(noise)) {
      return call(session, functions.generateMixed(), 0, given.mixed(noise));
    }
    List<FloatTensor> inputs = given.inOrder(gan.generator(), noise, Role.NOISE_LABELS);
    return call(session, functions.generate(), 0, inputs);
  }

  /**
   * Returns one of a function's outputs for a batch of any size. It takes a few examples at a time,
   * since intermediate layers need far more memory than inputs and outputs.
   */
  public static FloatTensor call(
      GraphSession<?> session, GanGraph.Function function, int output, List<FloatTensor> inputs) {
    List<FloatTensor> outputs = new ArrayList<>();
    int count = inputs.get(0).count();
    for (int from = 0; from < count; from += MOST_EXAMPLES) {
      int to = Math.min(count, from + MOST_EXAMPLES);
      outputs.add(part(session, function, output, inputs, from, to));
    }
    return FloatTensor.concat(outputs);
  }

  /**
   * Returns the same in parts whose sizes differ by one at most: the last of several is never so
   * small that its images have nothing to be compared with.
   */
  public static FloatTensor callEvenly(
      GraphSession<?> session, GanGraph.Function function, int output, List<FloatTensor> inputs) {
    List<FloatTensor> outputs = new ArrayList<>();
    long count = inputs.get(0).count();
    long parts = (count + MOST_EXAMPLES - 1) / MOST_EXAMPLES;
    for (long part = 0; part < parts; part++) {
      int from = (int) (part * count / parts);
      int to = (int) ((part + 1) * count / parts);
      outputs.add(part(session, function, output, inputs, from, to));
    }
    return FloatTensor.concat(outputs);
  }

  private static FloatTensor part(
      GraphSession<?> session,
      GanGraph.Function function,
      int output,
      List<FloatTensor> inputs,
      int from,
      int to) {
    Map<Operand<TFloat32>, FloatTensor> feeds = new LinkedHashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      feeds.put(function.inputs().get(i), inputs.get(i).slice(from, to));
    }
    return session.fetch(List.of(), function.outputs().get(output), feeds);
  }
}
