package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.ganforge.examples.recipes.CountClasses;
import org.ganforge.examples.recipes.ExploreLatentSpace;
import org.ganforge.examples.recipes.WatchTraining;
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

    assertThat(Stream.of("morph.png", "morph.gif", "sum.png", "moved.png").map(run.path()::resolve))
        .allSatisfy(file -> assertThat(file).isRegularFile());
  }

  @Test
  void watchesATraining() throws IOException {
    Path watched = Files.createDirectory(folder.resolve("watched"));
    WatchTraining.main(new String[] {TinySpec.in(folder).toString(), watched.toString()});

    try (Stream<Path> files = Files.list(watched)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("log.csv", "fakes-000000.png")
          .anyMatch(name -> name.contains("tfevents"));
    }
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
