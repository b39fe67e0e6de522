package org.ganforge.examples.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.Failures;
import org.ganforge.examples.console.Json;
import org.ganforge.examples.option.OutputFile;
import org.ganforge.internal.file.AtomicFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gan bench}: measures training speed on this machine, beside its theoretical limit. */
@Command(
    name = "bench",
    description = {
      "Measures training iterations on this machine: a turn of the discriminator and an update of"
          + " the generator, on random images. For a model with an adaptive schedule, checks"
          + " are left out.",
      "Each form runs in separate processes; forms of the same step alternate. The floor is the"
          + " time that its matrix products and convolutions would take at the speed of a large"
          + " matrix product on the same threads; products with padding zeros are not counted."
          + " Images include generated ones, as in the progress of a training.",
      "'compile s' is the time from the spec to the end of the first iteration, 'first s' how much"
          + " longer that takes on a first start, which tries forms. Trials have a time limit; forms"
          + " that it leaves out are tried on later starts, which --out lists. Each form has"
          + " its own empty cache, so yours is neither used nor changed."
    },
    footer = {
      "  ./gan bench mnist-dcgan --batch-size 64 --out bench.json",
      "  ./gan bench --growth growth.png"
    })
public final class BenchCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "write all measurements, including each single time, into a .json")
  private @Nullable Path json;

  @Option(
      names = "--growth",
      paramLabel = "FILE",
      description =
          "measure a DCGAN instead of a model, against batch size, image size and threads, and plot"
              + " the curves into a .png; takes --precision, --forks, --seconds and --out")
  private @Nullable Path picture;

  /** Creates the verb, which prints on the console. */
  public BenchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Path file = json == null ? null : OutputFile.checked(json, ".json");
    Growth growth = picture == null ? null : options.growth();
    Path curves = picture == null ? null : OutputFile.checkedOption("--growth", picture, ".png");
    List<BenchForm> forms = growth == null ? options.forms() : growth.forms();
    try (BenchRates rates = new BenchRates()) {
      List<BenchResult> results = options.rounds(console::line).run(forms, rates);
      tell(results, rates);
      if (file != null) {
        String text = Json.text(report(results, rates)) + "\n";
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        console.line("Everything: " + file);
      }
      if (growth != null && curves != null) {
        growth
            .chart(results, rates)
            .ifPresent(
                chart -> {
                  chart.write(curves);
                  console.line("Curves: " + curves);
                });
      }
      return tellFailures(results) ? Failures.FAILED : 0;
    }
  }

  private void tell(List<BenchResult> results, BenchRates rates) {
    console.line("");
    console.line(Machine.here().toString());
    results.stream()
        .map(result -> BenchProduct.of(result.form()))
        .distinct()
        .filter(product -> rates.of(product) > 0)
        .forEach(
            product ->
                console.line(
                    String.format(
                        Locale.ROOT, "%s: %,.0f GFLOP/s", product, rates.of(product) / 1e9)));
    drawbacks(results).forEach(console::line);
    console.line("");
    new BenchTable(results, rates).lines().forEach(console::line);
  }

  /** Returns a line for each precision that this machine has no instructions for. */
  private static List<String> drawbacks(List<BenchResult> results) {
    return results.stream()
        .map(result -> result.form().precision())
        .distinct()
        .flatMap(
            precision ->
                BenchForm.options(precision).drawback().stream()
                    .map(drawback -> precision + ": " + drawback))
        .toList();
  }

  private boolean tellFailures(List<BenchResult> results) {
    boolean failed = false;
    for (BenchResult result : results) {
      if (result.failure() != null) {
        console.err().println("gan: " + result.form() + ": " + result.failure());
        failed = true;
      }
    }
    return failed;
  }

  private ObjectNode report(List<BenchResult> results, BenchRates rates) {
    ObjectNode report = Json.object().put("java", Runtime.version().toString());
    report.set("machine", Machine.here().toJson());
    report.set("options", options.toJson());
    drawbacks(results).forEach(report.putArray("notes")::add);
    report.set("matrix_products", rates.toJson());
    ArrayNode forms = report.putArray("forms");
    results.forEach(result -> forms.add(result.toJson(rates.of(BenchProduct.of(result.form())))));
    return report;
  }
}
