package org.ganforge.tf.onnx;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.KerasModel;
import org.ganforge.Model;
import org.ganforge.Sequential;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Add;
import org.ganforge.layer.BatchNormalization;
import org.ganforge.layer.Concatenate;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Embedding;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Input;
import org.ganforge.layer.Layer;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.MinibatchStdDev;
import org.ganforge.layer.Network;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.Symbol;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.UpSampling2D;
import org.ganforge.layer.WeightSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole networks as ONNX files. */
class OnnxModelTest {
  private static final Sequential GENERATOR =
      Sequential.builder("generator")
          .input(3)
          .add(Dense.of(2 * 2 * 4))
          .add(Reshape.of(2, 2, 4))
          .add(Conv2DTranspose.of(4, 4).withStrides(2).withPadding(Padding.SAME))
          .add(BatchNormalization.of())
          .add(LeakyReLU.of(0.2))
          .add(UpSampling2D.of())
          .add(Conv2D.of(1, 3).withPadding(Padding.SAME).withActivation(ActivationFunction.TANH))
          .build();

  @TempDir private Path folder;

  private static KerasModel model(Network network) {
    Map<String, FloatTensor> weights = new LinkedHashMap<>();
    for (WeightSpec weight : network.weights()) {
      float[] values = new float[weight.shape().size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) Math.cos(1.7 * i + weights.size()) / 2 + 0.6f;
      }
      weights.put(weight.name(), FloatTensor.wrap(weight.shape(), values));
    }
    return new KerasModel(network, weights, List.of());
  }

  private Path written(Network network, List<String> inputs, List<String> outputs)
      throws IOException {
    Path file = folder.resolve(network.name() + ".onnx");
    OnnxModel.write(model(network), inputs, outputs, "1.0", file);
    return file;
  }

  /** Returns the messages in a field. */
  private static List<UnknownFieldSet> messages(UnknownFieldSet message, int field) {
    return message.getField(field).getLengthDelimitedList().stream()
        .map(
            bytes -> {
              try {
                return UnknownFieldSet.parseFrom(bytes);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            })
        .toList();
  }

  private static List<String> operations(Path file) throws IOException {
    UnknownFieldSet graph = messages(UnknownFieldSet.parseFrom(Files.readAllBytes(file)), 7).get(0);
    return messages(graph, 1).stream()
        .map(node -> node.getField(4).getLengthDelimitedList().get(0).toStringUtf8())
        .toList();
  }

  /** Everything between the two transpositions has its channels first. */
  @Test
  void transposesOnlyWhereTheConvolutionsBeginAndEnd() throws IOException {
    assertThat(operations(written(GENERATOR, List.of("noise"), List.of("images"))))
        .containsExactly(
            "MatMul",
            "Add",
            "Reshape",
            "Transpose",
            "ConvTranspose",
            "BatchNormalization",
            "LeakyRelu",
            "Resize",
            "Conv",
            "Tanh",
            "Transpose",
            "Identity");
  }

  @Test
  void branchesOfImagesStayInOneLayout() throws IOException {
    Input image = Input.Image.of(4, 4, 2);
    Symbol one = Conv2D.of(2, 3).withPadding(Padding.SAME).on(image);
    Symbol other = Conv2D.of(2, 1).on(image);
    Symbol sum = Add.of().on(one, other);
    Model network = Model.of("branches", List.of(image), Concatenate.of().on(sum, one));
    assertThat(operations(written(network, List.of("images"), List.of("output"))))
        .containsExactly("Transpose", "Conv", "Conv", "Add", "Concat", "Transpose", "Identity");
  }

  @Test
  void givesEveryOutputAndTakesEveryInputByItsName() throws IOException {
    Input noise = Input.Noise.of(2);
    Input label = Input.Label.of(3);
    Symbol wish = Flatten.of().on(Embedding.of(3, 2).on(label));
    Symbol sum = Add.of().on(noise, wish);
    Symbol image = Conv2D.of(1, 1).withUseBias(false).on(Reshape.of(1, 2, 1).on(sum));
    Model network = Model.of("several", List.of(noise, label), image, sum);
    Path file = written(network, List.of("noise", "labels"), List.of("images", "sums"));

    KerasModel model = model(network);
    FloatTensor table = requireNonNull(model.weights().get("embedding/embeddings"));
    float kernel = requireNonNull(model.weights().get("conv2d/kernel")).get(0);
    try (OnnxRun run = OnnxRun.open(file)) {
      List<FloatTensor> outputs =
          run.call(
              Map.of(
                  "noise", FloatTensor.of(TensorShape.of(2, 2), 1, 2, 3, 4),
                  "labels", FloatTensor.of(TensorShape.of(2, 1), 2, 0)));
      float[] sums = {1 + table.get(4), 2 + table.get(5), 3 + table.get(0), 4 + table.get(1)};
      assertThat(outputs.get(1).toArray()).containsExactly(sums, within(1e-6f));
      for (int i = 0; i < sums.length; i++) {
        sums[i] *= kernel;
      }
      assertThat(outputs.get(0).shape()).isEqualTo(TensorShape.of(2, 1, 2, 1));
      assertThat(outputs.get(0).toArray()).containsExactly(sums, within(1e-6f));
    }
  }

  /** StyleGAN2's definition, for batches that the groups divide and others. */
  @Test
  void comparesTheImagesOfABatchOfAnySize() throws IOException {
    Network network =
        Sequential.builder("judge").input(2).add(MinibatchStdDev.of().withGroupSize(2)).build();
    Path file = written(network, List.of("x"), List.of("y"));
    try (OnnxRun run = OnnxRun.open(file)) {
      // Groups: images 0 and 2; 1 and 3.
      float[] even = run.call(Map.of("x", rows(0, 0, 5, 1, 2, 4, 5, 3))).get(0).toArray();
      assertThat(even)
          .containsExactly(
              new float[] {0, 0, 1.5f, 5, 1, 0.5f, 2, 4, 1.5f, 5, 3, 0.5f}, within(1e-3f));
      // Groups of three images: 0 and 2; 1 alone.
      float[] uneven = run.call(Map.of("x", rows(0, 0, 5, 1, 2, 4))).get(0).toArray();
      assertThat(uneven)
          .containsExactly(new float[] {0, 0, 1.5f, 5, 1, 1e-4f, 2, 4, 1.5f}, within(1e-5f));
    }
  }

  private static FloatTensor rows(float... values) {
    return FloatTensor.of(TensorShape.of(values.length / 2, 2), values);
  }

  @Test
  void writesTheSameBytesEveryTime() throws IOException {
    byte[] first = Files.readAllBytes(written(GENERATOR, List.of("noise"), List.of("images")));
    assertThat(written(GENERATOR, List.of("noise"), List.of("images"))).hasBinaryContent(first);
  }

  @Test
  void statesItsVersions() throws IOException {
    Path file = written(GENERATOR, List.of("noise"), List.of("images"));
    UnknownFieldSet model = UnknownFieldSet.parseFrom(Files.readAllBytes(file));
    assertThat(model.getField(1).getVarintList()).containsExactly(8L);
    assertThat(model.getField(2).getLengthDelimitedList().get(0).toStringUtf8())
        .isEqualTo("GanForge");
    assertThat(model.getField(3).getLengthDelimitedList().get(0).toStringUtf8()).isEqualTo("1.0");
    assertThat(messages(model, 8).get(0).getField(2).getVarintList())
        .containsExactly((long) OnnxModel.OPSET);
  }

  @Test
  void everyLayerHasAForm() {
    assertThat(Layer.kinds()).allMatch(OnnxLayers::covers);
  }

  @Test
  void refusesMoreWeightsThanAFileHolds() {
    Network huge =
        Sequential.builder("huge").input(10_000).add(Dense.of(50_001).withUseBias(false)).build();
    assertThatThrownBy(() -> OnnxModel.requireFits(huge))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "network huge as onnx: expected at most 500000000 numbers in its weights, since an"
                + " ONNX file holds 2 GB, but found 500010000; export it in another format");
  }

  @Test
  void aNodeTakesOnlyWhatExists() {
    OnnxGraph graph = new OnnxGraph("graph");
    assertThatThrownBy(() -> graph.node("layer", "Relu", List.of("nothing")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("ONNX node layer/Relu: expected an earlier value but found \"nothing\"");
  }
}
