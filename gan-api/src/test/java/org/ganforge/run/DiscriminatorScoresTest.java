package org.ganforge.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.contract.ContractGans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscriminatorScoresTest {
  @TempDir private Path folder;

  @Test
  void realImagesAreOnTheSideOfTheirLabel() {
    List<Double> scores = List.of(0.1, 0.2, 0.5, 0.9);
    assertThat(new DiscriminatorScores(scores, List.of(), scores, 0.5, true).realShare(scores))
        .isEqualTo(0.25);
    assertThat(new DiscriminatorScores(scores, List.of(), scores, 0.5, false).realShare(scores))
        .isEqualTo(0.5);
  }

  @Test
  void scoresOneMoreThanAPartOfEachKind() {
    GanBackend backend = new PixelBackend();
    Gan gan = ContractGans.adam();
    gan = gan.withPlan(gan.plan().withIterations(1));
    Run run = Run.create(folder.resolve("run"), gan, PixelBackend.images());
    run.train(backend);
    try (TrainedRun trained = run.load(computation -> backend)) {
      DiscriminatorScores scores = DiscriminatorScores.of(run, trained.trainer(), 101, 0);
      assertThat(scores.learned()).hasSize(101).allMatch(Double::isFinite);
      assertThat(scores.samples()).hasSize(101).allMatch(Double::isFinite);
      assertThat(scores.unseen()).isEmpty();
      assertThat(scores.isRealHigher()).isTrue();
    }
  }
}
