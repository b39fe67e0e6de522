package org.ganforge.zoo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What this module depends on. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.ganforge.zoo");

  /** Presets are files, and the GAN for pictures is built from layers: specs only. */
  @Test
  void theZooSeesOnlySpecsAndTheirJson() {
    assertThat(CLASSES).isNotEmpty();
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify..",
            "org.ganforge",
            "org.ganforge.error..",
            "org.ganforge.internal",
            "org.ganforge.json..",
            "org.ganforge.layer",
            "org.ganforge.objective",
            "org.ganforge.optimizer",
            "org.ganforge.train",
            "org.ganforge.zoo..")
        .check(CLASSES);
  }

  /** A dependency on a backend would tie presets to it. */
  @Test
  void theZooTrainsNothing() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveSimpleNameStartingWith("GanBackend")
        .orShould()
        .dependOnClassesThat()
        .haveSimpleNameStartingWith("GanTrainer")
        .check(CLASSES);
  }
}
