package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.ganforge.Sequential;
import org.ganforge.json.GanJson;
import org.ganforge.layer.FloatTensor;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.tf.truth.Comparison;
import org.ganforge.tf.truth.Question;
import org.ganforge.tf.truth.Questions;
import org.ganforge.tf.truth.RandomNetworks;

/** Compares the engine's answers about random networks with the exact ones. */
final class TruthFuzz {
  private static final long SEED = 20;

  /** The forms that networks are compiled with, by their names. */
  private static final Map<String, Rewrites> FORMS = forms();

  private final Questions questions =
      new Questions(RandomNetworks.of(SEED).withStridedPoints(false));
  private final AtomicInteger asked = new AtomicInteger();

  private static Map<String, Rewrites> forms() {
    Map<String, Rewrites> forms = new LinkedHashMap<>();
    forms.put("plain forms", Rewrites.none());
    forms.put("all forms", Rewrites.all());
    return forms;
  }

  /** Returns what is wrong with the answers about a network: nothing, most often. Thread-safe. */
  List<String> faults(int index) {
    Optional<Question> question = questions.about(index);
    if (question.isEmpty()) {
      return List.of();
    }
    asked.incrementAndGet();
    Comparison comparison = new Comparison(question.get());
    List<String> faults = new ArrayList<>();
    FORMS.forEach(
        (name, rewrites) -> {
          List<String> wrong = faults(comparison, question.get(), rewrites);
          if (!wrong.isEmpty()) {
            faults.add(place(index, name) + ":\n  " + String.join("\n  ", wrong));
          }
        });
    if (!faults.isEmpty()) {
      faults.add(GanJson.writeValue(question.get().network(), Sequential.class));
    }
    return faults;
  }

  private static List<String> faults(Comparison comparison, Question question, Rewrites rewrites) {
    Map<String, FloatTensor> answer;
    try {
      answer = EnginePass.answer(question, rewrites);
    } catch (RuntimeException e) {
      // TensorFlow's refusals have no type in common, and each is a fault: the network is valid.
      return List.of(e.toString());
    }
    return comparison.faults(answer);
  }

  /** Returns how many networks had an answer to compare with. */
  int asked() {
    return asked.get();
  }

  private static String place(int index, String forms) {
    return "wrong: network " + index + " of seed " + SEED + " in " + forms;
  }
}
