package org.ganforge.json.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ganforge.Computation;
import org.ganforge.json.text.JsonValue;
import org.jspecify.annotations.Nullable;

/** Compares how two training sessions compute, in words for people. */
public final class ComputationDifferences {
  private static final String UNSET = "not set";

  private final List<Difference> found = new ArrayList<>();

  private ComputationDifferences() {}

  /**
   * Returns the differences. Values that an earlier version didn't record count as equal: the
   * device, the environment, or an environment variable that wasn't checked then.
   *
   * @param now the current computation; if its forms are null, a trial has yet to choose them
   */
  public static List<Difference> of(Computation then, Computation now) {
    ComputationDifferences differences = new ComputationDifferences();
    differences.add("threads of an operation", then.intraOpThreads(), now.intraOpThreads());
    differences.add("operations at once", then.interOpThreads(), now.interOpThreads());
    differences.add("replicas", then.replicaCount(), now.replicaCount());
    differences.add("precision", then.precision(), now.precision());
    if (then.rewrites() != null) {
      differences.add("forms", "rewrites of an earlier version", words(now.formNames()));
    } else {
      differences.addForms(then.formNames(), now.formNames());
    }
    if (then.device() != null) {
      differences.add("device", then.device(), now.device());
    }
    differences.add("XLA", onOrOff(then.xla()), onOrOff(now.xla()));
    if (then.environment() != null) {
      differences.addEnvironment(then, now);
    }
    return List.copyOf(differences.found);
  }

  private void add(String field, @Nullable Object then, @Nullable Object now) {
    if (!Objects.equals(then, now)) {
      found.add(new Difference(field, String.valueOf(then), String.valueOf(now)));
    }
  }

  private void addForms(@Nullable Map<String, String> then, @Nullable Map<String, String> now) {
    if (Objects.equals(then, now)) {
      return;
    }
    if (now == null || then == null || then.isEmpty() || now.isEmpty()) {
      add("forms", words(then), words(now));
      return;
    }
    Map<String, String> all = new TreeMap<>(then);
    all.putAll(now);
    List<String> others =
        all.keySet().stream().filter(of -> !Objects.equals(then.get(of), now.get(of))).toList();
    String first = others.get(0);
    add(
        others.size() == 1
            ? "form of " + first
            : others.size() + " forms, the first that of " + first,
        form(then, first),
        form(now, first));
  }

  private static String onOrOff(@Nullable Boolean xla) {
    return Boolean.TRUE.equals(xla) ? "on" : "off";
  }

  private static String form(Map<String, String> forms, String of) {
    String name = forms.get(of);
    return name == null ? "none" : JsonValue.quote(name);
  }

  private static String words(@Nullable Map<String, String> forms) {
    return forms == null
        ? "chosen by a trial"
        : forms.isEmpty() ? "plain" : forms.size() + " recorded ones";
  }

  private void addEnvironment(Computation then, Computation now) {
    Map<String, String> before = variables(then.environment());
    Map<String, String> after = variables(now.environment());
    Map<String, String> added = variables(now.environmentAdded());
    if (then.environmentAdded() == null) {
      // An intermediate version recorded some of them among the others.
      added.keySet().retainAll(before.keySet());
    }
    before.putAll(variables(then.environmentAdded()));
    after.putAll(added);
    Set<String> all = new TreeSet<>(before.keySet());
    all.addAll(after.keySet());
    for (String name : all) {
      add(
          "environment variable " + name,
          before.getOrDefault(name, UNSET),
          after.getOrDefault(name, UNSET));
    }
  }

  private static Map<String, String> variables(@Nullable List<String> lines) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String line : lines == null ? List.<String>of() : lines) {
      int equals = line.indexOf('=');
      String value = line.substring(equals + 1);
      variables.put(
          line.substring(0, Math.max(0, equals)),
          value.isEmpty() ? "empty" : JsonValue.shorten(value));
    }
    return variables;
  }
}
