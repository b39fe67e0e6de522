package org.ganforge.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.Test;

class CacheDirectoryTest {
  private static final Path USUAL = Path.of("usual");

  @Test
  void usesTheFirstPlaceThatIsSet() {
    assertThat(CacheDirectory.firstNamed(() -> USUAL, "property", "environment"))
        .isEqualTo(Path.of("property"));
    assertThat(CacheDirectory.firstNamed(() -> USUAL, null, "environment"))
        .isEqualTo(Path.of("environment"));
    assertThat(CacheDirectory.firstNamed(() -> USUAL, null, null)).isEqualTo(USUAL);
  }

  /** Java reports {@code ?} as the home folder of a user without an account. */
  @Test
  void doesNotUseTheWorkingFolderAsHome() {
    assertThatThrownBy(() -> CacheDirectory.home("?"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "cache: expected a home folder of this user but found none; set GANFORGE_HOME to a"
                + " folder of yours");
    assertThatThrownBy(() -> CacheDirectory.home("/nonexistent"))
        .hasMessage(
            "cache: expected a home folder of this user but found \"/nonexistent\"; set"
                + " GANFORGE_HOME to a folder of yours");
    Path home = Path.of("").toAbsolutePath();
    assertThat(CacheDirectory.home(home.toString())).isEqualTo(home);
  }

  @Test
  void treatsAnEmptyNameAsUnset() {
    assertThat(CacheDirectory.firstNamed(() -> USUAL, "", "environment"))
        .isEqualTo(Path.of("environment"));
    assertThat(CacheDirectory.firstNamed(() -> USUAL, null, " ")).isEqualTo(USUAL);
  }
}
