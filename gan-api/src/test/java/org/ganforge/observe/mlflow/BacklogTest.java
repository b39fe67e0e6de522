package org.ganforge.observe.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BacklogTest {
  private static final Duration AT_ONCE = Duration.ZERO;

  private final Backlog backlog = new Backlog();

  private static List<Metric> metrics(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> new Metric("loss", i, 0, i)).toList();
  }

  private List<Metric> taken() throws InterruptedException {
    return backlog.take(AT_ONCE).orElseThrow().metrics();
  }

  @Test
  void givesNumbersInOrderAndAtMostAThousandAtOnce() throws InterruptedException {
    backlog.add(metrics(0, 1500));

    assertThat(taken()).isEqualTo(metrics(0, 1000));
    assertThat(taken()).isEqualTo(metrics(1000, 1500));
  }

  @Test
  void keepsTheOrderOfNumbersAndTasks() throws InterruptedException {
    backlog.add(metrics(0, 2));
    backlog.add(run -> {});
    backlog.add(metrics(2, 3));

    assertThat(taken()).isEqualTo(metrics(0, 2));
    assertThat(backlog.take(AT_ONCE).orElseThrow().isNumbers()).isFalse();
    assertThat(taken()).isEqualTo(metrics(2, 3));
  }

  @Test
  void whatIsGivenBackComesFirst() throws InterruptedException {
    backlog.add(metrics(0, 1001));
    Parcel unsent = backlog.take(AT_ONCE).orElseThrow();
    backlog.giveBack(unsent);

    assertThat(taken()).isEqualTo(metrics(0, 1000));
    assertThat(taken()).isEqualTo(metrics(1000, 1001));
  }

  @Test
  void losesTheOldestNumbersButNoTaskIfThereAreTooMany() throws InterruptedException {
    backlog.add(run -> {});
    backlog.add(metrics(0, Backlog.MOST_NUMBERS));
    backlog.add(metrics(Backlog.MOST_NUMBERS, Backlog.MOST_NUMBERS + 3));

    assertThat(backlog.lost()).isEqualTo(3);
    assertThat(backlog.take(AT_ONCE).orElseThrow().isNumbers()).isFalse();
    assertThat(taken()).isEqualTo(metrics(3, 1003));
  }

  @Test
  void givesWhatIsLeftAfterItWasClosedAndThenNothing() throws InterruptedException {
    backlog.add(metrics(0, 1));
    backlog.close();
    backlog.add(metrics(1, 2));

    assertThat(taken()).isEqualTo(metrics(0, 1));
    assertThat(backlog.take(AT_ONCE)).isEmpty();
  }
}
