package org.ganforge.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ganforge.Gan;
import org.ganforge.internal.MachineMemory;
import org.ganforge.internal.Processor;
import org.ganforge.tf.Device;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.TensorFlowInstallation;
import org.ganforge.tf.TensorFlowOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gan doctor}: what this machine has to train with. */
@Command(
    name = "doctor",
    description = {
      "Says what this machine has to train with, and trains a small model for two seconds; nothing"
          + " is kept and nothing is downloaded.",
      "Each line is ok, a note, or a problem. The exit code is 0 where a training works, 1 where a"
          + " problem is in its way."
    })
final class DoctorCommand implements Callable<Integer> {
  private static final Duration SMOKE_TEST = Duration.ofSeconds(2);

  private final Console console;

  @Option(
      names = "--device",
      paramLabel = "D",
      description =
          "what the small model is trained on: auto, cpu, or gpu, a problem where there is none;"
              + " default: auto")
  private Device device = Device.AUTO;

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      description = "the folder of all runs, whose disk is looked at; default: runs")
  private Path runs = RunOptions.USUAL;

  @Option(names = "--json", description = "print JSON, for programs")
  private boolean json;

  DoctorCommand(Console console) {
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
    findings.accept(MachineChecks.java());
    findings.accept(
        MachineChecks.processor(Processor.here(), Runtime.getRuntime().availableProcessors()));
    findings.accept(MachineChecks.memory(MachineMemory.here(), Runtime.getRuntime().maxMemory()));
    findings.accept(MachineChecks.disk(runs));
    MachineChecks.data().forEach(findings);
    findings.accept(MachineChecks.caches());
    List<String> libraries = TensorFlowInstallation.libraries();
    TensorFlowInstallation tensorFlow;
    try {
      tensorFlow = TensorFlowInstallation.inspect();
    } catch (LinkageError | RuntimeException e) {
      String machine = TensorFlowInstallation.libraryOfThisMachine();
      findings.accept(TensorFlowChecks.unloadable(e, libraries, machine));
      return;
    }
    findings.accept(TensorFlowChecks.version(tensorFlow, libraries));
    Finding gpu = TensorFlowChecks.gpu(tensorFlow, device == Device.GPU);
    findings.accept(gpu);
    if (!gpu.isProblem()) {
      findings.accept(guarded("training", this::train));
    }
  }

  private Finding train() {
    Gan small = QuickstartCommand.model();
    small = small.withPlan(small.plan().withIterations(Integer.MAX_VALUE));
    TensorFlowOptions options = TensorFlowOptions.of().withDevice(device);
    return TensorFlowChecks.training(new TensorFlowBackend(options), small, SMOKE_TEST);
  }

  /** Whatever fails is a problem, not the end of the examination. */
  private static Finding guarded(String name, Supplier<Finding> check) {
    try {
      return check.get();
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      return Finding.problem(name, Failures.line(e));
    }
  }
}
