package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.ganforge.examples.recipes.CountClasses;
import org.ganforge.examples.recipes.ExploreLatentSpace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs that readers copy do what they say. */
class RecipesTest {
  @TempDir private static Path folder;
  private static TrainedTinyRun run = new TrainedTinyRun(Path.of(""));

  @BeforeAll
  static void train() {
    run = TrainedTinyRun.in(folder);
  }

  @Test
  void exploresTheLatentSpace() {
    ExploreLatentSpace.main(new String[] {run.path().toString()});

    assertThat(Stream.of("morph.png", "morph.gif", "sum.png").map(run.path()::resolve))
        .allSatisfy(file -> assertThat(file).isRegularFile());
  }

  @Test
  @Tag("slow") // it trains a classifier
  void countsTheClasses() {
    System.setProperty("ganforge.home", folder.resolve("cache").toString());
    try {
      CountClasses.main(new String[] {run.path().toString()});
    } finally {
      System.clearProperty("ganforge.home");
    }
    assertThat(run.path().resolve("coverage.png")).isRegularFile();
  }
}
