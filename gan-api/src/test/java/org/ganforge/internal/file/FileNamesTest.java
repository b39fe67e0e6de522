package org.ganforge.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class FileNamesTest {
  @Test
  void namesAFile() {
    assertThat(FileNames.path("cache", "a/b")).isEqualTo(Path.of("a", "b"));
    FileNames.requireWorkingFolder();
  }

  /** Half of a surrogate pair is in no character set. */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows takes any character")
  void saysThatTheLocaleLacksALetter() {
    assertThatThrownBy(() -> FileNames.path("cache", "a\ud800"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "cache: expected a name in the locale's character set, "
                + System.getProperty("sun.jnu.encoding")
                + ", but found \"a\ud800\"; set LC_ALL to a locale in UTF-8, such as C.UTF-8");
  }
}
