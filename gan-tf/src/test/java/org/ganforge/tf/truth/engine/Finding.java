package org.ganforge.tf.truth.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The result of asking an operation many questions.
 *
 * @param questions the number of questions
 * @param largest the largest error of the right answers
 * @param wrong the shapes that were wrong, and by how much
 */
record Finding(Operation operation, int questions, double largest, List<String> wrong) {
  /** Threads per operation; the work is split even among more threads than a machine has cores. */
  private static final int[] THREADS = {1, 2, 8};

  /** Asks questions, the same for the same seed. */
  static Finding of(Operation operation, int questions, long seed) {
    SplittableRandom seeds = new SplittableRandom(seed ^ operation.name().hashCode());
    double largest = 0;
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < questions; i++) {
      Question question = operation.question().apply(new Draw(seeds.nextLong()));
      int threads = THREADS[i % THREADS.length];
      List<float[]> answers = Engine.answer(question, threads);
      for (int j = 0; j < question.expected().size(); j++) {
        Expected expected = question.expected().get(j);
        double error = expected.error(answers.get(j));
        if (error <= operation.tolerance()) {
          largest = Math.max(largest, error);
        } else {
          wrong.add(
              String.format(
                  Locale.ROOT,
                  "%s, %d threads, %s: off by %.2g",
                  question.shape(),
                  threads,
                  expected.name(),
                  error));
        }
      }
    }
    return new Finding(operation, questions, largest, wrong);
  }

  /** Returns a line of a table: operation, questions, wrong answers, largest right error. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-36s %5d %5d  %.1e  %s",
        operation.name(),
        questions,
        wrong.size(),
        largest,
        wrong.isEmpty() ? "" : wrong.subList(0, Math.min(3, wrong.size())));
  }
}
