package org.ganforge.tf.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.OptimizerOptions;
import org.tensorflow.proto.OptimizerOptions.GlobalJitLevel;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.proto.RewriterConfig.Toggle;

/** The configuration of a session. */
class SessionSettingsTest {
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  @Test
  void ignoresGpusOnTheCpu() {
    assertThat(new SessionSettings(0, 0, ComputeType.FLOAT32, true).toProto().getDeviceCountMap())
        .containsOnlyKeys("GPU")
        .containsEntry("GPU", 0);
    assertThat(SessionSettings.of().toProto().getDeviceCountMap()).isEmpty();
  }

  /**
   * With several GPUs, TensorFlow's CUDA_VISIBLE_DEVICES chooses; an operation without a GPU form
   * runs on the CPU.
   */
  @Test
  void takesAGpusMemoryAsItIsNeeded() {
    ConfigProto proto = SessionSettings.of().toProto();
    assertThat(proto.getGpuOptions().getAllowGrowth()).isTrue();
    assertThat(proto.getGpuOptions().getVisibleDeviceList()).isEmpty();
    assertThat(proto.getGpuOptions().getPerProcessGpuMemoryFraction()).isZero();
    assertThat(proto.getAllowSoftPlacement()).isTrue();
  }

  @Test
  void leavesXlaOffUnlessItIsAskedFor() {
    assertThat(jitLevel(SessionSettings.of())).isEqualTo(GlobalJitLevel.DEFAULT);
    assertThat(jitLevel(SessionSettings.of().withXla(true))).isEqualTo(GlobalJitLevel.ON_2);
    assertThat(jitLevel(SessionSettings.of().withXla(true).inFloat32()))
        .isEqualTo(GlobalJitLevel.ON_2);
    assertThat(SessionSettings.of().computation(null).xla()).isNull();
    assertThat(SessionSettings.of().withXla(true).computation(null).xla()).isTrue();
  }

  private static GlobalJitLevel jitLevel(SessionSettings settings) {
    return settings.toProto().getGraphOptions().getOptimizerOptions().getGlobalJitLevel();
  }

  @Test
  void asksForOneThreadPerCoreOrTheGivenNumber() {
    ConfigProto usual = SessionSettings.of().toProto();
    assertThat(usual.getIntraOpParallelismThreads()).isEqualTo(CORES);
    // As many as the first session of this process asked for.
    assertThat(usual.getInterOpParallelismThreads()).isPositive();

    ConfigProto others = new SessionSettings(3, 5, ComputeType.FLOAT32, true).toProto();
    assertThat(others.getIntraOpParallelismThreads()).isEqualTo(3);
    assertThat(others.getInterOpParallelismThreads()).isEqualTo(5);
  }

  @Test
  void enablesOnlyTheOptimizersThatTrainingsNeed() {
    ConfigProto proto = SessionSettings.of().toProto();
    assertThat(proto.getGraphOptions().getOptimizerOptions().getOptLevel())
        .isEqualTo(OptimizerOptions.Level.L0);
    RewriterConfig rewrites = proto.getGraphOptions().getRewriteOptions();
    assertThat(rewrites.getArithmeticOptimization()).isEqualTo(Toggle.OFF);
    assertThat(rewrites.getConstantFolding()).isEqualTo(Toggle.OFF);
    assertThat(rewrites.getRemapping()).isEqualTo(Toggle.OFF);
    assertThat(rewrites.getMemoryOptimization()).isEqualTo(RewriterConfig.MemOptType.NO_MEM_OPT);
    assertThat(rewrites.getAutoMixedPrecisionOnednnBfloat16()).isEqualTo(Toggle.DEFAULT);
  }

  @Test
  void leavesOnlyFloat16ToTensorFlowsRewriter() {
    assertThat(rewrites(ComputeType.FLOAT16).getAutoMixedPrecision()).isEqualTo(Toggle.ON);
    RewriterConfig bfloat16 = rewrites(ComputeType.BFLOAT16);
    assertThat(bfloat16.getAutoMixedPrecisionOnednnBfloat16()).isEqualTo(Toggle.DEFAULT);
    assertThat(bfloat16.getAutoMixedPrecision()).isEqualTo(Toggle.DEFAULT);
  }

  @Test
  void placesOnlyWhatARunNeedsExceptInFloat16() {
    assertThat(placesPruned(ComputeType.FLOAT32)).isTrue();
    assertThat(placesPruned(ComputeType.BFLOAT16)).isTrue();
    assertThat(placesPruned(ComputeType.FLOAT16)).isFalse();
  }

  private static boolean placesPruned(ComputeType type) {
    return new SessionSettings(0, 0, type, true).toProto().getGraphOptions().getPlacePrunedGraph();
  }

  private static RewriterConfig rewrites(ComputeType type) {
    return new SessionSettings(0, 0, type, true).toProto().getGraphOptions().getRewriteOptions();
  }
}
