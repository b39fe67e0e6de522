package org.ganforge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivenFolderTest {
  private static final String PROPERTY = "given.folder";

  @TempDir private Path root;
  private String usualRoot = "";

  @BeforeEach
  void useTemporaryRoot() {
    usualRoot = System.getProperty("project.root", "..");
    System.setProperty("project.root", root.toString());
  }

  @AfterEach
  void useTheUsualRoot() {
    System.setProperty("project.root", usualRoot);
    System.clearProperty(PROPERTY);
  }

  @Test
  void isRelativeToTheRoot() throws IOException {
    Path folder = Files.createDirectories(root.resolve("given/goldens"));
    System.setProperty(PROPERTY, "given/goldens");

    assertThat(GivenFolder.of(PROPERTY)).hasValue(folder);
  }

  @Test
  void isEmptyIfNoneWasGiven() {
    assertThat(GivenFolder.of(PROPERTY)).isEmpty();
    System.setProperty(PROPERTY, "");
    assertThat(GivenFolder.of(PROPERTY)).isEmpty();
  }

  @Test
  void failsIfTheGivenOneIsMissing() {
    System.setProperty(PROPERTY, "godlens");

    assertThatThrownBy(() -> GivenFolder.of(PROPERTY))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "-Dgiven.folder: expected a folder but found none at "
                + root.resolve("godlens")
                + "; correct it");
  }
}
