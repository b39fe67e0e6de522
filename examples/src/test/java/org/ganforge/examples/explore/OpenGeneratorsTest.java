package org.ganforge.examples.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.ganforge.Batch;
import org.ganforge.Gan;
import org.ganforge.GanGenerator;
import org.ganforge.KerasModel;
import org.ganforge.examples.TinySpec;
import org.ganforge.examples.serve.http.Refusal;
import org.ganforge.json.GanJson;
import org.ganforge.layer.FloatTensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many generators the explorer holds, and for how long. */
class OpenGeneratorsTest {
  private final List<String> closed = new ArrayList<>();
  private final List<String> opened = new ArrayList<>();
  private long now;
  private final OpenGenerators<String, Named> generators =
      new OpenGenerators<>(this::open, () -> now);

  @AfterEach
  void close() {
    generators.close();
  }

  private Named open(String name) {
    opened.add(name);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("nothing to open");
    }
    return new Named(name, closed);
  }

  /** A generator that only notes that it is closed. */
  private record Named(String name, List<String> closed) implements GanGenerator {
    @Override
    public Gan gan() {
      return GanJson.read(TinySpec.JSON);
    }

    @Override
    public FloatTensor noise(int count, long seed) {
      throw new AssertionError(name);
    }

    @Override
    public FloatTensor generate(Batch noise) {
      throw new AssertionError(name);
    }

    @Override
    public KerasModel generatorModel() {
      throw new AssertionError(name);
    }

    @Override
    public void close() {
      closed.add(name);
    }
  }

  private void use(String name) {
    assertThat(generators.use(name, Named::name)).isEqualTo(name);
  }

  @Test
  void areOpenedOnce() {
    use("a");
    use("a");
    assertThat(opened).containsExactly("a");
    assertThat(closed).isEmpty();
  }

  @Test
  void giveWayToAnotherWhenLongestUnused() {
    use("a");
    now++;
    use("b");
    now++;
    use("a");
    now++;
    use("c");
    assertThat(closed).containsExactly("b");
    assertThat(generators.count()).isEqualTo(2);
  }

  @Test
  void areRefusedWhileAllOthersAreInUse() {
    assertThatThrownBy(
            () -> generators.use("a", a -> generators.use("b", b -> generators.use("c", c -> c))))
        .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.status()).isEqualTo(503))
        .hasMessage(
            "explorer: expected at most 2 generators in use but found one more; try again in a"
                + " moment");
    assertThat(opened).containsExactly("a", "b");
  }

  @Test
  void areRefusedWhereTooManyWaitForOne() {
    AtomicInteger users = new AtomicInteger();
    assertThatThrownBy(() -> nest(users))
        .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.status()).isEqualTo(503))
        .hasMessage(
            "explorer: expected at most 8 waiting requests but found one more; try again in a"
                + " moment");
    assertThat(users).hasValue(OpenGenerators.MOST_WAITING + 1);
    use("a");
  }

  private int nest(AtomicInteger users) {
    return generators.use(
        "a",
        generator -> {
          users.incrementAndGet();
          return nest(users);
        });
  }

  @Test
  void areUsedByOneRequestAtATime() {
    AtomicInteger users = new AtomicInteger();
    List<Integer> most =
        IntStream.range(0, 64)
            .parallel()
            .mapToObj(
                i ->
                    generators.use(
                        "a",
                        generator -> {
                          int together = users.incrementAndGet();
                          users.decrementAndGet();
                          return together;
                        }))
            .toList();
    assertThat(most).containsOnly(1);
  }

  @Test
  void areClosedWhenNobodyUsesThemForAWhile() {
    use("a");
    now = OpenGenerators.IDLE.toNanos() - 1;
    use("b");
    generators.closeIdle();
    assertThat(closed).isEmpty();
    now++;
    generators.closeIdle();
    assertThat(closed).containsExactly("a");
    assertThat(generators.count()).isEqualTo(1);
  }

  @Test
  void thatCannotBeOpenedAreNotKept() {
    assertThatThrownBy(() -> use("")).hasMessage("nothing to open");
    assertThat(generators.count()).isZero();
  }

  @Test
  void areClosedWithTheServer() {
    generators.use(
        "a",
        generator -> {
          generators.close();
          assertThat(closed).isEmpty();
          return generator;
        });
    assertThat(closed).containsExactly("a");
    assertThatThrownBy(() -> use("a"))
        .hasMessage(
            "explorer: expected a program that still runs but found one that ends; start it again");
  }
}
