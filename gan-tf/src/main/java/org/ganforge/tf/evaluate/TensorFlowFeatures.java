package org.ganforge.tf.evaluate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ganforge.ImageFeatures;
import org.ganforge.KerasModel;
import org.ganforge.Model;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Digest;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.WeightSpec;
import org.ganforge.tf.form.Convolutions;
import org.ganforge.tf.form.FormTable;
import org.ganforge.tf.graph.FeatureGraph;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.tf.session.GraphSession;
import org.ganforge.tf.session.NativeTensors;
import org.ganforge.tf.session.SessionSettings;
import org.ganforge.tf.session.Weights;
import org.jspecify.annotations.Nullable;
import org.tensorflow.types.TUint8;

/** A user's network up to one of its layers, with the session that holds its weights. */
public final class TensorFlowFeatures implements ImageFeatures {
  private static final int MOST_IMAGES = 100;

  private final TensorShape imageShape;
  private final String digest;
  private final GraphSession<FeatureGraph> session;
  private boolean closed;

  private TensorFlowFeatures(
      TensorShape imageShape, String digest, GraphSession<FeatureGraph> session) {
    this.imageShape = imageShape;
    this.digest = digest;
    this.session = session;
  }

  /**
   * Compiles a network up to a layer.
   *
   * @param layer the layer whose outputs are the features; null for the last but one
   * @param range the numbers it expects for black and white
   * @throws InvalidInputException if it has no such layer, or takes no images
   */
  public static TensorFlowFeatures open(
      KerasModel model, @Nullable String layer, ValueRange range, SessionSettings settings) {
    Network network = upTo(model.network(), layer);
    TensorShape image = network.inputShape();
    if (image.rank() != 3) {
      throw new InvalidInputException(
          "backbone " + network.name(),
          "a network of images, [height, width, channels]",
          image.toString(),
          "take another network");
    }
    // Correct on every processor; timing forms doesn't pay for a network that is used once.
    Rewrites forms = Rewrites.of(settings.isOnGpu() ? Convolutions.ofGpu() : FormTable.products());
    GraphSession<FeatureGraph> session =
        new GraphSession<>(FeatureGraph.compile(network, range, forms), settings);
    try {
      session.initialize();
      Map<String, FloatTensor> weights = new LinkedHashMap<>();
      for (WeightSpec weight : network.weights()) {
        FloatTensor value = model.weights().get(weight.name());
        if (value != null) {
          weights.put(network.name() + "/" + weight.name(), value);
        }
      }
      if (!weights.isEmpty()) {
        new Weights(session).set(weights);
      }
      return new TensorFlowFeatures(image, digest(weights, network, range), session);
    } catch (RuntimeException | Error e) {
      session.close();
      throw e;
    }
  }

  /** Returns the network of a layer and those that its output depends on. */
  private static Network upTo(Network network, @Nullable String layer) {
    List<Node> nodes = network.nodes();
    String last = layer == null ? nodes.get(Math.max(0, nodes.size() - 2)).name() : layer;
    List<String> names = nodes.stream().map(Node::name).toList();
    if (!names.contains(last)) {
      throw new InvalidInputException(
          "backbone " + network.name(),
          "a layer of it, one of " + String.join(", ", names),
          '"' + last + '"',
          "name one");
    }
    Set<String> needed = new HashSet<>(Set.of(last));
    List<Node> kept = new ArrayList<>();
    for (int i = names.indexOf(last); i >= 0; i--) {
      if (needed.contains(names.get(i))) {
        kept.add(nodes.get(i));
        needed.addAll(nodes.get(i).from());
      }
    }
    Collections.reverse(kept);
    return Model.of(network.name(), network.inputs(), kept).withOutputs(List.of(last));
  }

  private static String digest(
      Map<String, FloatTensor> weights, Network network, ValueRange range) {
    List<ByteBuffer> parts = new ArrayList<>();
    parts.add(bytes(network.outputs() + " of images in " + range));
    weights.forEach(
        (name, values) -> {
          ByteBuffer numbers = ByteBuffer.allocate(Float.BYTES * values.shape().size());
          for (int i = 0; i < values.shape().size(); i++) {
            numbers.putFloat(values.get(i));
          }
          parts.add(bytes(name));
          parts.add(numbers.flip());
        });
    return Digest.SHA_256.of(parts.toArray(ByteBuffer[]::new));
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public TensorShape imageShape() {
    return imageShape;
  }

  @Override
  public FloatTensor features(FloatTensor images, ValueRange range) {
    if (closed) {
      throw new IllegalStateException("backbone is closed");
    }
    ImageBytes bytes = new ImageBytes(imageShape);
    bytes.check(images);
    List<FloatTensor> all = new ArrayList<>();
    for (int from = 0; from < images.count(); from += MOST_IMAGES) {
      int to = Math.min(images.count(), from + MOST_IMAGES);
      FeatureGraph graph = session.graph();
      try (TUint8 tensor =
          NativeTensors.bytes(List.of(bytes.of(images, from, to, range)), to - from)) {
        all.add(
            session
                .fetch(List.of(), List.of(graph.features()), Map.of(graph.bytes(), tensor))
                .get(0));
      }
    }
    return FloatTensor.concat(all);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      session.close();
    }
  }
}
