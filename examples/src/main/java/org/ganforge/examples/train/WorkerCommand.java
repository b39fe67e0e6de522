package org.ganforge.examples.train;

import java.nio.file.Path;
import java.util.List;
import org.ganforge.Computation;
import org.ganforge.cluster.WorkerListener;
import org.ganforge.cluster.WorkerLostException;
import org.ganforge.cluster.WorkerOptions;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.Failures;
import org.ganforge.examples.option.BackendOptions;
import org.ganforge.examples.option.ClusterOptions;
import org.ganforge.examples.option.DivergenceOptions;
import org.ganforge.examples.option.MlflowOptions;
import org.ganforge.examples.option.OnDivergence;
import org.ganforge.examples.option.ProgressOptions;
import org.ganforge.examples.option.ReplicaOptions;
import org.ganforge.examples.option.RunOptions;
import org.ganforge.examples.option.TimeOptions;
import org.ganforge.examples.serve.LiveOptions;
import org.ganforge.observe.TimeLimit;
import org.ganforge.run.Resumption;
import org.ganforge.run.Run;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.TensorFlowWorker;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExitCodeGenerator;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gan worker}: one of several processes that train a model together. */
@Command(
    name = "worker",
    description = {
      "Trains a model together with other workers, on this or other machines. Each computes its"
          + " share of every batch, and they average their gradients. Start all with the same"
          + " arguments, as for 'train', but each with its own --task.",
      "The chief, task 0, writes the run; its --run DIR is needed, and if it exists, training resumes"
          + " from there. The others need the images, but not the run: the chief sends them its"
          + " checkpoint.",
      "If a worker is lost, all end with exit code 3. Start all again to continue from the newest"
          + " checkpoint, or use something that does so: 'train --local-workers', Kubernetes.",
      "TensorFlow's server listens on all networks of the machine, without authentication or"
          + " encryption: use a private network or a firewall."
    },
    footer = {
      "  ./gan worker fashion-mlp --run runs/shared --listen-on-all-interfaces",
      "  ./gan worker gan.json --cluster c.json --task 1 --listen-on-all-interfaces"
    })
public final class WorkerCommand implements Runnable, IExitCodeGenerator {
  private final Console console;
  private final List<String> command;

  @Mixin private TrainingInput input = new TrainingInput();
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private RunOptions place = new RunOptions();
  @Mixin private BackendOptions backend = new BackendOptions();
  @Mixin private DivergenceOptions divergence = new DivergenceOptions();
  @Mixin private ProgressOptions shown = new ProgressOptions();
  @Mixin private TimeOptions time = new TimeOptions();
  @Mixin private LiveOptions live = new LiveOptions();
  @Mixin private MlflowOptions mlflow = new MlflowOptions();

  @Option(
      names = "--override",
      description = "resume an existing run even though the configuration has changed")
  private boolean override;

  @Option(names = "--json", description = "print the chief's final report as JSON, for programs")
  private boolean json;

  private int code;

  /**
   * Creates the verb, which prints on the console.
   *
   * @param command the whole command line, word by word, for the record
   */
  public WorkerCommand(Console console, List<String> command) {
    this.console = console;
    this.command = command;
  }

  /** Refuses rollbacks: they need a new graph, and failed collectives cannot be used again. */
  static void requireStop(OnDivergence policy) {
    if (!policy.equals(OnDivergence.STOP)) {
      throw new InvalidInputException(
          "--on-divergence",
          "stop, with several workers",
          "rollback",
          "leave it out, and after a divergence start all again with lower learning rates");
    }
  }

  @Override
  public void run() {
    requireStop(divergence.policy());
    shown.form();
    input.check();
    time.check();
    live.check();
    mlflow.check();
    WorkerOptions worker = cluster.worker();
    TrainingInput.Asked asked = input.asked();
    Path run = worker.task().isChief() ? chiefsRun() : Path.of("");
    TensorFlowBackend tensorFlow = backend.backend();
    Console progress = json ? console.forProgressOnly() : console;
    boolean isSeen = worker.task().isChief();
    try (OpenTraining open = asked.open(shown.text(isSeen ? progress : progress.silent()))) {
      if (isSeen) {
        lead(worker, open, run, progress, tensorFlow);
      } else {
        follow(worker, open, tensorFlow);
      }
    }
  }

  @Override
  public int getExitCode() {
    return code;
  }

  private Path chiefsRun() {
    place.checkOrResume();
    return place
        .run()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "--run",
                    "the chief's folder for the run",
                    "nothing",
                    "add --run DIR; the same command resumes from there after a failure"));
  }

  private void lead(
      WorkerOptions worker,
      OpenTraining open,
      Path directory,
      Console progress,
      TensorFlowBackend tensorFlow) {
    boolean isBegun = Run.exists(directory);
    Run asked =
        isBegun
            ? Run.open(directory).withImages(open.images())
            : Run.create(place.place(), open.gan(), open.images()).withCommand(command);
    Run run = asked.withFolder(input.data().folder());
    LauncherWatch.stop(run::stop);
    WorkerListener listener = new Lost(run::stop);
    TimeLimit limit = time.limit(run::stop);
    try (ShownTraining training = ShownTraining.of(console, progress, shown.form(), live, mlflow)) {
      TrainingResult result =
          isBegun
              ? training.resume(
                  run,
                  before ->
                      backend
                          .backend(onOneDevice(before), new ReplicaOptions())
                          .asChief(worker, listener),
                  Resumption.of().withChange(recorded -> open.gan()).withOverride(override),
                  limit)
              : training.train(run, tensorFlow.asChief(worker, listener), limit);
      result.report(console, shown.form(), json, limit);
    }
  }

  /** Each process has one replica, however many were recorded, and all its threads. */
  private static Computation onOneDevice(Computation before) {
    return before.withReplicas(1);
  }

  private void follow(WorkerOptions worker, OpenTraining open, TensorFlowBackend tensorFlow) {
    try (TensorFlowWorker follower =
            TensorFlowWorker.join(
                tensorFlow, worker, open.gan(), open.images(), new Lost(() -> {}));
        FollowerSignal signal = FollowerSignal.install(follower)) {
      if (!signal.follow()) {
        console.err().println("gan: the chief ended before the training did, and has said why");
        code = Failures.FAILED;
      }
    }
  }

  /** Ends the process, since its main thread may wait for the lost worker for ever. */
  private final class Lost implements WorkerListener {
    private final Runnable stop;

    private Lost(Runnable stop) {
      this.stop = stop;
    }

    @Override
    public void onLost(WorkerLostException lost) {
      console.err().println("gan: " + lost.getMessage());
      console.err().flush();
      Runtime.getRuntime().halt(Failures.LOST);
    }

    @Override
    public void onStop() {
      stop.run();
    }
  }
}
