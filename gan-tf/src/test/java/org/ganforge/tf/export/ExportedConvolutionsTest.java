package org.ganforge.tf.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.Sequential;
import org.ganforge.export.Export;
import org.ganforge.export.NetworkRole;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Dense;
import org.ganforge.layer.DepthwiseConv2D;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.GroupNormalization;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.SeparableConv2D;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.UpSampling2D;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.TensorFlowOptions;
import org.ganforge.tf.session.NativeTensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.SessionFunction;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;

/** Depthwise and grouped convolutions, in TensorFlow's own operations for them. */
class ExportedConvolutionsTest {
  /** One of them has no TensorFlow operation, since its strides differ. */
  private static final Sequential GENERATOR =
      Sequential.builder("generator")
          .input(3)
          .add(Dense.of(4 * 4 * 4).withActivation(ActivationFunction.TANH))
          .add(Reshape.of(4, 4, 4))
          .add(DepthwiseConv2D.of(3).withPadding(Padding.SAME).withDepthMultiplier(2))
          .add(DepthwiseConv2D.of(2).withPadding(Padding.SAME).withStrides(Size2D.of(1, 2)))
          .add(GroupNormalization.of().withGroups(2))
          .add(Conv2D.of(6, 3).withGroups(2).withPadding(Padding.SAME))
          .add(UpSampling2D.of().withSize(Size2D.of(1, 2)))
          .add(SeparableConv2D.of(1, 3).withPadding(Padding.SAME))
          .build();

  private static final Sequential DISCRIMINATOR =
      Sequential.builder("discriminator")
          .input(4, 4, 1)
          .add(Flatten.of())
          .add(Dense.of(1).withActivation(ActivationFunction.SIGMOID))
          .build();

  @TempDir private Path folder;

  @Test
  void giveTheSameAsProducts() {
    TensorFlowOptions options = TensorFlowOptions.of().withProductForms();
    try (GanTrainer trainer =
        TensorFlowBackend.of(options).open(Gan.of("channels", GENERATOR, DISCRIMINATOR))) {
      trainer.updateGenerator(trainer.noise(16, 1));
      trainer.export(Export.of(NetworkRole.GENERATOR), folder);

      FloatTensor noise = trainer.noise(5, 9);
      String model = folder.resolve("generator/saved_model").toString();
      try (SavedModelBundle bundle = SavedModelBundle.load(model, "serve")) {
        assertThat(call(bundle.function("serve"), noise))
            .containsExactly(trainer.generate(noise).toArray(), within(1e-5f));
        assertThat(bundle.metaGraphDef().getGraphDef().getNodeList())
            .extracting(NodeDef::getOp)
            .contains("DepthwiseConv2dNative");
      }
    }
  }

  private static float[] call(SessionFunction function, FloatTensor noise) {
    try (TFloat32 tensor = NativeTensors.toNative(noise);
        Result result = function.call(Map.of("noise", tensor))) {
      return NativeTensors.toHeap((TFloat32) result.get(0)).toArray();
    }
  }
}
