package org.ganforge.tf.train;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.Batch;
import org.ganforge.Gan;
import org.ganforge.KerasVersion;
import org.ganforge.Model;
import org.ganforge.layer.FloatTensor;
import org.ganforge.objective.Objective;
import org.ganforge.optimizer.SGD;
import org.ganforge.penalty.Penalty;
import org.ganforge.regularization.Regularization;
import org.ganforge.tf.form.FormSelection;
import org.ganforge.tf.form.FormTable;
import org.ganforge.tf.golden.Fields;
import org.ganforge.tf.golden.GoldenCase;
import org.ganforge.tf.golden.GoldenTest;
import org.ganforge.tf.session.ComputeType;
import org.ganforge.tf.session.GraphSession;
import org.ganforge.tf.session.SessionSettings;
import org.ganforge.tf.variable.Variable;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;

/**
 * Updates of a GAN whose discriminator uses PyTorch's spectral_norm: losses, weights, vectors and
 * scores, with TensorFlow's own convolutions and with other forms of them.
 */
class SpectralNormGoldenTest {
  @GoldenTest("spectral_norm")
  void spectralNorm(GoldenCase golden) {
    // Nothing in the case depends on Keras' version, so each of its two turns uses other forms.
    FormSelection forms =
        golden.keras() == KerasVersion.KERAS_3
            ? FormSelection.plain()
            : FormSelection.of(FormTable.namesOfProducts());
    Fields fields = golden.fields();
    Batch real = Batch.of(fields.tensor("real")).withLabels(fields.tensor("real_labels"));
    Batch noise = Batch.of(fields.tensor("noise")).withLabels(fields.tensor("noise_labels"));
    SessionSettings settings = new SessionSettings(1, 1, ComputeType.FLOAT32, false);
    try (var trainer = TensorFlowTrainer.open(gan(fields), null, forms, settings)) {
      trainer.setWeights(fields.tensors("weights"));
      setVectors(trainer.session(), fields.tensors("vectors"));
      for (Fields step : fields.objects("steps")) {
        boolean judges = step.text("update").equals("discriminator");
        double loss =
            judges
                ? trainer.updateDiscriminator(real, noise).loss()
                : trainer.updateGenerator(noise).loss();
        golden.check("loss", step.number("loss"), loss);
        checkAll(golden, step.tensors("weights"), trainer.weights());
        checkAll(golden, step.tensors("vectors"), vectors(trainer.session()));
        golden.check("scores", step.tensor("scores"), trainer.score(real));
      }
    }
    golden.requireUnderstood();
  }

  private static Gan gan(Fields fields) {
    return Gan.of("gan", fields.spec("generator", Model.class), fields.spec("critic", Model.class))
        .withPenalties(fields.spec("penalty", Penalty.class))
        .withRegularization(fields.spec("regularization", Regularization.class))
        .withObjective(fields.spec("objective", Objective.class))
        .withGeneratorOptimizer(SGD.of(fields.number("rate")))
        .withDiscriminatorOptimizer(SGD.of(fields.number("rate")));
  }

  private static void checkAll(
      GoldenCase golden, Map<String, FloatTensor> expected, Map<String, FloatTensor> found) {
    expected.forEach(
        (name, value) -> {
          FloatTensor actual = found.get(name);
          if (actual == null) {
            throw new AssertionError("nothing of the name " + name + " in " + found.keySet());
          }
          golden.check(name, value, actual);
        });
  }

  /** Returns the vectors by the names of the case: the weight's, then u or v. */
  private static Map<String, Variable> variables(GraphSession<?> session) {
    Map<String, Variable> variables = new LinkedHashMap<>();
    for (Variable slot : session.graph().variables().slots()) {
      if (slot.name().contains("/spectral_")) {
        variables.put(slot.name().replace("/spectral_", "/"), slot);
      }
    }
    return variables;
  }

  private static void setVectors(GraphSession<?> session, Map<String, FloatTensor> values) {
    Ops tf = Ops.create(session.graph().graph()).withSubScope("vectors");
    List<Op> operations = new ArrayList<>();
    variables(session)
        .forEach(
            (name, variable) -> {
              float[] value = requireNonNull(values.get(name)).toArray();
              operations.add(
                  variable.assign(
                      tf,
                      tf.constant(
                          Variable.nativeShape(variable.shape()),
                          DataBuffers.of(value, true, false))));
            });
    session.run(operations, Map.of());
  }

  private static Map<String, FloatTensor> vectors(GraphSession<?> session) {
    Ops tf = Ops.create(session.graph().graph()).withSubScope("look");
    Map<String, FloatTensor> values = new LinkedHashMap<>();
    variables(session)
        .forEach(
            (name, variable) ->
                values.put(name, session.fetch(List.of(), variable.read(tf), Map.of())));
    return values;
  }
}
