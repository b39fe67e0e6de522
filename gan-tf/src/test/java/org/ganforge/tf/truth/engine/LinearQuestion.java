package org.ganforge.tf.truth.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ganforge.layer.FloatTensor;

/** Makes questions whose output is a sum of linear maps, one of each input. */
final class LinearQuestion {
  private LinearQuestion() {}

  static Question of(
      String shape, Draw draw, List<FloatTensor> inputs, List<LinearMap> maps, Form form) {
    FloatTensor cotangent = draw.tensor(maps.get(0).to());
    double[] output = new double[maps.get(0).to().size()];
    for (int i = 0; i < inputs.size(); i++) {
      maps.get(i).forward(inputs.get(i), output);
    }
    List<Expected> expected = new ArrayList<>();
    expected.add(Expected.of("output", output, scale(output, inputs)));
    for (int i = 0; i < inputs.size(); i++) {
      double[] gradient = maps.get(i).backward(cotangent);
      expected.add(Expected.of("gradient " + i, gradient, scale(gradient, List.of(cotangent))));
    }
    return new Question(shape, inputs, form, Optional.of(cotangent), expected);
  }

  /** Returns the largest number or, if all of a few sums happen to cancel, a term's size. */
  private static double scale(double[] sums, List<FloatTensor> terms) {
    double largest = 0;
    for (double sum : sums) {
      largest = Math.max(largest, Math.abs(sum));
    }
    double term = 0;
    for (FloatTensor values : terms) {
      for (float value : values.toArray()) {
        term = Math.max(term, Math.abs(value));
      }
    }
    return sums.length > terms.get(0).shape().size() ? largest : Math.max(largest, 0.01 * term);
  }
}
