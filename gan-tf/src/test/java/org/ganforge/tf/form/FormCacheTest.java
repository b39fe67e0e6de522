package org.ganforge.tf.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of outcomes: intact, damaged and inaccessible. */
class FormCacheTest {
  private static final TrialOutcome ENGINE = outcome("engine", 1234, List.of());
  private static final TrialOutcome SHORT =
      outcome("columns in bfloat16", 0, List.of("engine", "winograd in bfloat16"));

  @TempDir private Path folder;

  private static TrialOutcome outcome(String choice, long nanos, List<String> wrong) {
    return new TrialOutcome(Choice.named(choice).orElseThrow(), nanos, wrong);
  }

  private FormCache cache() {
    return new FormCache(file());
  }

  private Path file() {
    return folder.resolve("some/where/forms.txt");
  }

  private void write(String text) throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), text);
  }

  @Test
  void outcomesAreReadBackEqual() {
    Map<String, TrialOutcome> found = new LinkedHashMap<>();
    found.put("8x8x1 -> 4x4x2, kernel 3x3, forward, batch 8, float32", ENGINE);
    found.put("b", SHORT);
    cache().add(found);

    assertThat(cache().read()).containsExactlyEntriesOf(found);
    assertThat(file())
        .hasContent(
            """
            8x8x1 -> 4x4x2, kernel 3x3, forward, batch 8, float32\tengine\t1234\t
            b\tcolumns in bfloat16\t0\tengine, winograd in bfloat16
            """);
  }

  @Test
  void everyFormIsReadBackEqual() {
    for (ConvolutionForm form : Forms.all()) {
      for (boolean bfloat16 : new boolean[] {false, true}) {
        Choice choice = new Choice(form, bfloat16);
        Map<String, TrialOutcome> found =
            Map.of("of", new TrialOutcome(choice, 5, List.of(choice.toString(), "engine")));
        cache().add(found);
        assertThat(cache().read()).isEqualTo(found);
      }
    }
  }

  @Test
  void addsNewOutcomesAndReplacesOldOnes() {
    cache().add(Map.of("a", ENGINE));
    cache().add(Map.of("b", SHORT));
    assertThat(cache().read()).isEqualTo(Map.of("a", ENGINE, "b", SHORT));

    cache().add(Map.of("a", SHORT));
    assertThat(cache().read()).isEqualTo(Map.of("a", SHORT, "b", SHORT));
  }

  /** Their trials may choose differently, but both must compute alike from then on. */
  @Test
  void anOutcomeOfAnotherProgramMeanwhileCounts() {
    cache().add(Map.of("a", ENGINE, "b", ENGINE));
    Map<String, TrialOutcome> before = cache().read();
    cache().add(Map.of("b", SHORT, "c", SHORT));

    assertThat(cache().add(Map.of("a", SHORT, "b", ENGINE, "c", ENGINE), before))
        .isEqualTo(Map.of("a", SHORT, "b", SHORT, "c", SHORT));
    assertThat(cache().read()).isEqualTo(Map.of("a", SHORT, "b", SHORT, "c", SHORT));
  }

  @Test
  void nothingIsLostWhenManyProgramsAdd() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Adder.class.getName(),
                file().toString(),
                "other")
            .inheritIO()
            .start();
    while (other.isAlive() && cache().read().isEmpty()) {
      Thread.onSpinWait();
    }
    Thread thread = new Thread(() -> Adder.main(file().toString(), "thread"));
    thread.start();
    Adder.main(file().toString(), "own");
    thread.join();

    assertThat(other.waitFor()).isZero();
    assertThat(cache().read()).hasSize(3 * Adder.MANY);
  }

  /** Another program that runs trials. */
  static final class Adder {
    static final int MANY = 100;

    private Adder() {}

    public static void main(String... args) {
      for (int i = 0; i < MANY; i++) {
        new FormCache(Path.of(args[0])).add(Map.of(args[1] + i, ENGINE));
      }
    }
  }

  @Test
  void nothingFoundWritesNothing() {
    cache().add(Map.of());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aMissingFileHoldsNothing() {
    assertThat(cache().read()).isEmpty();
  }

  @Test
  void damagedLinesAreLeftOutAndTheOthersKept() throws IOException {
    write(
        """
        a\tengine\t1234\t

        {"json": 1}
        c\tengine\tsoon\t
        d\tengine\t99999999999999999999\t
        e\tengine\t1\t\t
        b\tcolumns in bfloat16\t0\tengine, winograd in bfloat16
        """);
    assertThat(cache().read()).isEqualTo(Map.of("a", ENGINE, "b", SHORT));

    cache().add(Map.of("c", ENGINE));
    assertThat(file())
        .hasContent(
            """
            a\tengine\t1234\t
            b\tcolumns in bfloat16\t0\tengine, winograd in bfloat16
            c\tengine\t1234\t
            """);
  }

  @Test
  void bytesThatAreNotTextAreIgnoredAndReplaced() throws IOException {
    Files.createDirectories(file().getParent());
    Files.write(file(), new byte[] {(byte) 0xff, 0, (byte) 0xc3, '\n', 9, 9, 9});
    assertThat(cache().read()).isEmpty();

    cache().add(Map.of("a", ENGINE));
    assertThat(cache().read()).isEqualTo(Map.of("a", ENGINE));
  }

  @Test
  void wholeLinesOfAHalfWrittenFileAreKept() throws IOException {
    String line = "b\tcolumns in bfloat16\t0\t";
    for (int length = 0; length < line.length(); length++) {
      write("a\tengine\t1234\t\n" + line.substring(0, length));
      assertThat(cache().read()).isEqualTo(Map.of("a", ENGINE));
    }
  }

  @Test
  void formsOfAnotherVersionAreIgnored() throws IOException {
    write("a\tengine\t1234\t\nb\tquantum\t5\t\nc\tquantum in bfloat16\t5\t\n");
    assertThat(cache().read()).isEqualTo(Map.of("a", ENGINE));
  }

  @Test
  void ifAFileIsInTheWayNothingIsKeptAndNothingFails() throws IOException {
    Files.writeString(folder.resolve("some"), "a file where a folder should be");
    cache().add(Map.of("a", ENGINE));
    assertThat(cache().read()).isEmpty();
    assertThat(folder.resolve("some")).hasContent("a file where a folder should be");
  }

  @Test
  void ifAFolderIsInTheWayNothingIsKeptOrLeftBehind() throws IOException {
    Files.createDirectories(file().resolve("folder"));
    cache().add(Map.of("a", ENGINE));
    assertThat(cache().read()).isEmpty();
    try (Stream<Path> files = Files.list(file().getParent())) {
      assertThat(files).containsExactlyInAnyOrder(file(), file().resolveSibling(".lock"));
    }
  }
}
