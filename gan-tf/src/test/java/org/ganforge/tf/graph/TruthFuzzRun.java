package org.ganforge.tf.graph;

import java.nio.file.Path;

/**
 * A program that compares networks with the reference, to run in a separate process, since a wrong
 * kernel may crash it. It prints which network comes next, and its faults.
 */
final class TruthFuzzRun {
  static final String NEXT = "network ";

  private TruthFuzzRun() {}

  public static void main(String[] args) {
    int first = Integer.parseInt(args[0]);
    int end = Integer.parseInt(args[1]);
    TruthFuzz fuzz = new TruthFuzz(1, Path.of(args[2]));
    for (int index = first; index < end; index++) {
      System.out.println(NEXT + index);
      fuzz.faults(index).forEach(System.out::println);
    }
  }
}
