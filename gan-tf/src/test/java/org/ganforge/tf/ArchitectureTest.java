package org.ganforge.tf;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ExecutionEnvironment;
import org.tensorflow.Graph;
import org.tensorflow.framework.activations.Activation;
import org.tensorflow.framework.activations.Activations;
import org.tensorflow.op.Ops;

/** The dependencies between the packages of this module, and on others. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.ganforge.tf");

  /**
   * Each package may import only those before it. The root is listed without "..", so it means only
   * itself.
   */
  private static final List<String> ORDER =
      List.of(
          "org.ganforge.tf.library..",
          "org.ganforge.tf.scope..",
          "org.ganforge.tf.gradient..",
          "org.ganforge.tf.device..",
          "org.ganforge.tf.distributed..",
          "org.ganforge.tf.variable..",
          "org.ganforge.tf.noise..",
          "org.ganforge.tf.objective..",
          "org.ganforge.tf.optimizer..",
          "org.ganforge.tf.penalty..",
          "org.ganforge.tf.regularization..",
          "org.ganforge.tf.form..",
          "org.ganforge.tf.layer..",
          "org.ganforge.tf.rewrite..",
          "org.ganforge.tf.graph..",
          "org.ganforge.tf.session..",
          "org.ganforge.tf.checkpoint..",
          "org.ganforge.tf.evaluate..",
          "org.ganforge.tf.keras..",
          "org.ganforge.tf.onnx..",
          "org.ganforge.tf.export..",
          "org.ganforge.tf.generate..",
          "org.ganforge.tf.train..",
          "org.ganforge.tf.bench..",
          "org.ganforge.tf");

  private static final String TARGET_SESSION = "org.ganforge.tf.distributed.TargetSession";

  @ParameterizedTest
  @MethodSource("packages")
  void aPackageImportsOnlyThoseBeforeIt(int index) {
    noClasses()
        .that()
        .resideInAPackage(ORDER.get(index))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ORDER.subList(index + 1, ORDER.size()).toArray(String[]::new))
        .check(CLASSES);
    assertThat(CLASSES.that(resideInAPackage(ORDER.get(index)))).as(ORDER.get(index)).isNotEmpty();
  }

  static IntStream packages() {
    return IntStream.range(0, ORDER.size() - 1);
  }

  @Test
  void everyPackageHasItsPlaceInTheOrder() {
    classes().should().resideInAnyPackage(ORDER.toArray(String[]::new)).check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.ganforge.tf.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  /**
   * One class uses the C API behind TensorFlow's public API, which changes without notice ({@code
   * adr/0065}).
   */
  @Test
  void onlyOneClassSeesTheNativeApi() {
    String[] hidden = {"org.tensorflow.internal.c_api..", "org.bytedeco.."};
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(TARGET_SESSION)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(hidden)
        .check(CLASSES);
    assertThat(CLASSES.get(TARGET_SESSION).getDirectDependenciesFromSelf())
        .extracting(Dependency::getTargetClass)
        .anyMatch(resideInAnyPackage(hidden));
  }

  /** Only one package uses the HDF5 library. */
  @Test
  void onlyKerasSeesTheHdf5Library() {
    assertOnly(List.of("org.ganforge.tf.keras.."), "io.jhdf..");
  }

  /** A network becomes an ONNX file without TensorFlow. */
  @Test
  void onnxDoesNotSeeTensorFlow() {
    noClasses()
        .that()
        .resideInAPackage("org.ganforge.tf.onnx..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.tensorflow..")
        .check(CLASSES);
  }

  /** JSON is read in one place, in the API module. */
  @Test
  void noPackageSeesJackson() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.fasterxml..", "tools.jackson..")
        .check(CLASSES);
  }

  /**
   * Asserts that these packages, and no others, depend on the libraries: a package that no longer
   * exists or no longer does must be removed from the list.
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

  /** Whoever makes the first graph, the library is loaded from a checked folder. */
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
