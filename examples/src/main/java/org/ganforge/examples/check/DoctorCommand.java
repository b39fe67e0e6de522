package org.ganforge.examples.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.ganforge.Gan;
import org.ganforge.data.DatasetCatalogue;
import org.ganforge.examples.check.Finding.State;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.Failures;
import org.ganforge.examples.console.Json;
import org.ganforge.examples.option.RunOptions;
import org.ganforge.examples.train.QuickstartCommand;
import org.ganforge.internal.MachineMemory;
import org.ganforge.internal.Processor;
import org.ganforge.tf.Device;
import org.ganforge.tf.FormReport;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.TensorFlowInstallation;
import org.ganforge.tf.TensorFlowOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gan doctor}: checks whether this machine can train. */
@Command(
    name = "doctor",
    description = {
      "Checks what this machine has for training, and trains a small model for two seconds; nothing"
          + " is kept and nothing is downloaded.",
      "Each line is ok, a note, or a problem. The exit code is 0 if training works, 1 if a problem"
          + " prevents it."
    },
    footer = {"  ./gan doctor", "  ./gan doctor --json"})
public final class DoctorCommand implements Callable<Integer> {
  private static final Duration SMOKE_TEST = Duration.ofSeconds(2);

  private final Console console;

  @Option(
      names = "--device",
      paramLabel = "D",
      description =
          "where to train the small model: auto, cpu, or gpu (a problem if there is none);"
              + " default: auto")
  private Device device = Device.AUTO;

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      description = "the folder of all runs, whose disk is checked; default: runs")
  private Path runs = RunOptions.USUAL;

  @Option(names = "--json", description = "print JSON, for programs")
  private boolean json;

  /** Creates the verb, which prints on the console. */
  public DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Finding> findings = new ArrayList<>();
    examine(
        finding -> {
          findings.add(finding);
          if (!json) {
            console.line(finding.line());
          }
        });
    long problems = findings.stream().filter(Finding::isProblem).count();
    if (json) {
      ObjectNode all = Json.object().put("ready", problems == 0);
      findings.forEach(finding -> all.withArray("findings").add(finding.json()));
      console.line(Json.text(all));
    } else {
      console.line("");
      console.line(
          problems == 0
              ? "Ready to train. Next: " + Console.command("quickstart")
              : "Not ready to train: " + Console.count(problems, "problem") + ", see above.");
    }
    return problems == 0 ? 0 : Failures.FAILED;
  }

  private void examine(Consumer<Finding> findings) {
    Runtime jvm = Runtime.getRuntime();
    findings.accept(Finding.guarded("java", State.NOTE, MachineChecks::java));
    findings.accept(Finding.guarded("locale", State.PROBLEM, MachineChecks::locale));
    findings.accept(
        Finding.guarded(
            "processor",
            State.NOTE,
            () -> MachineChecks.processor(Processor.here(), jvm.availableProcessors())));
    findings.accept(
        Finding.guarded(
            "memory",
            State.NOTE,
            () -> MachineChecks.memory(MachineMemory.here(), jvm.maxMemory())));
    findings.accept(Finding.guarded("disk", State.NOTE, () -> MachineChecks.disk(runs)));
    Finding cache = Finding.guarded("cache", State.PROBLEM, MachineChecks::cache);
    if (!cache.isProblem()) {
      DatasetCatalogue catalogue = DatasetCatalogue.standard().offline();
      for (String name : catalogue.names()) {
        findings.accept(
            Finding.guarded("data", State.NOTE, () -> MachineChecks.data(catalogue, name)));
      }
    }
    findings.accept(cache);
    examineTensorFlow(findings);
  }

  private void examineTensorFlow(Consumer<Finding> findings) {
    List<String> libraries = TensorFlowInstallation.libraries();
    TensorFlowInstallation tensorFlow;
    try {
      tensorFlow = TensorFlowInstallation.inspect();
    } catch (LinkageError | RuntimeException e) {
      findings.accept(Finding.problem("tensorflow", Failures.line(e)).with("libraries", libraries));
      return;
    }
    findings.accept(
        Finding.guarded(
            "tensorflow", State.NOTE, () -> TensorFlowChecks.version(tensorFlow, libraries)));
    findings.accept(Finding.guarded("library", State.NOTE, TensorFlowChecks::library));
    boolean asked = device == Device.GPU;
    Finding gpu =
        Finding.guarded(
            "gpu",
            asked ? State.PROBLEM : State.NOTE,
            () -> TensorFlowChecks.gpu(tensorFlow, asked));
    findings.accept(gpu);
    if (!gpu.isProblem() && (device == Device.CPU || tensorFlow.gpus().isEmpty())) {
      examineForms(findings);
    }
    if (!gpu.isProblem()) {
      findings.accept(Finding.guarded("training", State.PROBLEM, this::train));
    }
  }

  private static void examineForms(Consumer<Finding> findings) {
    try {
      FormReport report = FormReport.measure(TensorFlowOptions.of());
      findings.accept(TensorFlowChecks.forms(report));
      findings.accept(TensorFlowChecks.precision(report));
    } catch (RuntimeException | LinkageError e) {
      findings.accept(Finding.note("forms", Failures.line(e)));
    }
  }

  private Finding train() {
    Gan small = QuickstartCommand.model();
    small = small.withPlan(small.plan().withIterations(Integer.MAX_VALUE));
    TensorFlowOptions options = TensorFlowOptions.of().withDevice(device);
    return TensorFlowChecks.training(TensorFlowBackend.of(options), small, SMOKE_TEST);
  }
}
