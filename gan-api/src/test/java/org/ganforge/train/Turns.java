package org.ganforge.train;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Simulates one iteration of a schedule. */
final class Turns {
  private static final int TOO_MANY = 1000;

  private Turns() {}

  /** Returns the turns as letters, G and D; check number i gives {@code accuracies[i]}. */
  static String of(Schedule schedule, double... accuracies) {
    List<Turn> turns = new ArrayList<>();
    History history = History.start();
    for (Turn turn = schedule.next(history);
        turn != Turn.END_OF_ITERATION && turns.size() < TOO_MANY;
        turn = schedule.next(history)) {
      double accuracy = turns.size() < accuracies.length ? accuracies[turns.size()] : Double.NaN;
      turns.add(turn);
      history = history.after(turn, accuracy);
    }
    return turns.stream().map(turn -> turn.name().substring(0, 1)).collect(Collectors.joining());
  }
}
