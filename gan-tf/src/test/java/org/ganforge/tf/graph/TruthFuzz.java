package org.ganforge.tf.graph;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.ganforge.KerasVersion;
import org.ganforge.Sequential;
import org.ganforge.json.GanJson;
import org.ganforge.layer.FloatTensor;
import org.ganforge.tf.form.FittingForms;
import org.ganforge.tf.form.FormCache;
import org.ganforge.tf.form.FormTable;
import org.ganforge.tf.form.FormTrials;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.tf.session.SessionSettings;
import org.ganforge.tf.truth.Comparison;
import org.ganforge.tf.truth.Question;
import org.ganforge.tf.truth.Questions;
import org.ganforge.tf.truth.RandomNetworks;

/** Compares the engine's answers for random networks with the exact ones. */
final class TruthFuzz {
  private static final long SEED = 20;

  /** One in this many networks is also computed with the forms of a trial on this machine. */
  private final int triedOf;

  private final Path cache;
  private final Questions questions = new Questions(RandomNetworks.of(SEED));
  private final AtomicInteger asked = new AtomicInteger();

  /**
   * Makes the fuzz test.
   *
   * @param triedOf one in this many networks also uses the forms of a trial, which takes longer
   * @param cache the file for the outcomes of trials
   */
  TruthFuzz(int triedOf, Path cache) {
    this.triedOf = triedOf;
    this.cache = cache;
  }

  private static List<String> safeForms() {
    return FormTable.allForms().stream().filter(form -> !FittingForms.isOfTheEngine(form)).toList();
  }

  private Map<String, FormTable> forms(int index, Question question) {
    List<String> safe = safeForms();
    String form = safe.get(index % safe.size());
    Map<String, FormTable> forms = new LinkedHashMap<>();
    forms.put("products", FormTable.products());
    forms.put(form, FormTable.preferring(form));
    if (index % triedOf == 0) {
      forms.put("the forms of a trial", tried(question));
    }
    return forms;
  }

  private FormTable tried(Question question) {
    return FormTrials.untimed(SessionSettings.of().toProto(), new FormCache(cache))
        .of(
            ConvolutionCensus.of(
                question.network(), KerasVersion.KERAS_3, question.input().count()))
        .table();
  }

  /** Returns the faults in the answers for a network, usually none. Thread-safe. */
  List<String> faults(int index) {
    Optional<Question> question = questions.about(index);
    if (question.isEmpty()) {
      return List.of();
    }
    asked.incrementAndGet();
    Comparison comparison = new Comparison(question.get());
    List<String> faults = new ArrayList<>();
    forms(index, question.get())
        .forEach(
            (name, forms) -> {
              List<String> wrong = faults(comparison, question.get(), Rewrites.of(forms));
              if (!wrong.isEmpty()) {
                faults.add(place(index, name) + ":\n  " + String.join("\n  ", wrong));
              }
            });
    if (!faults.isEmpty()) {
      faults.add(GanJson.writeValue(question.get().network(), Sequential.class));
    }
    return faults;
  }

  /** Returns the faults in the answer of a network compiled with these forms. */
  static List<String> faults(Comparison comparison, Question question, Rewrites rewrites) {
    Map<String, FloatTensor> answer;
    try {
      answer = EnginePass.answer(question, rewrites);
    } catch (RuntimeException e) {
      // TensorFlow's exceptions have no common type, and each is a fault, since the network is
      // valid.
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
