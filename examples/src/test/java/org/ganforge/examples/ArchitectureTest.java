package org.ganforge.examples;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dependencies between the modules, tested in the one that depends on all of them. */
class ArchitectureTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ((?:`[a-z.]+`(?:, )?)+|root) \\|");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.ganforge");

  @Test
  void onlyGanTfSeesTensorFlow() {
    assertOnly(List.of("org.ganforge.tf.."), "org.tensorflow..");
  }

  @Test
  void ganTfDoesNotSeeTheModelZoo() {
    noClasses()
        .that()
        .resideInAPackage("org.ganforge.tf..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.ganforge.zoo..")
        .check(CLASSES);
  }

  @Test
  void theModelZooDoesNotSeeGanTf() {
    noClasses()
        .that()
        .resideInAPackage("org.ganforge.zoo..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.ganforge.tf..")
        .check(CLASSES);
  }

  /** The tables of docs/architecture.md: a package imports only from packages above it. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "gan-api, org.ganforge",
    "gan-tf, org.ganforge.tf",
    "examples, org.ganforge.examples"
  })
  void aModulesTableIsTrue(String module, String root) throws IOException {
    List<String> order = packages(module, root);
    for (int i = 0; i < order.size(); i++) {
      assertThat(CLASSES.that(resideInAPackage(order.get(i)))).as(order.get(i)).isNotEmpty();
      if (i < order.size() - 1) {
        noClasses()
            .that()
            .resideInAPackage(order.get(i))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(order.subList(i + 1, order.size()).toArray(String[]::new))
            .check(CLASSES);
      }
    }
    String[] others =
        Stream.of("org.ganforge.tf", "org.ganforge.zoo", "org.ganforge.examples")
            .filter(other -> other.length() > root.length())
            .map(other -> other + "..")
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackages(others)
        .should()
        .resideInAnyPackage(order.toArray(String[]::new))
        .check(CLASSES);
  }

  private static List<String> packages(String module, String root) throws IOException {
    String page = Files.readString(Path.of("..", "docs", "architecture.md"));
    String section = page.substring(page.indexOf("### " + module + " ("));
    String table = section.substring(0, section.indexOf("\n#"));
    return ROW.matcher(table)
        .results()
        .flatMap(row -> Stream.of(row.group(1).split(", ")))
        .map(name -> name.equals("root") ? root : root + "." + name.replace("`", ""))
        .toList();
  }

  /** The library manages runs; verbs do not write what it writes. */
  @Test
  void onlyTheLibraryTrainsIntoRuns() {
    noClasses()
        .that()
        .resideInAPackage("org.ganforge.examples..")
        .should()
        .dependOnClassesThat(
            simpleName("CheckpointSaver").or(simpleName("RunRecorder")).or(simpleName("RunLock")))
        .check(CLASSES);
  }

  @Test
  void noLibrarySeesTheExamples() {
    assertOnly(List.of("org.ganforge.examples.."), "org.ganforge.examples..", "picocli..");
  }

  /**
   * Asserts that exactly these packages depend on the libraries, so that a package that no longer
   * does must be removed from the list.
   */
  private static void assertOnly(List<String> packages, String... libraries) {
    noClasses()
        .that()
        .resideOutsideOfPackages(packages.toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .check(CLASSES);
    for (String name : packages) {
      assertThat(CLASSES.that(resideInAPackage(name)))
          .as(name)
          .anyMatch(
              type ->
                  type.getDirectDependenciesFromSelf().stream()
                      .map(Dependency::getTargetClass)
                      .anyMatch(resideInAnyPackage(libraries)));
    }
  }
}
