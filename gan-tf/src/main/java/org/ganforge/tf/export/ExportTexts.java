package org.ganforge.tf.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ganforge.Gan;
import org.ganforge.data.ValueRange;
import org.ganforge.export.Export;
import org.ganforge.export.ExportFormat;
import org.ganforge.export.NetworkRole;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.onnx.OnnxModel;

/** The texts that describe an export: {@code README.md} and {@code load.py}, filled in. */
final class ExportTexts {
  private static final Map<ExportFormat, String> ROWS =
      Map.of(
          ExportFormat.SAVED_MODEL, "| TensorFlow SavedModel | `saved_model/` |\n",
          ExportFormat.KERAS, "| Keras 3 model | `model.keras` |\n",
          ExportFormat.H5, "| Keras 2 model | `model.h5` |\n",
          ExportFormat.ONNX, "| ONNX model | `model.onnx` |\n");

  private final List<ExportFormat> formats;
  private final Map<String, String> words = new LinkedHashMap<>();

  ExportTexts(Gan gan, Export export, NetworkRole role, ExportedInterface network, long iteration) {
    this.formats = export.formats();
    words.put("model", gan.name());
    words.put("iteration", Long.toString(iteration));
    words.put("network", role.toString());
    words.putAll(inputs(network));
    words.put("output", network.output());
    words.putAll(outputs(network));
    ValueRange range = gan.data().range();
    words.put(
        "range",
        "Images lie in ["
            + (int) range.low()
            + ", "
            + (int) range.high()
            + "]."
            + (role == NetworkRole.GENERATOR ? noise(gan) : ""));
    words.put("files", files(export));
    words.put("rows", formats.stream().map(ROWS::get).collect(Collectors.joining()));
    words.put("file", hasKeras() ? kerasFile() : "");
    words.put("proof", proof());
    words.put("opset", Integer.toString(OnnxModel.OPSET));
  }

  private boolean hasSavedModel() {
    return formats.contains(ExportFormat.SAVED_MODEL);
  }

  private boolean hasKeras() {
    return formats.contains(ExportFormat.KERAS) || formats.contains(ExportFormat.H5);
  }

  private boolean hasOnnx() {
    return formats.contains(ExportFormat.ONNX);
  }

  private String proof() {
    String all = " was loaded again after it was written, and gave the original network's output.";
    if (!hasOnnx()) {
      return "Every format" + all;
    }
    return (formats.size() == 1 ? "" : "Every other format" + all + " ")
        + "`model.onnx` was not run, since that takes ONNX Runtime; `check/` holds the output that"
        + " it must give.";
  }

  private String kerasFile() {
    boolean modern = formats.contains(ExportFormat.KERAS);
    return (modern ? ExportFormat.KERAS : ExportFormat.H5).fileName();
  }

  private static String noise(Gan gan) {
    return " Noise is " + gan.noise() + ", as the spec says.";
  }

  private static String files(Export export) {
    StringBuilder text = new StringBuilder();
    new TreeSet<>(export.files().keySet()).forEach(name -> text.append(", `" + name + "`"));
    return text.toString();
  }

  /** Returns the words for the inputs: one tensor, or several by name. */
  private static Map<String, String> inputs(ExportedInterface network) {
    List<String> names = network.inputs();
    List<TensorShape> shapes = network.network().inputShapes();
    Map<String, String> words = new LinkedHashMap<>();
    words.put("model_input", names.size() == 1 ? names.get(0) : names.toString());
    words.put("arguments", each(names, i -> names.get(i) + "=" + names.get(i), ", "));
    words.put(
        "tensors", each(names, i -> names.get(i) + "=tf.constant(" + names.get(i) + ")", ", "));
    words.put(
        "inputs", each(names, i -> "`" + names.get(i) + "` " + batch(shapes.get(i)), " and "));
    words.put("check_files", each(names, i -> "`check/" + network.checkFile(i) + "`", ", "));
    words.put("load_inputs", each(names, i -> load(network, i), "\n"));
    words.put("one_tensor", oneTensor(names, shapes));
    return words;
  }

  /** Returns the words for the outputs; the example compares the first one. */
  private static Map<String, String> outputs(ExportedInterface network) {
    List<String> names = network.outputs();
    List<TensorShape> shapes = network.network().outputShapes();
    Map<String, String> words = new LinkedHashMap<>();
    words.put("output_shape", batch(shapes.get(0)));
    words.put("first", names.size() == 1 ? "" : "[0]");
    words.put("only", names.size() == 1 ? "[0]" : "");
    words.put("all_outputs", String.join(", ", names));
    words.put(
        "outputs", each(names, i -> "`" + names.get(i) + "` " + batch(shapes.get(i)), " and "));
    words.put("check_outputs", each(names, i -> "`check/" + network.outputFile(i) + "`", ", "));
    return words;
  }

  private static String load(ExportedInterface network, int index) {
    return network.inputs().get(index)
        + " = np.load(here / \"check\" / \""
        + network.checkFile(index)
        + "\")  # float32, "
        + batch(network.network().inputShapes().get(index));
  }

  /** Keras' TFSMLayer passes a single tensor. */
  private static String oneTensor(List<String> names, List<TensorShape> shapes) {
    String layer = "`keras.layers.TFSMLayer(\"saved_model\", call_endpoint=\"";
    return names.size() == 1
        ? layer + "serving_default\")`."
        : layer
            + SavedModelProto.ROW
            + "\")`. Such a layer takes one\n  tensor, so this signature takes rows [n, "
            + shapes.stream().mapToInt(TensorShape::size).sum()
            + "]: "
            + String.join(", then ", names)
            + ", each laid out in a row.\n- Labels are the numbers of classes, from 0.";
  }

  private static String each(List<String> names, IntFunction<String> text, String separator) {
    return IntStream.range(0, names.size()).mapToObj(text).collect(Collectors.joining(separator));
  }

  private static String batch(TensorShape one) {
    return one.toString().replaceFirst("\\[", "[n, ");
  }

  /** Writes both files. */
  void writeTo(Path directory) throws IOException {
    String readme = resource("README.md");
    if (hasSavedModel()) {
      readme += resource("README-savedmodel.md");
    }
    if (hasKeras()) {
      readme += resource("README-keras.md");
    }
    if (hasOnnx()) {
      readme += resource("README-onnx.md");
    }
    String load = resource(script());
    Files.writeString(directory.resolve("README.md"), fill(readme));
    Files.writeString(directory.resolve("load.py"), fill(load));
  }

  /** Returns the script for the first format that can be trained further, or for ONNX. */
  private String script() {
    if (hasSavedModel()) {
      return "load-savedmodel.py";
    }
    return hasKeras() ? "load-keras.py" : "load-onnx.py";
  }

  private String fill(String template) {
    String text = template;
    for (Map.Entry<String, String> word : words.entrySet()) {
      text = text.replace("{" + word.getKey() + "}", word.getValue());
    }
    return text;
  }

  private static String resource(String name) {
    try (InputStream in = ExportTexts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read", e);
    }
  }
}
