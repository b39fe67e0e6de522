package org.ganforge.examples.train;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.ganforge.Gan;
import org.ganforge.data.OpenImages;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.option.DataOptions;
import org.ganforge.examples.option.DivergenceOptions;
import org.ganforge.examples.option.DrawnImages;
import org.ganforge.examples.option.EditOptions;
import org.ganforge.examples.option.MlflowOptions;
import org.ganforge.examples.option.PictureLines;
import org.ganforge.examples.option.PlanOptions;
import org.ganforge.examples.option.ProgressOptions;
import org.ganforge.examples.option.ReplicaOptions;
import org.ganforge.examples.option.RunArgument;
import org.ganforge.examples.option.RunImagesOptions;
import org.ganforge.examples.option.TimeOptions;
import org.ganforge.examples.serve.LiveOptions;
import org.ganforge.observe.TimeLimit;
import org.ganforge.run.Resumption;
import org.ganforge.run.Run;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gan resume}: resumes a run that was stopped or killed. */
@Command(
    name = "resume",
    description = {
      "Resumes a run that was stopped or killed, from its newest intact checkpoint, as if it had"
          + " never stopped: on a CPU with the same number of threads, to the last bit.",
      "Any change, by an option or on the machine, is refused with a list of the differences;"
          + " --override accepts it. Networks can never change, and of an optimizer only the"
          + " learning rate can. More --steps and other checkpoints do not affect training, and"
          + " need no --override."
    },
    footer = {
      "  ./gan resume runs/00000-mnist-dcgan",
      "  ./gan resume runs/00000-mnist-dcgan --steps 2000"
    })
public final class ResumeCommand implements Runnable {
  private final Console console;

  @Mixin private RunArgument run = new RunArgument();
  @Mixin private ReplicaOptions replicas = new ReplicaOptions();
  @Mixin private EditOptions edits = new EditOptions();
  @Mixin private PlanOptions plan = new PlanOptions();
  @Mixin private RunImagesOptions images = new RunImagesOptions();
  @Mixin private DivergenceOptions divergence = new DivergenceOptions();
  @Mixin private ProgressOptions shown = new ProgressOptions();
  @Mixin private TimeOptions time = new TimeOptions();
  @Mixin private LiveOptions live = new LiveOptions();
  @Mixin private MlflowOptions mlflow = new MlflowOptions();

  @Option(names = "--override", description = "resume even though the configuration has changed")
  private boolean override;

  @Option(
      names = "--drop-regularizers",
      description =
          "train an imported network without the regularizers, constraints and initializers in its"
              + " Keras file that GanForge lacks")
  private boolean dropRegularizers;

  @Option(names = "--json", description = "print the final report as JSON, for programs")
  private boolean json;

  /** Creates the verb, which prints on the console. */
  public ResumeCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Console progress = json ? console.forProgressOnly() : console;
    int retries = divergence.policy().retries();
    time.check();
    live.check();
    mlflow.check();
    Run resumed = images.apply(run.open(), shown.text(progress)).withRetries(retries);
    Optional<OpenImages> others = images.openOthers(resumed.info());
    if (others.isEmpty()) {
      resume(resumed, this::changed, progress);
      return;
    }
    try (OpenImages open = others.get()) {
      PictureLines.tell(shown.text(progress), open.form());
      resume(
          resumed.withImages(open.images()),
          recorded -> changed(DataOptions.ofOwnImages(recorded)),
          progress);
    }
  }

  private void resume(Run resumed, UnaryOperator<Gan> change, Console progress) {
    Resumption resumption =
        Resumption.of()
            .withChange(change)
            .withOverride(override)
            .withDropRegularizers(dropRegularizers);
    TimeLimit limit = time.limit(resumed::stop);
    try (ShownTraining training = ShownTraining.of(console, progress, shown.form(), live, mlflow)) {
      TrainingResult result =
          training.resume(resumed, before -> run.asBefore(before, replicas), resumption, limit);
      result.report(console, shown.form(), json, limit);
    }
  }

  private Gan changed(Gan recorded) {
    Gan gan = plan.apply(edits.apply(recorded));
    DrawnImages.checkPlan(gan);
    return gan;
  }
}
