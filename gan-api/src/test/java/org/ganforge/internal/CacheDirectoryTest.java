package org.ganforge.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CacheDirectoryTest {
  private static final Path USUAL = Path.of("usual");

  @Test
  void takesTheFirstPlaceThatIsNamed() {
    assertThat(CacheDirectory.firstNamed(USUAL, "property", "environment"))
        .isEqualTo(Path.of("property"));
    assertThat(CacheDirectory.firstNamed(USUAL, null, "environment"))
        .isEqualTo(Path.of("environment"));
    assertThat(CacheDirectory.firstNamed(USUAL, null, null)).isEqualTo(USUAL);
  }

  @Test
  void takesAnEmptyNameForNone() {
    assertThat(CacheDirectory.firstNamed(USUAL, "", "environment"))
        .isEqualTo(Path.of("environment"));
    assertThat(CacheDirectory.firstNamed(USUAL, null, " ")).isEqualTo(USUAL);
  }
}
