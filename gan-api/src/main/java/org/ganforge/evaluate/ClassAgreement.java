package org.ganforge.evaluate;

import java.util.List;
import java.util.stream.IntStream;
import org.ganforge.error.InvalidInputException;

/**
 * How often a conditional generator draws the requested class, according to a classifier.
 *
 * @param classNames the names of classes 0, 1, ...
 * @param asked how many images of each class were requested, in the same order
 * @param right how many of those show it
 * @param none how many of those show no class
 */
public record ClassAgreement(
    List<String> classNames, List<Integer> asked, List<Integer> right, List<Integer> none) {
  /** Copies the lists and checks that each has a number per class. */
  public ClassAgreement {
    classNames = List.copyOf(classNames);
    asked = List.copyOf(asked);
    right = List.copyOf(right);
    none = List.copyOf(none);
    for (List<Integer> counts : List.of(asked, right, none)) {
      if (counts.size() != classNames.size()) {
        throw new InvalidInputException(
            "class agreement",
            classNames.size() + " counts, one for each class",
            counts.size() + "",
            "give as many counts as class names");
      }
    }
  }

  /**
   * Returns how well the shown classes agree with the requested ones.
   *
   * @param asked the requested class of each image
   * @param shown the class that it shows, or {@link org.ganforge.ImageClassifier#NONE}
   */
  static ClassAgreement of(List<String> classNames, List<Integer> asked, List<Integer> shown) {
    int[][] counts = new int[3][classNames.size()];
    for (int i = 0; i < asked.size(); i++) {
      int label = asked.get(i);
      counts[0][label]++;
      counts[1][label] += shown.get(i) == label ? 1 : 0;
      counts[2][label] += shown.get(i) < 0 ? 1 : 0;
    }
    return new ClassAgreement(classNames, list(counts[0]), list(counts[1]), list(counts[2]));
  }

  private static List<Integer> list(int... counts) {
    return IntStream.of(counts).boxed().toList();
  }

  /** Returns the share of all images, 0 to 1, that show the requested class. */
  public double share() {
    return (double) sum(right) / sum(asked);
  }

  /** Returns the share of a class's images that show it; 0 if none was requested. */
  public double share(int label) {
    return asked.get(label) == 0 ? 0 : (double) right.get(label) / asked.get(label);
  }

  private static long sum(List<Integer> counts) {
    return counts.stream().mapToLong(Integer::longValue).sum();
  }
}
