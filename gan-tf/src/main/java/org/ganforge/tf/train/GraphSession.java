package org.ganforge.tf.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.data.ImageDataset;
import org.ganforge.layer.FloatTensor;
import org.ganforge.tf.graph.GanGraph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Op;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/** A graph and its session: runs it, and closes every tensor that goes in or comes out. */
final class GraphSession implements AutoCloseable {
  private final GanGraph graph;
  private final Session session;

  /** Takes the graph over, and closes it with the session. */
  GraphSession(GanGraph graph, int intraOpThreads, int interOpThreads) {
    this.graph = graph;
    ConfigProto config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(intraOpThreads)
            .setInterOpParallelismThreads(interOpThreads)
            .setAllowSoftPlacement(true)
            .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true))
            .build();
    this.session = new Session(graph.graph(), config);
  }

  GanGraph graph() {
    return graph;
  }

  /** Gives every variable its first value. */
  void initialize() {
    run(graph.variables().initializers(), Map.of());
  }

  /** Copies the data set into the graph, once. */
  void fill(ImageDataset images) {
    Operand<TUint8> bytes = graph.imageBytes();
    Op fill = graph.fillImages();
    if (bytes == null || fill == null) {
      throw new IllegalStateException("the graph was compiled without images");
    }
    try (TUint8 tensor = NativeTensors.bytes(images.pixels(), images.count())) {
      run(List.of(fill), Map.of(bytes, tensor));
    }
  }

  /** Runs operations for what they do. The caller closes what it feeds. */
  void run(List<? extends Op> operations, Map<? extends Operand<?>, ? extends Tensor> feeds) {
    Session.Runner runner = session.runner();
    feeds.forEach(runner::feed);
    operations.forEach(runner::addTarget);
    runner.run().close();
  }

  /** Runs operations and returns the values of {@code fetches}. The caller closes what it feeds. */
  List<FloatTensor> fetch(
      List<? extends Op> operations,
      List<? extends Operand<TFloat32>> fetches,
      Map<? extends Operand<?>, ? extends Tensor> feeds) {
    Session.Runner runner = session.runner();
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
  FloatTensor fetch(
      List<? extends Op> operations,
      Operand<TFloat32> fetch,
      Map<Operand<TFloat32>, FloatTensor> feeds) {
    Map<Operand<TFloat32>, TFloat32> tensors = new LinkedHashMap<>();
    try {
      feeds.forEach((operand, value) -> tensors.put(operand, NativeTensors.toNative(value)));
      return fetch(operations, List.of(fetch), tensors).get(0);
    } finally {
      tensors.values().forEach(Tensor::close);
    }
  }

  /** Returns the values of a vector of counts. */
  long[] fetchCounts(Operand<TInt64> counts) {
    try (Result result = session.runner().fetch(counts).run()) {
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
