package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.Device;
import org.ganforge.tf.Precision;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.TensorFlowOptions;
import org.ganforge.tf.form.FormSelection;
import org.ganforge.tf.graph.GanGraph;
import org.ganforge.tf.graph.StepKind;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.tf.session.ComputeType;
import org.ganforge.tf.session.SessionSettings;
import org.ganforge.train.TrainingEvent;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;

/** Trainings in reduced precision, on a CPU. */
class PrecisionTest {
  private static TensorFlowBackend backend(Precision precision) {
    return TensorFlowBackend.of(
        TensorFlowOptions.of()
            .withPrecision(precision)
            // A trial would leave so small a network in float32, and TensorFlow's own convolutions
            // are wrong in bfloat16 on some processors.
            .withProductForms()
            .withDevice(Device.CPU));
  }

  private static List<Double> losses(Precision precision) {
    List<Double> losses = new ArrayList<>();
    try (GanTrainer trainer =
        backend(precision).open(TinyGans.convolutional(), TinyGans.images(16))) {
      trainer.trainUntil(
          10,
          event -> {
            if (event instanceof TrainingEvent.IterationDone done) {
              losses.add(done.discriminator().training().loss());
              losses.add(done.generator().training().loss());
            }
          });
    }
    return losses;
  }

  @Test
  void bfloat16FollowsFloat32WithinItsThreeDigits() {
    List<Double> exact = losses(Precision.FLOAT32);
    List<Double> rough = losses(Precision.BFLOAT16);

    assertThat(rough).hasSize(20).isNotEqualTo(exact);
    for (int i = 0; i < rough.size(); i++) {
      assertThat(rough.get(i)).isCloseTo(exact.get(i), within(0.05));
    }
  }

  private static List<TrainingEvent.IterationDone> certain(Precision precision) {
    List<TrainingEvent.IterationDone> events = new ArrayList<>();
    Gan gan = TinyGans.convolutional();
    try (GanTrainer trainer = backend(precision).open(gan, TinyGans.images(16))) {
      trainer.setWeights(Map.of("discriminator/dense/bias", FloatTensor.of(TensorShape.of(1), 8f)));
      trainer.trainUntil(
          3,
          event -> {
            if (event instanceof TrainingEvent.IterationDone done) {
              events.add(done);
            }
          });
    }
    return events;
  }

  /**
   * The nearest bfloat16 to 0.9997 is 1, and a fake rated certainly real would cost far too much.
   */
  @Test
  void bfloat16DistinguishesNearlyCertainFromCertain() {
    List<TrainingEvent.IterationDone> exact = certain(Precision.FLOAT32);
    List<TrainingEvent.IterationDone> rough = certain(Precision.BFLOAT16);

    assertThat(rough).hasSize(3);
    for (int i = 0; i < rough.size(); i++) {
      double loss = exact.get(i).discriminator().training().loss();
      assertThat(loss).isGreaterThan(2);
      assertThat(rough.get(i).discriminator().training().loss()).isCloseTo(loss, within(0.1));
    }
  }

  /** With statistics, losses and moving averages in 16 bits, a DCGAN reached NaN at iteration 2. */
  @Test
  void onlyProductsAndConvolutionsComputeInBfloat16() {
    Rewrites rewrites = Rewrites.of(FormSelection.plain().table(true));
    try (GanGraph graph =
        GanGraph.compile(TinyGans.convolutional(), TinyGans.images(16), rewrites, 1)) {
      graph.step(List.of(StepKind.UPDATE_DISCRIMINATOR, StepKind.UPDATE_GENERATOR));
      Set<String> types = new TreeSet<>();
      Set<String> inBfloat16 = new TreeSet<>();
      for (NodeDef node : graph.graph().toGraphDef().getNodeList()) {
        types.add(node.getOp());
        if (node.getAttrMap().values().stream()
            .anyMatch(value -> value.getType() == DataType.DT_BFLOAT16)) {
          inBfloat16.add(node.getOp());
        }
      }
      assertThat(types).contains("FusedBatchNormV3", "FusedBatchNormGradV3");
      assertThat(inBfloat16).contains("Conv2D", "MatMul", "Cast");
      assertThat(inBfloat16)
          .isSubsetOf(
              "Cast",
              "Conv2D",
              "Conv2DBackpropFilter",
              "Conv2DBackpropInput",
              "MatMul",
              "Reshape",
              "Shape");
    }
  }

  private static Map<String, FloatTensor> trained(ComputeType type) {
    SessionSettings settings = new SessionSettings(1, 1, type, true);
    try (TensorFlowTrainer trainer =
        TensorFlowTrainer.open(
            TinyGans.convolutional(), TinyGans.images(16), FormSelection.plain(), settings)) {
      trainer.trainUntil(3);
      return trainer.weights();
    }
  }

  /**
   * Float16's rewriter does nothing on a CPU, but the scaling of gradients by powers of two
   * remains.
   */
  @Test
  void scalingTheLossChangesNoBitOfFloat32() {
    assertThat(ComputeType.FLOAT16.lossScale()).isEqualTo(1024);
    assertThat(trained(ComputeType.FLOAT16)).isEqualTo(trained(ComputeType.FLOAT32));
  }
}
