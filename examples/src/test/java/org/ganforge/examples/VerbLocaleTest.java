package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The command line in locales with other letters or digits, where {@code "SPHERICAL"} has a dotless
 * i. {@code evaluate}, {@code compare}, {@code bench} and {@code doctor} take long; their own tests
 * run them in such a locale.
 */
class VerbLocaleTest {
  private static final Locale USUAL = Locale.getDefault();

  /** Turkish letters, with which such bugs usually appear, and Arabic digits. */
  private static final String ODD = "tr-TR-u-nu-arab";

  @TempDir private Path folder;

  @AfterEach
  void restoreTheLocale() {
    Locale.setDefault(USUAL);
  }

  @Test
  void theOddLocaleHasOtherLettersAndDigits() {
    Locale odd = Locale.forLanguageTag(ODD);

    assertThat("SPHERICAL".toLowerCase(odd)).isEqualTo("spher\u0131cal");
    assertThat(String.format(odd, "%d", 1)).isEqualTo("\u0661");
  }

  @ParameterizedTest
  @ValueSource(strings = {ODD, "und"})
  void everyVerbWorksInEveryLocale(String locale) {
    Locale.setDefault(Locale.forLanguageTag(locale));
    Path run = folder.resolve("run");
    Path tiny = TinySpec.in(folder);
    Path out = folder.resolve("out");
    Path keras = out.resolve("generator/model.keras");
    assertWork(
        List.of(
            List.of("train", tiny, "--run", run, "--device", "CPU"),
            List.of("resume", run, "--steps", 6),
            List.of("sample", run, "--count", 4, "--out", folder.resolve("SAMPLES.PNG")),
            List.of("sample", run, "--count", 4, "--out", folder.resolve("numbers.npy")),
            List.of("mixed", run, "--count", 4, "--out", folder.resolve("mixed.png")),
            List.of("scores", run, "--count", 4, "--out", folder.resolve("scores.png")),
            List.of("morph", run, "--seeds", "1,2", "--path", "SPHERICAL"),
            List.of("arithmetic", run, "--seeds", "1,2", "--out", folder.resolve("sum.png")),
            List.of("export", run, "--format", "SAVEDMODEL,KERAS,H5", "--out", out),
            List.of("import", keras, "--as", "generator", "--run", folder.resolve("imported")),
            List.of("report", run),
            List.of("summary", "mnist-dcgan"),
            List.of("list"),
            List.of("data"),
            List.of("help", "train")));
  }

  /** This takes longer, so it is tested in only one locale. */
  @Test
  void quickstartWorksInAnOddLocale() {
    Locale.setDefault(Locale.forLanguageTag(ODD));
    Path run = folder.resolve("run");
    assertWork(
        List.of(
            List.of("quickstart", "--steps=1", "--batch-size=2", "--forms=plain", "--run", run)));
  }

  private static void assertWork(List<List<Object>> commands) {
    for (List<Object> words : commands) {
      CommandRun result = CommandRun.of(words.toArray());

      assertThat(result.err()).as("%s", words).isEmpty();
      assertThat(result.code()).as("%s", words).isZero();
      assertThat(result.out()).as("%s", words).doesNotContainPattern("[\\p{Nd}&&[^0-9]]|[İı]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tr-TR", "ar-EG-u-nu-arab", "und"})
  void errorMessagesAreTheSameInEveryLocale(String locale) {
    Locale.setDefault(Locale.forLanguageTag(locale));
    assertThat(CommandRun.of("train", "mnist-dcgan", "--device", "TIP").err())
        .isEqualTo(
            "gan: --device: expected one of auto, cpu, gpu but found \"TIP\"; choose one of them"
                + " (see ./gan train --help)\n");
  }
}
