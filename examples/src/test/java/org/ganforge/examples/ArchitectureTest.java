package org.ganforge.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between the modules, seen from the one that sees all. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.ganforge");

  @Test
  void onlyGanTfSeesTensorFlow() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.ganforge.tf..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.tensorflow..")
        .check(CLASSES);
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
    noClasses()
        .that()
        .resideOutsideOfPackage("org.ganforge.examples..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.ganforge.examples..", "picocli..")
        .check(CLASSES);
  }
}
