package org.ganforge.examples.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  @Test
  void quotesTheWordsOfACommandForTheShell() {
    assertThat(Console.command("sample", Path.of("runs/00000-mnist"), "--count", 5))
        .isEqualTo("./gan sample runs/00000-mnist --count 5");
    assertThat(Console.command("sample", Path.of("my runs/it's")))
        .isEqualTo("./gan sample 'my runs/it'\\''s'");
  }

  @Test
  void namesTheCommandThatStartedIt() {
    assertThat(Console.program("/opt/my tools/gan", "a:b")).isEqualTo("'/opt/my tools/gan'");
    assertThat(Console.program(null, "examples/target/gan.jar"))
        .isEqualTo("java -jar examples/target/gan.jar");
    assertThat(Console.program(null, "/my work/gan.jar")).isEqualTo("java -jar '/my work/gan.jar'");
    assertThat(Console.program(null, "classes:lib/organ.jar")).isEqualTo("./gan");
  }

  @Test
  void saysHowJavaGetsMoreMemory() {
    assertThat(Failures.line(new OutOfMemoryError("Java heap space")))
        .isEqualTo(
            "out of memory (Java heap space); give Java more of it, as with"
                + " GANFORGE_JAVA_OPTS=-Xmx4g");
  }

  @Test
  void countsInEnglish() {
    assertThat(Console.count(1, "image")).isEqualTo("1 image");
    assertThat(Console.count(10_000, "image")).isEqualTo("10,000 images");
    assertThat(Console.count(0, "image")).isEqualTo("0 images");
  }
}
