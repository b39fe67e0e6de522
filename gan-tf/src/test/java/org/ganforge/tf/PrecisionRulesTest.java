package org.ganforge.tf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ganforge.tf.Precision.AUTO;
import static org.ganforge.tf.Precision.BFLOAT16;
import static org.ganforge.tf.Precision.FLOAT16;
import static org.ganforge.tf.Precision.FLOAT32;

import java.util.List;
import java.util.Map;
import org.ganforge.Computation;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which precision suits which machine. */
class PrecisionRulesTest {
  private static final Processor WITH =
      new Processor("new", List.of("AVX2", "AVX512_BF16"), List.of("AMX"));
  private static final Processor WITHOUT =
      new Processor("old", List.of("AVX2"), List.of("AVX512_BF16", "AMX"));
  private static final Processor UNKNOWN = new Processor("", List.of(), List.of());

  @Test
  void autoIsBfloat16WhereAProcessorHasIt() {
    assertThat(Precision.best(true, () -> true)).isEqualTo(FLOAT32);
    assertThat(Precision.best(true, () -> false)).isEqualTo(FLOAT32);
    assertThat(Precision.best(false, () -> true)).isEqualTo(BFLOAT16);
    assertThat(Precision.best(false, () -> false)).isEqualTo(FLOAT32);
  }

  @Test
  void reportsAMachineWithoutTheInstructions() {
    assertThat(FLOAT32.drawback(false, WITHOUT)).isEmpty();
    assertThat(FLOAT16.drawback(true, WITHOUT)).isEmpty();
    assertThat(BFLOAT16.drawback(false, WITH)).isEmpty();
    assertThat(BFLOAT16.drawback(false, UNKNOWN)).isEmpty();
    assertThat(BFLOAT16.drawback(false, WITHOUT))
        .isEqualTo(
            "this processor has no instructions for bfloat16, so it is no faster than float32");
    assertThat(BFLOAT16.drawback(true, WITH))
        .isEqualTo(
            "TensorFlow computes bfloat16 only on a CPU, so products stay float32 on the GPU");
  }

  /** The record must state the precision that was used, wherever the run is resumed. */
  @Test
  void autoIsResolvedBeforeAnythingIsRecorded() {
    TensorFlowOptions auto = TensorFlowOptions.of().withPrecision(AUTO).withDevice(Device.CPU);
    Precision best = auto.resolved().precision();

    assertThat(best).isIn(FLOAT32, BFLOAT16);
    assertThat(auto.resolved()).isEqualTo(auto.withPrecision(best));
    TensorFlowBackend backend = TensorFlowBackend.of(auto);
    assertThat(backend.options().precision()).isEqualTo(best);
    assertThat(backend.computation().precision()).isEqualTo(best.toString());
    assertThat(backend.options().drawback()).isEmpty();
  }

  private static Computation recorded(String precision) {
    return Computation.of(1, 2, precision).withForms(Map.of());
  }

  @ParameterizedTest
  @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
  void aRecordGivesTheSamePrecisionAgain(Precision precision) {
    TensorFlowOptions options = TensorFlowOptions.of(recorded(precision.toString()));

    assertThat(options)
        .isEqualTo(new TensorFlowOptions(1, 2, precision, Map.of(), Device.AUTO, null, null));
  }

  /**
   * A GPU's run may be opened where there is none, since {@code resume} then compares and refuses.
   */
  @Test
  void aRecordOfACpuIgnoresGpus() {
    Computation computation = recorded("float32");

    assertThat(TensorFlowOptions.of(computation.withDevice("cpu")).device()).isEqualTo(Device.CPU);
    assertThat(TensorFlowOptions.of(computation.withDevice("gpu")).device()).isEqualTo(Device.AUTO);
  }

  @Test
  void refusesFloat16WithoutAGpu() {
    TensorFlowOptions options =
        TensorFlowOptions.of().withPrecision(FLOAT16).withDevice(Device.CPU);

    assertThatThrownBy(() -> TensorFlowBackend.of(options))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "precision: expected a GPU for float16, which is not safe on a CPU, but found device"
                + " cpu; use auto, bfloat16 or float32; to resume a run trained in float16 in"
                + " another one, add withOverride(true)");
  }

  @Test
  void refusesXlaWithoutAGpu() {
    TensorFlowOptions options = TensorFlowOptions.of().withXla(true).withDevice(Device.CPU);

    assertThatThrownBy(() -> TensorFlowBackend.of(options))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "xla: expected a GPU, the only device where TensorFlow applies it, but found device"
                + " cpu; leave it out; to resume a run trained with XLA without it, use"
                + " withXla(false) and add withOverride(true)");
  }

  @Test
  void aRecordSaysWhetherXlaIsUsedAgain() {
    Computation with = recorded("float32").withXla(true);
    assertThat(TensorFlowOptions.of(with).xla()).isTrue();
    assertThat(TensorFlowOptions.of(recorded("float32")).xla()).isNull();
    assertThat(TensorFlowOptions.inNumbersOf(with).xla()).isNull();

    TensorFlowOptions then = TensorFlowOptions.of(with);
    assertThat(TensorFlowOptions.of().over(then).xla()).isTrue();
    assertThat(TensorFlowOptions.of().withXla(false).over(then).xla()).isFalse();
    assertThat(TensorFlowOptions.of().withXla(true).over(TensorFlowOptions.of()).xla()).isTrue();
  }

  @Test
  void refusesARecordOfAnUnknownPrecision() {
    assertThatThrownBy(() -> TensorFlowOptions.of(recorded("auto")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "checkpoint precision: expected float32, bfloat16 or float16 but found \"auto\"; use"
                + " the version of the library that wrote it");
  }
}
