package org.ganforge.examples.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Json;
import org.ganforge.examples.option.BackendOptions;
import org.ganforge.examples.option.BenchModels;
import org.ganforge.examples.option.FormsArgument;
import org.ganforge.examples.option.ModelArgument;
import org.ganforge.internal.Checks;
import org.ganforge.tf.Precision;
import org.ganforge.tf.TensorFlowOptions;
import org.ganforge.zoo.ModelZoo;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What to measure, and for how long. */
final class BenchOptions {
  @Parameters(
      arity = "0..*",
      paramLabel = "MODEL",
      description =
          "presets, variants, paths of JSON specs, or bench models: dcgan-64-4x4, dcgan-64-5x5,"
              + " conv3x3-32; default: all presets, then the bench models")
  private List<String> models = List.of();

  @Option(
      names = "--precision",
      paramLabel = "P",
      split = ",",
      description =
          "float32, bfloat16, float16 or auto, or several separated by commas; default:"
              + " float32,bfloat16")
  private List<Precision> precisions = List.of(Precision.FLOAT32, Precision.BFLOAT16);

  @Option(
      names = "--forms",
      paramLabel = "F",
      split = ",",
      description = FormsArgument.DESCRIPTION + "; or several separated by commas; default: trial")
  private List<String> computed = List.of();

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      split = ",",
      description = "one or more batch sizes; default: the model's")
  private List<Integer> batchSizes = List.of();

  @Option(
      names = "--threads",
      paramLabel = "N",
      split = ",",
      description = "one or more numbers of processor cores; default: all")
  private List<Integer> threads = List.of();

  @Option(
      names = "--replicas",
      paramLabel = "N",
      split = ",",
      description =
          "one or more numbers of virtual devices that divide the CPU and each batch among them;"
              + " default: 1")
  private List<Integer> replicas = List.of();

  @Option(
      names = "--forks",
      paramLabel = "N",
      description = "how many processes to run for each form, in turn; default: ${DEFAULT-VALUE}")
  private int forks = 2;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description =
          "how long to measure each form, after its warm-up; an iteration that has started is"
              + " finished; default: ${DEFAULT-VALUE}")
  private double seconds = 8;

  BenchRounds rounds(Consumer<String> progress) {
    return new BenchRounds(forks, seconds, progress);
  }

  /** Returns the curves that {@code --growth} plots. */
  Growth growth() {
    checkTimes();
    if (!models.isEmpty()) {
      throw new InvalidInputException(
          "--growth",
          "no model beside it, since it measures its own networks,",
          models.get(0),
          "leave one of the two out");
    }
    refuseBesideGrowth("--batch-size", batchSizes);
    refuseBesideGrowth("--threads", threads);
    refuseBesideGrowth("--forms", computed);
    refuseBesideGrowth("--replicas", replicas);
    return new Growth(precisions());
  }

  private static void refuseBesideGrowth(String option, List<?> given) {
    if (!given.isEmpty()) {
      throw new InvalidInputException(
          "--growth",
          "no " + option + " beside it, since it sets its own values,",
          option + " " + given.get(0).toString().toLowerCase(Locale.ROOT),
          "leave one of the two out");
    }
  }

  /** Returns each precision once, with auto resolved. */
  private List<Precision> precisions() {
    return distinct(
        precisions.stream()
            .map(BenchForm::options)
            .peek(BackendOptions::backendOf)
            .map(options -> options.resolved().precision())
            .toList());
  }

  private void checkTimes() {
    Checks.positive("--forks", forks);
    Checks.positive("--seconds", seconds);
  }

  /** Returns every requested form, in all combinations of the options. */
  List<BenchForm> forms() {
    checkTimes();
    int cores = Runtime.getRuntime().availableProcessors();
    List<BenchForm> forms = new ArrayList<>();
    for (Gan gan : models()) {
      for (int batchSize :
          batchSizes.isEmpty() ? List.of(gan.plan().batchSize()) : distinct(batchSizes)) {
        for (int count : threads.isEmpty() ? List.of(cores) : distinct(threads)) {
          for (int shared : replicas.isEmpty() ? List.of(1) : distinct(replicas)) {
            Checks.positive("--replicas", shared);
            forms.addAll(forms(gan, batchSize, Checks.positive("--threads", count), shared));
          }
        }
      }
    }
    return forms;
  }

  private List<Gan> models() {
    return models.isEmpty()
        ? Stream.concat(
                ModelZoo.names().stream().map(ModelZoo::load),
                BenchModels.names().stream().map(BenchModels::load))
            .toList()
        : models.stream().map(ModelArgument::loadAny).toList();
  }

  private List<BenchForm> forms(Gan gan, int batchSize, int threads, int replicas) {
    List<BenchForm> forms = new ArrayList<>();
    for (Precision precision : precisions()) {
      for (String how : computed.isEmpty() ? List.of(FormsArgument.TRIAL) : distinct(computed)) {
        FormsArgument.apply(TensorFlowOptions.of(), how); // refuses unknown values
        try {
          forms.add(BenchForm.of(gan, batchSize, precision, how, threads, replicas));
        } catch (InvalidInputException e) {
          throw e.inside("--batch-size");
        }
      }
    }
    return forms;
  }

  private static <T> List<T> distinct(List<T> values) {
    return values.stream().distinct().toList();
  }

  ObjectNode toJson() {
    return Json.object().put("forks", forks).put("seconds", seconds);
  }
}
