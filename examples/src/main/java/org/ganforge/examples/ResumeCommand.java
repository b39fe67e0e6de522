package org.ganforge.examples;

import java.util.List;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.checkpoint.Checkpoints;
import org.ganforge.checkpoint.SavedCheckpoint;
import org.ganforge.data.ImageDataset;
import org.ganforge.json.CheckpointInfo;
import org.ganforge.json.RecordedSpec;
import org.ganforge.json.RunInfo;
import org.ganforge.observe.RunDirectory;
import org.ganforge.observe.RunLock;
import org.ganforge.observe.RunRecorder;
import org.ganforge.tf.TensorFlowBackend;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gan resume}: goes on with a training that was stopped or cut off. */
@Command(
    name = "resume",
    description = {
      "Goes on with the training of a run, from its newest whole checkpoint, as if it had never"
          + " stopped: on a CPU with as many threads, to the last bit.",
      "Whatever is changed, by an option or around it, is refused with a list of the differences;"
          + " --override goes on all the same. Networks can never change, nor can optimizers but in"
          + " their learning rate. More --steps and other checkpoints change nothing that is"
          + " learned, and need no --override."
    })
final class ResumeCommand implements Runnable {
  private final Console console;

  @Mixin private RunArgument run = new RunArgument();
  @Mixin private EditOptions edits = new EditOptions();
  @Mixin private PlanOptions plan = new PlanOptions();
  @Mixin private CatalogueOptions files = new CatalogueOptions();
  @Mixin private DivergenceOptions divergence = new DivergenceOptions();

  @Option(names = "--override", description = "go on though the configuration has changed")
  private boolean override;

  @Option(
      names = "--drop-regularizers",
      description =
          "train an imported network without the regularizers, constraints and initializers of"
              + " its Keras file that GanForge lacks")
  private boolean dropRegularizers;

  @Option(names = "--json", description = "print the final report as JSON, for programs")
  private boolean json;

  ResumeCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Console progress = json ? console.forProgressOnly() : console;
    RunDirectory directory = run.directory();
    RunLock lock = directory.lock();
    try (StopSignal signal = StopSignal.install(console)) {
      TrainingResult result = resume(directory, signal, progress);
      if (json) {
        console.line(Json.text(result.json()));
      } else {
        result.tell(console);
      }
    } finally {
      lock.close();
    }
  }

  private TrainingResult resume(RunDirectory directory, StopSignal signal, Console progress) {
    OnDivergence policy = divergence.policy();
    RunInfo info = directory.info();
    LeftOutLines.check(directory, info.leftOut(), dropRegularizers);
    SavedCheckpoint from = run.checkpoint(directory, console);
    CheckpointInfo then = from.info();
    Gan gan = plan.apply(edits.apply(info.gan()));
    DrawnImages.checkPlan(gan);
    ImageDataset images = LearnedImages.all(info, gan, files, progress);
    RunInfo.Images described = describe(info, gan.data().select(images));
    TensorFlowBackend backend = run.backend(asRecorded(info, then.computation()));
    check(directory, from, gan, described, backend);
    LastMetrics last = new LastMetrics();
    try (GanTrainer trainer = backend.open(gan, images);
        ClassDistance distance = ClassDistance.open(backend, gan, images, progress)) {
      trainer.restore(from.directory());
      directory.sweep();
      // It refuses a log that does not fit, so nothing is changed before it is open.
      try (RunRecorder recorder = directory.recorder(then)) {
        Checkpoints.of(directory.checkpoints()).goOnAfter(then.iteration());
        directory.write(record(info, gan, described, trainer));
        announce(progress, directory, then, gan, backend);
        RealImages real = RealImages.of(gan, images);
        TensorFlowBackend same = backend.withForms(trainer.forms());
        Rollback.Outcome outcome =
            new Rollback(progress, directory, policy, slower -> same.open(slower, images))
                .train(
                    trainer,
                    recorder,
                    distance,
                    current -> {
                      signal.watch(current);
                      return List.of(signal, last, real.watch(directory, progress));
                    });
        return new TrainingResult(outcome.gan(), directory, outcome.report(), last);
      }
    }
  }

  /** Whoever edits the forms of a run's record means them, as with any other part of it. */
  private static CheckpointInfo.Computation asRecorded(
      RunInfo info, CheckpointInfo.Computation then) {
    return info.formNames() == null ? then : then.withForms(info.formNames());
  }

  private static void announce(
      Console progress,
      RunDirectory directory,
      CheckpointInfo then,
      Gan gan,
      TensorFlowBackend backend) {
    progress.line(
        "run    "
            + directory
            + ": from iteration "
            + then.iteration()
            + " to "
            + gan.plan().iterations());
    backend.options().drawback().ifPresent(text -> progress.line("note   " + text));
  }

  private static RunInfo record(RunInfo info, Gan gan, RunInfo.Images images, GanTrainer trainer) {
    return info.withGan(gan)
        .withImages(images)
        .withForms(trainer.forms())
        .withLeftOut(LeftOutLines.agreed(info.leftOut()));
  }

  private void check(
      RunDirectory directory,
      SavedCheckpoint from,
      Gan gan,
      RunInfo.Images described,
      TensorFlowBackend backend) {
    ChangedConfiguration.of(
            from.info(),
            RecordedSpec.read(from.directory().resolve("gan.json")),
            gan,
            described,
            RunInfo.Versions.here(backend.version()),
            backend.computation())
        .check("run directory " + directory, from.name(), override);
  }

  private RunInfo.Images describe(RunInfo info, ImageDataset learned) {
    RunInfo.Images images = RunInfo.Images.of(learned);
    String folder =
        files.folder() != null
            ? files.folder().toString()
            : info.images() == null ? null : info.images().folder();
    return images.withFolder(folder);
  }
}
