package org.ganforge.tf.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.layer.FloatTensor;
import org.ganforge.tf.graph.CompiledGraph;
import org.ganforge.tf.graph.DatasetVariable;
import org.ganforge.tf.library.NativeLibrary;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TFUnimplementedException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Op;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/**
 * A graph and its session: runs it, and closes every tensor that goes in or comes out.
 *
 * @param <G> the kind of graph
 */
public final class GraphSession<G extends CompiledGraph> implements AutoCloseable {
  private static final String VARIABLES = "variables";

  private final G graph;
  private final SessionSettings settings;
  private Session session;

  /** Takes ownership of the graph and closes it with the session. */
  public GraphSession(G graph, SessionSettings settings) {
    this.graph = graph;
    this.settings = settings;
    try {
      this.session = open();
    } catch (RuntimeException | Error e) {
      graph.close();
      throw e;
    }
  }

  private Session open() {
    return settings.replicas().sessions().open(graph.graph(), settings.toProto());
  }

  /** Starts a new session, whose variables have no values. */
  public void restart() {
    session.close();
    session = open();
  }

  /** Returns the name and version of TensorFlow: {@code TensorFlow 2.18.0}. */
  public static String version() {
    return "TensorFlow " + NativeLibrary.load();
  }

  /** Returns the settings of the session. */
  public SessionSettings settings() {
    return settings;
  }

  /** Returns the graph. */
  public G graph() {
    return graph;
  }

  /** Gives every variable its first value. */
  public void initialize() {
    run(graph.initializers(), Map.of());
  }

  /**
   * Copies a data set's bytes into the graph, once.
   *
   * @param parts the bytes, split into as many buffers as needed
   */
  public void fill(DatasetVariable variable, List<ByteBuffer> parts) {
    try (TUint8 tensor = NativeTensors.bytes(parts, variable.count())) {
      run(List.of(variable.fill()), Map.of(variable.bytes(), tensor));
    }
  }

  /**
   * Writes every weight, slot and counter into a directory, in TensorFlow's own format.
   *
   * @throws IOException if TensorFlow cannot write it, with its exception as the cause
   */
  public void save(Path directory) throws IOException {
    try {
      run(List.of(graph.state().save()), directory);
    } catch (TensorFlowException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * Restores what {@link #save} wrote.
   *
   * @throws org.tensorflow.exceptions.TensorFlowException if a file or a variable is missing, or a
   *     checksum is wrong
   */
  public void restore(Path directory) {
    run(graph.state().restore(), directory);
  }

  /** Returns whether {@link #save} has written into this directory. */
  public static boolean isSavedIn(Path directory) {
    return Files.isRegularFile(directory.resolve(VARIABLES + ".index"));
  }

  private void run(List<Op> operations, Path directory) {
    String prefix = directory.toAbsolutePath().resolve(VARIABLES).toString();
    try (TString file = TString.scalarOf(prefix)) {
      run(operations, Map.of(graph.state().file(), file));
    } catch (TFInvalidArgumentException | TFUnimplementedException e) {
      // These two don't extend TensorFlowException; wrap them so that callers needn't care.
      throw new TensorFlowException(e.getMessage(), e);
    }
  }

  /** Runs operations for their effects. The caller closes what it feeds. */
  public void run(
      List<? extends Op> operations, Map<? extends Operand<?>, ? extends Tensor> feeds) {
    if (operations.isEmpty()) {
      return; // TensorFlow refuses to do nothing
    }
    Session.Runner runner = session.runner();
    feeds.forEach(runner::feed);
    operations.forEach(runner::addTarget);
    runner.run().close();
  }

  /** Runs operations and returns the values of {@code fetches}. The caller closes what it feeds. */
  public List<FloatTensor> fetch(
      List<? extends Op> operations,
      List<? extends Operand<TFloat32>> fetches,
      Map<? extends Operand<?>, ? extends Tensor> feeds) {
    return fetch(session.runner(), operations, fetches, feeds);
  }

  private static List<FloatTensor> fetch(
      Session.Runner runner,
      List<? extends Op> operations,
      List<? extends Operand<TFloat32>> fetches,
      Map<? extends Operand<?>, ? extends Tensor> feeds) {
    if (operations.isEmpty() && fetches.isEmpty()) {
      return List.of();
    }
    feeds.forEach(runner::feed);
    operations.forEach(runner::addTarget);
    fetches.forEach(runner::fetch);
    try (Result result = runner.run()) {
      List<FloatTensor> values = new ArrayList<>();
      for (int i = 0; i < result.size(); i++) {
        values.add(NativeTensors.toHeap((TFloat32) result.get(i)));
      }
      return values;
    }
  }

  /** Runs operations with heap tensors as feeds and returns the value of one operand. */
  public FloatTensor fetch(
      List<? extends Op> operations,
      Operand<TFloat32> fetch,
      Map<Operand<TFloat32>, FloatTensor> feeds) {
    return fetch(session.runner(), operations, List.of(fetch), feeds, Map.of()).get(0);
  }

  /**
   * Does part of a step, or all of it, and returns the values of several operands. If the step has
   * replicas, all of them must do the same.
   *
   * @param images the bytes of a batch for each operand, {@code [batch, size]}
   */
  public List<FloatTensor> fetchInStep(
      List<? extends Op> operations,
      List<? extends Operand<TFloat32>> fetches,
      Map<Operand<TFloat32>, FloatTensor> feeds,
      Map<Operand<TUint8>, byte[]> images) {
    Session.Runner runner = session.runner();
    RunOptions options = settings.replicas().runOptions();
    return fetch(
        options == null ? runner : runner.setOptions(options), operations, fetches, feeds, images);
  }

  private static List<FloatTensor> fetch(
      Session.Runner runner,
      List<? extends Op> operations,
      List<? extends Operand<TFloat32>> fetches,
      Map<Operand<TFloat32>, FloatTensor> feeds,
      Map<Operand<TUint8>, byte[]> images) {
    Map<Operand<?>, Tensor> tensors = new LinkedHashMap<>();
    try {
      feeds.forEach((operand, value) -> tensors.put(operand, NativeTensors.toNative(value)));
      images.forEach((operand, bytes) -> tensors.put(operand, batch(operand, bytes)));
      return fetch(runner, operations, fetches, tensors);
    } finally {
      tensors.values().forEach(Tensor::close);
    }
  }

  private static TUint8 batch(Operand<TUint8> operand, byte[] bytes) {
    int count = Math.toIntExact(operand.asOutput().shape().get(0));
    return NativeTensors.bytes(List.of(ByteBuffer.wrap(bytes)), count);
  }

  /** Returns the values of a vector of counts. */
  public long[] fetchCounts(Operand<TInt64> counts) {
    return fetchCounts(counts, Map.of());
  }

  /** Returns the values of a vector of counts. The caller closes what it feeds. */
  public long[] fetchCounts(
      Operand<TInt64> counts, Map<? extends Operand<?>, ? extends Tensor> feeds) {
    Session.Runner runner = session.runner();
    feeds.forEach(runner::feed);
    try (Result result = runner.fetch(counts).run()) {
      TInt64 values = (TInt64) result.get(0);
      long[] copy = new long[Math.toIntExact(values.shape().size())];
      for (int i = 0; i < copy.length; i++) {
        copy[i] = values.getLong(i);
      }
      return copy;
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
