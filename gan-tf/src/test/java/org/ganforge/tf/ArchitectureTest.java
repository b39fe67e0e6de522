package org.ganforge.tf;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.tensorflow.ExecutionEnvironment;
import org.tensorflow.Graph;
import org.tensorflow.framework.activations.Activation;
import org.tensorflow.framework.activations.Activations;
import org.tensorflow.op.Ops;

/** The arrows between the packages of this module, and from it. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.ganforge.tf");

  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching("org.ganforge.tf.(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  /**
   * Behind TensorFlow's public API lies a C API that changes without notice: one package meets it.
   */
  @Test
  void onlyDistributedSeesTheNativeApi() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.ganforge.tf.distributed..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.tensorflow.internal.c_api..", "org.bytedeco..")
        .check(CLASSES);
  }

  /** One border to the HDF5 library. */
  @Test
  void onlyKerasSeesTheHdf5Library() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.ganforge.tf.keras..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.jhdf..")
        .check(CLASSES);
  }

  /** JSON has one reader, in the API. */
  @Test
  void noPackageSeesJackson() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.fasterxml..", "tools.jackson..")
        .check(CLASSES);
  }

  /** TensorFlow Java's own names depend on the default locale, and so does its framework. */
  @Test
  void namesDoNotDependOnTheDefaultLocale() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.ganforge.tf.scope..")
        .should()
        .callMethod(Ops.class, "create", ExecutionEnvironment.class)
        .check(CLASSES);
    noClasses()
        .should()
        .dependOnClassesThat(equivalentTo(Activation.class).or(equivalentTo(Activations.class)))
        .check(CLASSES);
  }

  /** Whatever is first to make a graph, the library is loaded from a folder that was checked. */
  @Test
  void onlyOnePlaceMakesGraphs() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.ganforge.tf.scope..")
        .should()
        .callConstructor(Graph.class)
        .check(CLASSES);
  }
}
