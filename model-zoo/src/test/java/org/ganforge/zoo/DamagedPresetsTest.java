package org.ganforge.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.GanJson;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However a preset is damaged, it is still a spec, or one line says where it is invalid. */
class DamagedPresetsTest {
  private static final long MOST_BYTES = 64L << 20;

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void readsASpecOrSaysInOneLineWhereItIsInvalid() throws JsonProcessingException {
    readOrRefuse(2_000, 62);
  }

  @Test
  @Tag("slow")
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void doesSoForTwentyThousand() throws JsonProcessingException {
    readOrRefuse(20_000, 61);
  }

  private static void readOrRefuse(int count, long seed) throws JsonProcessingException {
    List<String> specs = new ArrayList<>();
    for (String preset : ModelZoo.names()) {
      specs.add(GanJson.write(ModelZoo.load(preset)));
      ModelZoo.variants(preset).forEach(name -> specs.add(GanJson.write(ModelZoo.load(name))));
    }
    SpecMutations mutations = new SpecMutations(new Random(seed));
    int read = 0;
    for (int i = 0; i < count; i++) {
      String text = mutations.of(specs.get(i % specs.size()));
      long before = allocated();
      try {
        Gan gan = GanJson.read(text);
        assertThat(GanJson.read(GanJson.write(gan))).as("%d: %s", i, text).isEqualTo(gan);
        gan.generator().summary();
        read++;
      } catch (InvalidInputException e) {
        assertThat(e.getMessage())
            .as("%d: %s", i, text)
            .matches("\\$.*: expected .+ but found .+; .+")
            .hasSizeLessThan(2000);
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError(i + ": " + text, e);
      }
      assertThat(allocated() - before).as("%d: %s", i, text).isLessThan(MOST_BYTES);
    }
    assertThat(read).isBetween(count / 50, count / 2);
  }

  /** Returns how many bytes this thread has allocated on the heap. */
  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
