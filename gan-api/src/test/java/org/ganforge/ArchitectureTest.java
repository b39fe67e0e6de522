package org.ganforge;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ganforge.layer.Network;
import org.ganforge.train.ClassifierListener;
import org.ganforge.train.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The dependencies between the packages of this module. */
class ArchitectureTest {
  /**
   * Each package may only import those before it. The root is without "..", to exclude its
   * subpackages.
   */
  private static final List<String> ORDER =
      List.of(
          "org.ganforge.error..",
          "org.ganforge.internal",
          "org.ganforge.internal.file..",
          "org.ganforge.cluster..",
          "org.ganforge.archive..",
          "org.ganforge.picture..",
          "org.ganforge.layer..",
          "org.ganforge.optimizer..",
          "org.ganforge.objective..",
          "org.ganforge.penalty..",
          "org.ganforge.regularization..",
          "org.ganforge.noise..",
          "org.ganforge.latent..",
          "org.ganforge.data..",
          "org.ganforge.train..",
          "org.ganforge.export..",
          "org.ganforge",
          "org.ganforge.evaluate..",
          "org.ganforge.json.text..",
          "org.ganforge.json.form..",
          "org.ganforge.json.record..",
          "org.ganforge.json.codec..",
          "org.ganforge.json.keras..",
          "org.ganforge.json",
          "org.ganforge.observe.tfevents..",
          "org.ganforge.observe.mlflow..",
          "org.ganforge.observe",
          "org.ganforge.checkpoint.file..",
          "org.ganforge.checkpoint",
          "org.ganforge.run..");

  /**
   * The packages of inert values, without the root, which also has the trainer's interface and a
   * builder.
   */
  private static final String[] SPECS = {
    "org.ganforge.layer..",
    "org.ganforge.optimizer..",
    "org.ganforge.objective..",
    "org.ganforge.penalty..",
    "org.ganforge.regularization..",
    "org.ganforge.noise..",
    "org.ganforge.train..",
    "org.ganforge.export.."
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.ganforge");

  static Stream<Arguments> packagesWithThoseAfterThem() {
    return IntStream.range(0, ORDER.size() - 1)
        .mapToObj(i -> Arguments.of(ORDER.get(i), ORDER.subList(i + 1, ORDER.size())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("packagesWithThoseAfterThem")
  void aPackageImportsOnlyThoseBeforeIt(String name, List<String> later) {
    noClasses()
        .that()
        .resideInAPackage(name)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(later.toArray(String[]::new))
        .check(CLASSES);
  }

  @Test
  void everyPackageHasItsPlaceInTheOrder() {
    classes().should().resideInAnyPackage(ORDER.toArray(String[]::new)).check(CLASSES);
    assertThat(ORDER)
        .allSatisfy(name -> assertThat(CLASSES.that(resideInAPackage(name))).isNotEmpty());
    assertThat(ORDER).contains(SPECS);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.ganforge.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyJsonUsesJackson() {
    assertOnly(List.of("org.ganforge.json.."), "com.fasterxml..", "tools.jackson..");
  }

  @Test
  void onlyObserveUsesTheChartingLibrary() {
    assertOnly(List.of("org.ganforge.observe.."), "org.knowm..");
  }

  /** One decodes pictures, the other draws; the rest does not need java.desktop. */
  @Test
  void onlyPictureAndObserveUseTheDesktop() {
    assertOnly(
        List.of("org.ganforge.picture..", "org.ganforge.observe.."),
        "java.awt..",
        "javax.imageio..",
        "javax.swing..");
  }

  @Test
  void onlyPictureUsesThePictureReaders() {
    assertOnly(List.of("org.ganforge.picture.."), "com.twelvemonkeys..");
  }

  @Test
  void onlyArchiveUsesTheArchiveReader() {
    assertOnly(List.of("org.ganforge.archive.."), "org.apache.commons..");
  }

  /** An array would make a record mutable, and unequal to its copy. */
  @Test
  void recordsHoldNoArrays() {
    fields()
        .that()
        .areDeclaredInClassesThat(describe("are records", JavaClass::isRecord))
        .and()
        .areNotStatic()
        .should()
        .notHaveRawType(describe("array", JavaClass::isArray))
        .check(CLASSES);
  }

  /** A spec is a value. Only interfaces meant to be implemented elsewhere are open. */
  @Test
  void specsAreRecordsEnumsSealedOrFinal() {
    classes()
        .that()
        .resideInAnyPackage(SPECS)
        .and()
        .doNotBelongToAnyOf(Network.class, TrainingListener.class, ClassifierListener.class)
        .and()
        .haveSimpleNameNotEndingWith("package-info")
        .should(ArchCondition.from(describe("be closed", ArchitectureTest::isClosed)))
        .check(CLASSES);
  }

  private static boolean isClosed(JavaClass type) {
    return type.isRecord()
        || type.isEnum()
        || type.reflect().isSealed()
        || type.getModifiers().contains(JavaModifier.FINAL);
  }

  @Test
  void specsHaveNoFieldThatCanBeSetAgain() {
    fields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(SPECS)
        .should()
        .beFinal()
        .check(CLASSES);
  }

  /** Factories are named {@code of}; exceptions are constructed where they are thrown. */
  @Test
  void onlyRecordsAndExceptionsHavePublicConstructors() {
    constructors()
        .that()
        .areDeclaredInClassesThat()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackage("org.ganforge.internal..")
        .and()
        .areDeclaredInClassesThat(describe("are no records", type -> !type.isRecord()))
        .and()
        .areDeclaredInClassesThat()
        .areNotAssignableTo(Throwable.class)
        .should()
        .notBePublic()
        .check(CLASSES);
  }

  /** A trainer is stateful by nature and has the only setter. */
  @Test
  void publicTypesHaveNoSetters() {
    methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .and()
        .areNotDeclaredIn(GanTrainer.class)
        .should()
        .haveNameNotMatching("set[A-Z].*")
        .check(CLASSES);
  }

  /**
   * Asserts that exactly these packages depend on the libraries, so that an exception for a package
   * that no longer does is removed too.
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
