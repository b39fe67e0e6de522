package org.ganforge.tf.session;

import java.util.Map;
import org.ganforge.Computation;
import org.ganforge.tf.device.Gpus;
import org.ganforge.tf.device.Threads;
import org.ganforge.tf.distributed.Replicas;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.OptimizerOptions;
import org.tensorflow.proto.OptimizerOptions.GlobalJitLevel;
import org.tensorflow.proto.OptimizerOptions.Level;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.proto.RewriterConfig.Toggle;

/**
 * How a session runs its graph.
 *
 * @param intraOpThreads threads per operation; 0 for one per core
 * @param interOpThreads operations at once; 0 for one per core
 * @param computeType the number type for products and convolutions
 * @param onCpu whether to ignore GPUs
 * @param xla whether XLA joins operations; on a GPU only
 * @param replicas the replicas of a training in this process
 */
public record SessionSettings(
    int intraOpThreads,
    int interOpThreads,
    ComputeType computeType,
    boolean onCpu,
    boolean xla,
    Replicas replicas) {
  /** Makes the settings of a session without XLA and without replicas. */
  public SessionSettings(
      int intraOpThreads, int interOpThreads, ComputeType computeType, boolean onCpu) {
    this(intraOpThreads, interOpThreads, computeType, onCpu, false, Replicas.alone());
  }

  /** Returns TensorFlow's defaults in float32. */
  public static SessionSettings of() {
    return new SessionSettings(0, 0, ComputeType.FLOAT32, false);
  }

  /** Returns a copy with these replicas. */
  public SessionSettings withReplicas(Replicas replicas) {
    return new SessionSettings(intraOpThreads, interOpThreads, computeType, onCpu, xla, replicas);
  }

  /** Returns a copy that computes in float32 throughout, without replicas. */
  public SessionSettings inFloat32() {
    return new SessionSettings(
        intraOpThreads, interOpThreads, ComputeType.FLOAT32, onCpu, xla, Replicas.alone());
  }

  /** Returns a copy with or without XLA. */
  public SessionSettings withXla(boolean xla) {
    return new SessionSettings(intraOpThreads, interOpThreads, computeType, onCpu, xla, replicas);
  }

  /**
   * Returns the actual number of threads, the number type and the device.
   *
   * @param forms the name of the form of each convolution; null if a trial has yet to choose
   */
  public Computation computation(@Nullable Map<String, String> forms) {
    NumericEnvironment environment = NumericEnvironment.here();
    return Computation.of(
            threads().ofAnOperation(), threads().operationsAtOnce(), computeType.toString())
        .withReplicas(replicas.of())
        .withDevice(isOnGpu() ? "gpu" : "cpu")
        .withForms(forms)
        .withXla(xla ? true : null)
        .withEnvironment(environment.first(), environment.added());
  }

  /** Returns whether a GPU computes. */
  public boolean isOnGpu() {
    return !onCpu && Gpus.areUsed(threads());
  }

  /** Returns the actual number of threads, in words. */
  String threadCounts() {
    return threads().ofAnOperation() + " threads, " + threads().operationsAtOnce() + " at once";
  }

  private Threads threads() {
    return new Threads(intraOpThreads, interOpThreads);
  }

  /**
   * Returns the settings as TensorFlow's configuration.
   *
   * @throws org.ganforge.error.InvalidInputException if operations in this process already have
   *     another number of threads
   */
  public ConfigProto toProto() {
    ConfigProto.Builder config =
        threads()
            .toConfig()
            .setAllowSoftPlacement(true)
            .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true));
    if (onCpu) {
      config.putDeviceCount("GPU", 0);
    }
    replicas.configure(config);
    RewriterConfig.Builder rewriter = optimizers();
    if (computeType == ComputeType.FLOAT16) {
      rewriter.setAutoMixedPrecision(Toggle.ON);
    }
    return config
        .setGraphOptions(
            GraphOptions.newBuilder()
                .setPlacePrunedGraph(placesPrunedGraph())
                .setOptimizerOptions(
                    OptimizerOptions.newBuilder()
                        .setOptLevel(Level.L0)
                        .setGlobalJitLevel(xla ? GlobalJitLevel.ON_2 : GlobalJitLevel.DEFAULT))
                .setRewriteOptions(rewriter))
        .build();
  }

  /**
   * Returns whether TensorFlow prepares only the operations that a run needs. Otherwise it prepares
   * the whole graph again whenever the graph has grown, which took most of the time before the
   * first step. In this mode its own optimizers don't run. They made no step faster on a CPU, but a
   * GPU needs them for its layouts and for float16.
   */
  private boolean placesPrunedGraph() {
    return computeType != ComputeType.FLOAT16 && !isOnGpu();
  }

  /**
   * Returns the settings of TensorFlow's own graph optimizers, most of them off. On a CPU they made
   * no training step faster, but delayed the first one by a second and kept the constants that they
   * had computed, zeros among them, in memory.
   */
  private static RewriterConfig.Builder optimizers() {
    return RewriterConfig.newBuilder()
        .setMetaOptimizerIterations(RewriterConfig.NumIterationsType.ONE)
        // It joins additions into one AddN, whose order depends on which buffers happen to be free:
        // the same training would round differently each time.
        .setArithmeticOptimization(Toggle.OFF)
        .setConstantFolding(Toggle.OFF)
        .setRemapping(Toggle.OFF)
        .setShapeOptimization(Toggle.OFF)
        .setLoopOptimization(Toggle.OFF)
        .setFunctionOptimization(Toggle.OFF)
        .setImplementationSelector(Toggle.OFF)
        .setMemoryOptimization(RewriterConfig.MemOptType.NO_MEM_OPT);
  }
}
