package org.ganforge.tf;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ganforge.Computation;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Copy;
import org.ganforge.internal.Processor;
import org.ganforge.tf.device.Gpus;
import org.ganforge.tf.device.Threads;
import org.ganforge.tf.form.FormSelection;
import org.ganforge.tf.form.FormTable;
import org.jspecify.annotations.Nullable;

/**
 * How TensorFlow runs. On a CPU, the same seed gives identical results as long as the options and
 * the machine are the same.
 *
 * @param intraOpThreads how many threads one operation may use; 0 (the default) for the pool's
 *     size, usually one per core. All sessions of a process share one pool, whose size is set by
 *     the first, even one that only looks for a GPU; a trainer that asks for another size is
 *     refused, unless the environment's {@code TF_OVERRIDE_GLOBAL_THREADPOOL} was {@code true} when
 *     Java started
 * @param interOpThreads how many operations may run at once; 0 (the default) for one per core
 * @param precision the number type for products; float32 by default
 * @param forms the form of each convolution and matrix product on a CPU, keyed by what it computes,
 *     as recorded in checkpoints; empty for TensorFlow's own operations; null, the default, for the
 *     fastest right ones in a trial on this machine. Forms differ only in rounding
 * @param device the device to compute on; by default a GPU if there is one
 * @param xla whether TensorFlow's compiler XLA joins operations, on a GPU only; null, the default,
 *     for no, or as before when a training is resumed
 * @param replicas the devices that share each training; null, the default, for one device or, to
 *     resume a training, as many as it had
 */
public record TensorFlowOptions(
    int intraOpThreads,
    int interOpThreads,
    Precision precision,
    @Nullable Map<String, String> forms,
    Device device,
    @Nullable Boolean xla,
    @Nullable ReplicaDevices replicas) {
  /** Checks the arguments and copies the map in its order. */
  public TensorFlowOptions {
    Checks.notNegative("intra-op threads", intraOpThreads);
    Checks.notNegative("inter-op threads", interOpThreads);
    forms = forms == null ? null : FormSelection.of(forms).names();
    if (replicas != null && device != Device.AUTO && device != replicas.device()) {
      throw new InvalidInputException(
          "replicas",
          "replicas on the " + device.name() + ", the device chosen,",
          replicas.toString(),
          "choose one of them");
    }
  }

  /**
   * Returns the defaults: one thread per core, float32, forms by a trial, on any device, without
   * XLA.
   */
  public static TensorFlowOptions of() {
    return new TensorFlowOptions(0, 0, Precision.FLOAT32, null, Device.AUTO, null, null);
  }

  /**
   * Returns the options that reproduce a checkpoint's computation: on the CPU if that was used,
   * else on a GPU if there is one.
   */
  public static TensorFlowOptions of(Computation computation) {
    return new TensorFlowOptions(
        computation.intraOpThreads(),
        computation.interOpThreads(),
        recorded(computation.precision()),
        computation.formNames(),
        "cpu".equals(computation.device()) ? Device.CPU : Device.AUTO,
        computation.xla(),
        recordedReplicas(computation));
  }

  /** Returns as many replicas on a CPU; of GPUs, the first ones. */
  private static @Nullable ReplicaDevices recordedReplicas(Computation computation) {
    int count = computation.replicaCount();
    if (count == 1) {
      return null;
    }
    return "gpu".equals(computation.device())
        ? ReplicaDevices.gpu(IntStream.range(0, count).toArray())
        : ReplicaDevices.cpu(count);
  }

  /**
   * Returns options with the precision and the forms of a training, on any device and with default
   * threads. For float16, which needs a GPU, the precision is float32.
   */
  public static TensorFlowOptions inNumbersOf(Computation trained) {
    TensorFlowOptions options = of().withForms(trained.formNames());
    return trained.precision().equals(Precision.BFLOAT16.toString())
        ? options.withPrecision(Precision.BFLOAT16)
        : options;
  }

  /**
   * Returns these options, with each one that is at its default replaced by that of {@code
   * recorded}.
   */
  TensorFlowOptions over(TensorFlowOptions recorded) {
    boolean isUsual = precision == Precision.FLOAT32 || precision == recorded.precision();
    // Recorded forms are valid only with the recorded precision.
    Map<String, String> usualForms = isUsual ? recorded.forms() : null;
    return new TensorFlowOptions(
        intraOpThreads == 0 ? recorded.intraOpThreads() : intraOpThreads,
        interOpThreads == 0 ? recorded.interOpThreads() : interOpThreads,
        isUsual ? recorded.precision() : precision,
        forms == null ? usualForms : forms,
        replicas != null || device != Device.AUTO ? device : recorded.device(),
        xla == null ? recorded.xla() : xla,
        replicas == null && recorded.isOn(device) ? recorded.replicas() : replicas);
  }

  private boolean isOn(Device chosen) {
    return replicas != null && (chosen == Device.AUTO || chosen == replicas.device());
  }

  private static Precision recorded(String name) {
    return Arrays.stream(Precision.values())
        .filter(precision -> precision != Precision.AUTO && precision.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "checkpoint precision",
                    "float32, bfloat16 or float16",
                    '"' + name + '"',
                    "use the version of the library that wrote it"));
  }

  /**
   * Returns a copy in which {@link Precision#AUTO} is replaced by the precision it stands for on
   * this machine; loads TensorFlow to ask for GPUs and, the first time on a machine, measures for a
   * second or two.
   */
  public TensorFlowOptions resolved() {
    return precision == Precision.AUTO
        ? withPrecision(
            Precision.best(hasGpu(), () -> FormReport.isWorthIt(FormReport.bfloat16Share(this))))
        : this;
  }

  /**
   * Returns why the precision is a bad choice on this machine, phrased to follow a colon; empty if
   * it is a good one.
   */
  public Optional<String> drawback() {
    Precision chosen = resolved().precision();
    return chosen == Precision.FLOAT32
        ? Optional.empty()
        : Optional.of(chosen.drawback(hasGpu(), Processor.here())).filter(text -> !text.isEmpty());
  }

  boolean hasGpu() {
    return !isOnCpu() && Gpus.areUsed(new Threads(intraOpThreads, interOpThreads));
  }

  /** Returns a copy with this number of threads for one operation. */
  public TensorFlowOptions withIntraOpThreads(int intraOpThreads) {
    return Copy.with(this, "intraOpThreads", intraOpThreads);
  }

  /** Returns a copy with this number of operations at once. */
  public TensorFlowOptions withInterOpThreads(int interOpThreads) {
    return Copy.with(this, "interOpThreads", interOpThreads);
  }

  /** Returns a copy with this precision. */
  public TensorFlowOptions withPrecision(Precision precision) {
    return Copy.with(this, "precision", precision);
  }

  /**
   * Returns a copy with these forms.
   *
   * @param forms the form of each convolution, keyed by what it computes; null to choose by a trial
   */
  public TensorFlowOptions withForms(@Nullable Map<String, String> forms) {
    return Copy.with(this, "forms", forms);
  }

  /**
   * Returns a copy with TensorFlow's own operations, even where they are wrong on this processor.
   */
  public TensorFlowOptions withPlainForms() {
    return withForms(Map.of());
  }

  /** Returns a copy with matrix products, which are right on every processor but slower. */
  public TensorFlowOptions withProductForms() {
    return withForms(FormTable.namesOfProducts());
  }

  FormSelection formSelection() {
    return forms == null ? FormSelection.byTrial() : FormSelection.of(forms);
  }

  /**
   * Returns a copy with these devices sharing each training.
   *
   * @param replicas null for one device or, to resume a training, as many as it had
   */
  public TensorFlowOptions withReplicas(@Nullable ReplicaDevices replicas) {
    return Copy.with(this, "replicas", replicas);
  }

  /** Returns whether GPUs are ignored. */
  boolean isOnCpu() {
    return device == Device.CPU || (replicas != null && replicas.device() == Device.CPU);
  }

  /** Returns a copy with this device. */
  public TensorFlowOptions withDevice(Device device) {
    return Copy.with(this, "device", device);
  }

  /** Returns a copy that uses XLA, or not. */
  public TensorFlowOptions withXla(boolean xla) {
    return Copy.with(this, "xla", xla);
  }
}
