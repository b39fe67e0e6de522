package org.ganforge.tf.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ImageSource;
import org.ganforge.error.InvalidInputException;
import org.ganforge.export.Export;
import org.ganforge.export.NetworkRole;
import org.ganforge.internal.file.FileTree;
import org.ganforge.json.codec.RunJson;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.optimizer.Adam;
import org.ganforge.run.Resumption;
import org.ganforge.run.Run;
import org.ganforge.run.RunEvent;
import org.ganforge.run.RunFailedException;
import org.ganforge.run.RunPlace;
import org.ganforge.run.TrainedRun;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.TensorFlowOptions;
import org.ganforge.tf.train.TinyGans;
import org.ganforge.train.CheckpointPlan;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
  private static final ImageDataset IMAGES = TinyGans.images(20);

  @TempDir private Path folder;
  private Path directory = Path.of("");

  @BeforeEach
  void place() {
    directory = folder.resolve("run");
  }

  private static TensorFlowBackend backend() {
    return TensorFlowBackend.of(
        TensorFlowOptions.of().withIntraOpThreads(1).withInterOpThreads(1).withProductForms());
  }

  private static Gan gan() {
    Gan gan = TinyGans.convolutional();
    return gan.withPlan(gan.plan().withIterations(6))
        .withRecording(gan.recording().withCheckpoints(CheckpointPlan.of().withEvery(2)));
  }

  private Run created() {
    return Run.create(directory, gan(), IMAGES);
  }

  private static TrainingListener at(long iteration, Runnable action) {
    return event -> {
      if (event instanceof TrainingEvent.IterationDone done && done.iteration() == iteration) {
        action.run();
      }
    };
  }

  private static Map<String, FloatTensor> weights(Run run) {
    try (TrainedRun trained = run.load(backend())) {
      return trained.trainer().weights();
    }
  }

  /** Images of one label are a copy, perhaps as large as the data set. */
  @Test
  void aRunKeepsNoCopyOfTheImagesWhileItTrains() {
    ImageDataset labelled = IMAGES.withLabels(new byte[IMAGES.count()], List.of());
    Gan ofOneLabel = gan().withData(gan().data().withLabel(0));
    List<WeakReference<ImageSource>> learned = new ArrayList<>();
    List<Boolean> kept = new ArrayList<>();
    Run.create(directory, ofOneLabel, labelled)
        .withListener(
            event -> {
              if (event instanceof RunEvent.Created created) {
                learned.add(new WeakReference<>(created.images()));
              }
            })
        .train(
            backend(),
            at(
                3,
                () -> {
                  System.gc();
                  kept.add(learned.get(0).get() != null);
                }));
    assertThat(kept).containsExactly(false);
  }

  /** The second program's backend has other options, but uses the recorded ones. */
  @Test
  void aRunThatIsResumedIsTheUninterruptedOneToTheBit() throws IOException {
    Run whole = created();
    whole.train(backend());
    Path other = folder.resolve("other");
    Run cut = Run.create(other, gan(), IMAGES);
    assertThat(cut.train(backend(), at(3, cut::stop)).iteration()).isEqualTo(3);

    Run resumed = Run.open(other).withImages(IMAGES);
    assertThat(resumed.resume(TensorFlowBackend.of()).iteration()).isEqualTo(6);

    assertThat(weights(resumed)).isEqualTo(weights(whole)).isNotEmpty();
    assertThat(other.resolve("metrics.jsonl"))
        .hasSameTextualContentAs(directory.resolve("metrics.jsonl"));
    assertThat(Files.readAllLines(other.resolve("metrics.jsonl"))).hasSize(6);
  }

  @Test
  void itsDirectoryHasAllThatIsNeededLater() {
    Run run = created().withCommand(List.of("my", "program"));

    assertThatThrownBy(run::directory)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a new run has no directory before it is trained");
    assertThat(Run.exists(directory)).isFalse();
    run.train(backend());

    assertThat(Run.exists(directory)).isTrue();
    assertThat(directory)
        .isDirectoryContaining("glob:**/run.json")
        .isDirectoryContaining("glob:**/reals.png")
        .isDirectoryContaining("glob:**/metrics.jsonl");
    assertThat(directory.resolve("checkpoints").toFile().list())
        .containsExactlyInAnyOrder("step-2", "step-4", "step-6");
    Run opened = Run.open(directory).withImages(IMAGES);
    assertThat(opened.info().command()).containsExactly("my", "program");
    assertThat(opened.info().gan()).isEqualTo(gan());
    assertThat(opened.images().learned()).isSameAs(IMAGES);
    assertThat(opened.sample(backend(), 2, 7)).isEqualTo(run.sample(backend(), 2, 7));
    Path exports = opened.directory().export();
    assertThat(opened.export(backend(), Export.of(NetworkRole.GENERATOR), exports)).isEqualTo(6);
    assertThat(RunJson.read(exports.resolve("generator/run.json")))
        .isEqualTo(opened.info().withoutPlaces());
  }

  @Test
  void reportsWhatHappens() {
    List<RunEvent> events = new ArrayList<>();
    Run cut = created().withListener(events::add);
    cut.train(backend(), at(3, cut::stop));
    Run.open(directory).withImages(IMAGES).withListener(events::add).resume(backend());

    assertThat(events)
        .containsExactly(
            new RunEvent.Created(cut.directory(), gan(), IMAGES),
            new RunEvent.Resumed(cut.directory(), gan(), 3, List.of()));
  }

  @Test
  void aGanThatCannotBeCompiledLeavesNothingBehind() {
    ImageDataset smaller = ImageDataset.of("smaller", TensorShape.of(3, 3, 1), new byte[9]);
    Run run = Run.create(directory, gan(), smaller);

    assertThatThrownBy(() -> run.train(backend())).isInstanceOf(InvalidInputException.class);

    assertThat(directory).doesNotExist();
  }

  @Test
  void aRunIsTrainedFromItsStartOnce() {
    Run run = created();
    run.train(backend());

    String refusal =
        "run directory " + directory + ": expected a new run but found an existing one; resume it";
    assertThatThrownBy(() -> run.train(backend())).hasMessage(refusal);
    assertThatThrownBy(() -> Run.open(directory).train(backend())).hasMessage(refusal);
    assertThatThrownBy(this::created)
        .hasMessage(
            "run directory "
                + directory
                + ": expected a new or empty directory but found one with files in it; choose"
                + " another name, or let RunDirectory.create number one");
  }

  @Test
  void runsUnderOneFolderAreNumbered() {
    for (int i = 0; i < 2; i++) {
      Run run = Run.create(RunPlace.under(folder), gan(), IMAGES);
      run.train(backend());
      assertThat(run.directory().path()).isEqualTo(folder.resolve("0000" + i + "-tiny"));
    }
  }

  @Test
  void theTrainingMayNotChangeUnlessOverridden() {
    created().train(backend());
    Run opened = Run.open(directory).withImages(IMAGES);
    Resumption more =
        Resumption.of()
            .withChange(gan -> gan.withPlan(gan.plan().withIterations(8).withBatchSize(2)));

    assertThatThrownBy(() -> opened.resume(backend()::computingAs, more))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "run directory "
                + directory
                + ": expected what step-6 was trained with but found plan.batch_size 2 (then 4);"
                + " undo the changes, or accept them with withOverride(true)");
    assertThatThrownBy(() -> opened.withImages(TinyGans.images(19)).resume(backend()))
        .hasMessageContaining(": expected what step-6 was trained with but found images.count 19");
    assertThat(opened.resume(backend()::computingAs, more.withOverride(true)).iteration())
        .isEqualTo(8);
  }

  @Test
  void aProgramsOwnImagesHaveToBeGiven() {
    created().train(backend());

    assertThatThrownBy(() -> Run.open(directory).resume(backend()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "run's images: expected images that can be found again but found tiny-images, supplied"
                + " by a program; give their place with withFolder(PATH), or supply them with"
                + " withImages(...)");
  }

  @Test
  void aListenerThatFailsCostsNothing() {
    Run run = created();

    RunFailedException failure =
        catchThrowableOfType(
            RunFailedException.class,
            () ->
                run.train(
                    backend(),
                    at(
                        3,
                        () -> {
                          throw new IllegalStateException("no more");
                        })));

    assertThat(failure)
        .hasMessage(
            "IllegalStateException: no more; the weights are saved; resume continues from step-3")
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThat(failure.isSaved()).isTrue();
    assertThat(failure.checkpoint()).hasValue("step-3");
    assertThat(failure.run()).isEqualTo(run.directory());
    assertThat(run.resume(backend()).iteration()).isEqualTo(6);
  }

  @Test
  void aDirectoryThatIsRemovedStaysRemoved() {
    Run run = created();

    assertThatThrownBy(() -> run.train(backend(), at(3, this::remove)))
        .isInstanceOf(RunFailedException.class)
        .hasMessage(
            "run directory " + directory + ": expected it to remain during training; it is gone");
    assertThat(directory).doesNotExist();
  }

  private void remove() {
    try {
      FileTree.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aDivergedTrainingRollsBackAndContinuesMoreSlowly() {
    List<RunEvent> events = new ArrayList<>();
    Run run =
        Run.create(directory, gan().withGeneratorOptimizer(Adam.of(1e30)), IMAGES)
            .withRetries(2)
            .withListener(events::add);

    RunFailedException failure =
        catchThrowableOfType(RunFailedException.class, () -> run.train(backend()));

    assertThat(failure.rollbacks()).isEqualTo(2);
    assertThat(failure)
        .hasMessageStartingWith("iteration 2: expected finite numbers in the generator but found ")
        .hasMessageEndingWith("; rollbacks have not helped: 2");
    assertThat(events).filteredOn(RunEvent.Diverged.class::isInstance).hasSize(2);
    assertThat(events)
        .filteredOn(RunEvent.RolledBack.class::isInstance)
        .extracting(event -> ((RunEvent.RolledBack) event).text())
        .last()
        .isEqualTo(
            "back to iteration 0, on with half the learning rates (generator 2.5E29, discriminator"
                + " 0.005), rollback 2 of 2");
    assertThat(run.info().gan().generatorOptimizer().learningRate().largest()).isEqualTo(2.5e29);
  }

  @Test
  void aDamagedCheckpointIsSkipped() throws IOException {
    created().train(backend());
    Files.delete(directory.resolve("checkpoints/step-6/gan.json"));
    List<RunEvent> events = new ArrayList<>();

    try (TrainedRun trained = Run.open(directory).withListener(events::add).load(backend())) {
      assertThat(trained.iteration()).isEqualTo(4);
    }

    assertThat(events)
        .containsExactly(
            new RunEvent.CheckpointDamaged(
                "checkpoint "
                    + directory.resolve("checkpoints/step-6")
                    + ": expected its files unchanged but found no gan.json; use another"
                    + " checkpoint, or copy this one again",
                "step-4"));
  }
}
