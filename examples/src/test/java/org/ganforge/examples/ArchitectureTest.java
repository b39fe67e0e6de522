package org.ganforge.examples;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The arrows between the modules, seen from the one that sees all. */
class ArchitectureTest {
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

  @Test
  void noLibrarySeesTheExamples() {
    assertOnly(List.of("org.ganforge.examples.."), "org.ganforge.examples..", "picocli..");
  }

  /**
   * Asserts that these packages, and no others, depend on the libraries: a package that is gone, or
   * no longer does, is not an exception any more.
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
