package org.ganforge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.internal.Copy;
import org.jspecify.annotations.Nullable;

/**
 * How a backend computes, as far as the bits of its results depend on it.
 *
 * @param intraOpThreads how many threads one operation may use
 * @param interOpThreads how many operations may run at once
 * @param precision the number format of products: {@code float32}
 * @param device the kind of device, {@code cpu} or {@code gpu}; null if an earlier version didn't
 *     record it
 * @param forms the form of each convolution and matrix product, by what it computes; empty for the
 *     backend's own operations, null if an earlier version didn't record them
 * @param environment the environment variables that affect results, {@code NAME=value}; null if an
 *     earlier version didn't record them
 * @param environmentAdded further such variables that only later versions check; null if an earlier
 *     version didn't check them
 * @param xla true if XLA joined operations; null if not, or if an earlier version didn't record it
 * @param replicas how many replicas shared each batch; null for one
 * @param rewrites what an earlier version recorded instead of forms; null otherwise
 */
public record Computation(
    int intraOpThreads,
    int interOpThreads,
    String precision,
    @Nullable Boolean rewrites,
    @Nullable String device,
    @Nullable List<ComputedForm> forms,
    @Nullable List<String> environment,
    @Nullable List<String> environmentAdded,
    @Nullable Boolean xla,
    @Nullable Integer replicas) {
  /** Copies the lists. */
  public Computation {
    forms = forms == null ? null : List.copyOf(forms);
    environment = environment == null ? null : List.copyOf(environment);
    environmentAdded = environmentAdded == null ? null : List.copyOf(environmentAdded);
  }

  /** Returns a computation about which nothing else is known. */
  public static Computation of(int intraOpThreads, int interOpThreads, String precision) {
    return new Computation(
        intraOpThreads, interOpThreads, precision, null, null, null, null, null, null, null);
  }

  /** Returns a copy with this {@code device}. */
  public Computation withDevice(@Nullable String device) {
    return Copy.with(this, "device", device);
  }

  /** Returns a copy with these {@code forms}, in the map's order; null for unknown ones. */
  public Computation withForms(@Nullable Map<String, String> names) {
    return Copy.with(this, "forms", names == null ? null : ComputedForm.listOf(names));
  }

  /** Returns a copy with this {@code environment} and {@code environmentAdded}. */
  public Computation withEnvironment(
      @Nullable List<String> environment, @Nullable List<String> environmentAdded) {
    return Copy.with(
        Copy.with(this, "environment", environment), "environmentAdded", environmentAdded);
  }

  /** Returns a copy with this {@code xla}. */
  public Computation withXla(@Nullable Boolean xla) {
    return Copy.with(this, "xla", xla);
  }

  /** Returns a copy with this many {@code replicas}. */
  public Computation withReplicas(int count) {
    return Copy.with(this, "replicas", count == 1 ? null : count);
  }

  /** Returns how many replicas shared each batch. */
  public int replicaCount() {
    return replicas == null ? 1 : replicas;
  }

  /** Returns the names of the forms by what they compute; null if unknown. */
  public @Nullable Map<String, String> formNames() {
    return forms == null ? null : ComputedForm.mapOf(forms);
  }

  /**
   * How a convolution or a matrix product is computed.
   *
   * @param of the operation's sizes and direction
   * @param form the form's name
   */
  public record ComputedForm(String of, String form) {
    /** Returns the forms of a map, in its order. */
    public static List<ComputedForm> listOf(Map<String, String> names) {
      return names.entrySet().stream()
          .map(entry -> new ComputedForm(entry.getKey(), entry.getValue()))
          .toList();
    }

    /** Returns the names of forms by what they compute, in their order. */
    public static Map<String, String> mapOf(List<ComputedForm> forms) {
      Map<String, String> names = new LinkedHashMap<>();
      forms.forEach(form -> names.put(form.of(), form.form()));
      return names;
    }
  }
}
