package org.ganforge.tf.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Network;
import org.ganforge.tf.golden.Fields;
import org.ganforge.tf.golden.GoldenCase;
import org.ganforge.tf.golden.GoldenTest;
import org.ganforge.tf.layer.Mode;
import org.ganforge.tf.rewrite.Rewrites;
import org.junit.jupiter.api.Tag;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The networks of the documents: their summaries, and the outputs of narrow versions. */
class NetworkGoldenTest {
  @GoldenTest("network")
  void network(GoldenCase golden) {
    check(golden, false);
  }

  @Tag("slow")
  @GoldenTest("network")
  void networkInEveryForm(GoldenCase golden) {
    check(golden, true);
  }

  private static void check(GoldenCase golden, boolean inEveryForm) {
    Fields fields = golden.fields();
    Network network =
        fields.has("combined")
            ? combined(fields.object("combined"))
            : fields.spec("network", Sequential.class);
    checkSummary(fields.object("summary"), SummaryText.of(network.summary()));
    if (fields.has("weights")) {
      int batch = fields.tensor("input").count();
      List<Rewrites> forms =
          inEveryForm
              ? ProvedForms.all(network, golden.keras(), batch)
              : ProvedForms.some(golden.name(), network, golden.keras(), batch);
      forms.forEach(each -> checkPasses(golden, network, each));
    } else {
      fields.ignore("tolerance"); // whole numbers only
    }
    golden.requireUnderstood();
  }

  private static Network combined(Fields combined) {
    Sequential generator = combined.spec("generator", Sequential.class);
    Sequential discriminator = combined.spec("discriminator", Sequential.class);
    return switch (combined.text("frozen")) {
      case "discriminator" -> Gan.of("gan", generator, discriminator).adversarial();
      case "generator" ->
          Sequential.builder("combined")
              .input(generator.inputShape())
              .add(generator.withTrainable(false))
              .add(discriminator)
              .build();
      default -> throw new AssertionError("unknown network " + combined.text("frozen"));
    };
  }

  private static void checkSummary(Fields expected, SummaryText actual) {
    List<Fields> layers = expected.objects("layers");
    assertThat(actual.rows()).hasSameSizeAs(layers);
    for (int i = 0; i < layers.size(); i++) {
      Fields layer = layers.get(i);
      SummaryText.Row row = actual.rows().get(i);
      String name = layer.text("name");
      // Automatic names differ between the two versions of Keras; only given ones matter.
      boolean nameGiven = !layer.has("name_given") || layer.truth("name_given");
      assertThat(row)
          .isEqualTo(
              new SummaryText.Row(
                  nameGiven ? name : row.name(),
                  layer.text("type"),
                  layer.shape("output_shape").kerasForm(),
                  layer.integer("parameters")));
    }
    Fields totals = expected.object("parameters");
    assertThat(actual.totals())
        .isEqualTo(
            Map.of(
                "Total", (long) totals.integer("total"),
                "Trainable", (long) totals.integer("trainable"),
                "Non-trainable", (long) totals.integer("non_trainable")));
  }

  private static void checkPasses(GoldenCase golden, Network network, Rewrites rewrites) {
    Fields fields = golden.fields();
    FloatTensor input = fields.tensor("input");
    Map<String, FloatTensor> weights = fields.tensors("weights");
    try (NetworkBench bench = new NetworkBench(network, golden.keras(), rewrites)) {
      assertThat(bench.weights().keySet()).isEqualTo(weights.keySet());
      bench.setWeights(weights);
      Operand<TFloat32> batch = bench.input();
      golden.check(
          "inference.output",
          fields.object("inference").tensor("output"),
          bench.graph().fetch(bench.tower(Mode.INFERENCE, batch).output(), Map.of(batch, input)));

      Fields training = fields.object("training");
      Tower tower = bench.tower(Mode.TRAINING, batch);
      FloatTensor output =
          bench
              .graph()
              .fetch(
                  tower.updates(bench.graph().tf()), List.of(tower.output()), Map.of(batch, input))
              .get(0);
      golden.check("training.output", training.tensor("output"), output);
      Map<String, FloatTensor> expected = new HashMap<>(weights);
      if (training.has("weights_after")) {
        expected.putAll(training.tensors("weights_after"));
      }
      bench
          .weights()
          .forEach(
              (name, value) ->
                  golden.check(
                      "weights_after." + name, Objects.requireNonNull(expected.get(name)), value));
    }
  }
}
