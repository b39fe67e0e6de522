package org.ganforge.examples.train;

import java.util.List;
import org.ganforge.Gan;
import org.ganforge.data.ImageDataset;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.Json;
import org.ganforge.examples.option.BackendOptions;
import org.ganforge.examples.option.DataOptions;
import org.ganforge.examples.option.DivergenceOptions;
import org.ganforge.examples.option.DrawnImages;
import org.ganforge.examples.option.ModelArgument;
import org.ganforge.examples.option.OnDivergence;
import org.ganforge.examples.option.PlanOptions;
import org.ganforge.examples.option.RunOptions;
import org.ganforge.run.Run;
import org.ganforge.tf.TensorFlowBackend;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gan train}: trains a model into a new run directory. */
@Command(
    name = "train",
    description = {
      "Trains a model and keeps its metrics, pictures and weights in a new run directory.",
      "Ctrl-C ends it early; what is learned by then is saved."
    })
public final class TrainCommand implements Runnable {
  private final Console console;
  private final List<String> command;

  @Mixin private ModelArgument model = new ModelArgument();
  @Mixin private PlanOptions plan = new PlanOptions();
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private RunOptions place = new RunOptions();
  @Mixin private BackendOptions backend = new BackendOptions();
  @Mixin private DivergenceOptions divergence = new DivergenceOptions();

  @Option(names = "--json", description = "print the final report as JSON, for programs")
  private boolean json;

  /**
   * Makes the verb, which prints on the console.
   *
   * @param command the whole command line, word by word, for the record
   */
  public TrainCommand(Console console, List<String> command) {
    this.console = console;
    this.command = command;
  }

  @Override
  public void run() {
    Console progress = json ? console.forProgressOnly() : console;
    OnDivergence policy = divergence.policy();
    Gan asked = data.apply(plan.apply(model.load()));
    DrawnImages.checkPlan(asked);
    place.check();
    TensorFlowBackend tensorFlow = backend.backend();
    ImageDataset images = data.load(asked, progress);
    Gan gan = DataOptions.fit(asked, images);
    Run run =
        Run.create(place.place(), gan, images)
            .withFolder(data.folder())
            .withCommand(command)
            .withRetries(policy.retries());
    try (ShownTraining training = ShownTraining.of(console, progress)) {
      TrainingResult result = training.train(run, tensorFlow);
      if (json) {
        console.line(Json.text(result.json()));
      } else {
        result.tell(console);
      }
    }
  }
}
