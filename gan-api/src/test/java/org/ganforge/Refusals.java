package org.ganforge;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;

/** Checks that a table of refusals covers every record and every check. */
public final class Refusals {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.ganforge");

  private Refusals() {}

  /**
   * Asserts that every record of the package has at least as many different refusals in the table
   * as its bytecode has checks, and that exactly the records named have none.
   */
  public static void assertComplete(
      String packageName, Collection<Refusal> table, String... withoutChecks) {
    Map<String, Integer> missing = new TreeMap<>();
    Set<String> bare = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      if (!type.isRecord() || !type.getPackageName().equals(packageName)) {
        continue;
      }
      int checks = checks(type);
      if (checks == 0) {
        bare.add(type.getSimpleName());
      }
      int missed = checks - rules(type, table).size();
      if (missed > 0) {
        missing.put(type.getSimpleName(), missed);
      }
    }
    assertThat(missing).as("checks without a row, by record").isEmpty();
    assertThat(bare).as("records without checks").containsExactlyInAnyOrder(withoutChecks);
  }

  private static Set<String> rules(JavaClass type, Collection<Refusal> table) {
    return table.stream()
        .filter(r -> type.isEquivalentTo(r.type()))
        .map(Refusal::rule)
        .collect(Collectors.toSet());
  }

  /** Counts what a record checks when it is made and when it takes a shape. */
  private static int checks(JavaClass type) {
    return type.getCodeUnits().stream()
        .filter(unit -> unit.isConstructor() || unit.getName().equals("outputShape"))
        .mapToInt(unit -> checks(unit, type, Set.of()))
        .sum();
  }

  /**
   * Counts the checks in a method and those it calls.
   *
   * @param callers the methods on the way to this one: a recursive call counts nothing
   */
  private static int checks(JavaCodeUnit unit, JavaClass type, Set<JavaCodeUnit> callers) {
    if (callers.contains(unit)) {
      return 0;
    }
    Set<JavaCodeUnit> path = new HashSet<>(callers);
    path.add(unit);
    return unit.getCallsFromSelf().stream().mapToInt(call -> checks(call, type, path)).sum();
  }

  /**
   * A call to a check counts once; a call to the record's own method, or to another class in its
   * package, counts as often as that checks.
   */
  private static int checks(JavaAccess<?> call, JavaClass type, Set<JavaCodeUnit> callers) {
    JavaClass owner = call.getTargetOwner();
    if (owner.isEquivalentTo(Checks.class)) {
      return call.getTarget().getName().equals("number") ? 0 : 1;
    }
    if (owner.isEquivalentTo(InvalidInputException.class)) {
      return call.getTarget().getName().equals("<init>") ? 1 : 0;
    }
    boolean isHelper =
        owner.getPackageName().equals(type.getPackageName())
            && (owner.equals(type) || !owner.isRecord())
            && !owner.isEnum()
            && !owner.isInterface();
    return isHelper
        ? call.getTarget()
            .resolveMember()
            .filter(JavaCodeUnit.class::isInstance)
            .map(member -> checks((JavaCodeUnit) member, type, callers))
            .orElse(0)
        : 0;
  }
}
