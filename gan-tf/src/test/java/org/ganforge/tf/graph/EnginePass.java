package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ganforge.KerasVersion;
import org.ganforge.layer.FloatTensor;
import org.ganforge.tf.layer.Mode;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.tf.truth.Question;
import org.ganforge.tf.truth.ReferenceNetwork;
import org.ganforge.tf.variable.Variable;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The engine's answer to a question: outputs in both modes and all gradients, in float32. */
final class EnginePass {
  private EnginePass() {}

  /** Returns the answer of a network compiled with these forms. */
  static Map<String, FloatTensor> answer(Question question, Rewrites rewrites) {
    try (NetworkBench bench =
        new NetworkBench(question.network(), KerasVersion.KERAS_3, rewrites)) {
      bench.setWeights(question.weights());
      Operand<TFloat32> input = bench.input();
      Tower inference = bench.tower(Mode.INFERENCE, input);
      Map<String, Operand<TFloat32>> results = training(question, bench, input);
      results.put(Question.INFERENCE, inference.output());
      List<FloatTensor> values =
          bench
              .graph()
              .fetch(List.of(), List.copyOf(results.values()), Map.of(input, question.input()));
      Map<String, FloatTensor> answer = new LinkedHashMap<>();
      results.keySet().forEach(name -> answer.put(name, values.get(answer.size())));
      return answer;
    }
  }

  private static Map<String, Operand<TFloat32>> training(
      Question question, NetworkBench bench, Operand<TFloat32> input) {
    Tower tower = bench.tower(Mode.TRAINING, input);
    Map<String, Operand<TFloat32>> sources = new LinkedHashMap<>();
    sources.put(ReferenceNetwork.INPUT, input);
    for (Variable variable : bench.trainable()) {
      sources.put(bench.weight(variable), Objects.requireNonNull(tower.reads().get(variable)));
    }
    Operand<TFloat32> loss =
        bench.graph().weightedSum(tower.output(), bench.graph().constant(question.cotangent()));
    List<Operand<TFloat32>> gradients =
        bench.graph().gradients(loss, new ArrayList<>(sources.values()));
    Map<String, Operand<TFloat32>> results = new LinkedHashMap<>();
    results.put(Question.OUTPUT, tower.output());
    for (String name : sources.keySet()) {
      results.put(name, gradients.get(results.size() - 1));
    }
    return results;
  }
}
