package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The POMs that others read agree with each other, and have what Maven Central asks for. */
class PublishedPomsTest {
  private static final Path ROOT = Path.of("..");
  private static final XPath XPATH = XPathFactory.newInstance().newXPath();
  private static final String CUDA_IN_ITS_PROFILE =
      "//profile[id='gpu-redist']//dependency[artifactId='cuda']/classifier";
  private static final List<String> MODULES =
      List.of(
          "gan-api", "gan-tf", "gan-tf/platform", "gan-tf/platform-gpu", "gan-tf/bom", "model-zoo");

  @Test
  void everyModuleAndPageHasTheSameVersion() throws Exception {
    String version = text(pom(""), "/project/version");
    assertThat(version).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    for (String file : List.of("docs/adding-a-backend.md", "examples/consumer/pom.xml")) {
      assertThat(ROOT.resolve(file)).content().contains("<version>" + version + "</version>");
    }
    for (String module : MODULES) {
      Document pom = pom(module);
      assertThat(text(pom, "/project/parent/version") + text(pom, "/project/version"))
          .as(module)
          .isEqualTo(version);
    }
    assertThat(texts(pom("gan-tf/platform-gpu"), "//dependency[artifactId='gan-tf']/version"))
        .containsExactly(version);
  }

  @Test
  void theBomManagesEveryPublishedArtefact() throws Exception {
    List<String> published = new ArrayList<>();
    for (String module : MODULES) {
      published.add(text(pom(module), "/project/artifactId"));
    }
    published.remove("ganforge-bom");
    assertThat(texts(pom("gan-tf/bom"), "//dependency[groupId='org.ganforge']/artifactId"))
        .containsAll(published)
        .isSubsetOf(published);
  }

  @Test
  void theVersionsOfOtherLibrariesAreThoseOfTheBuild() throws Exception {
    Document root = pom("");
    Map<String, String> managed = new TreeMap<>();
    for (Document pom : List.of(pom("gan-tf/bom"), pom("gan-tf/platform-gpu"))) {
      String other = "//dependency[groupId!='org.ganforge']/";
      List<String> names = texts(pom, other + "artifactId");
      List<String> versions = texts(pom, other + "version");
      for (int i = 0; i < names.size(); i++) {
        assertThat(resolved(pom, versions.get(i)))
            .as(names.get(i))
            .isEqualTo(managed.computeIfAbsent(names.get(i), name -> versionIn(root, name)));
      }
    }
    assertThat(managed)
        .containsOnlyKeys(
            "commons-compress",
            "commons-lang3",
            "cuda",
            "lz4-java",
            "protobuf-java",
            "tensorflow-core-api",
            "tensorflow-core-native",
            "tensorflow-framework");
  }

  private static String versionIn(Document root, String artifact) {
    String path = "//dependencyManagement//dependency[artifactId='%s'][1]/version";
    return resolved(root, texts(root, path.formatted(artifact)).get(0));
  }

  private static String resolved(Document pom, String version) {
    return version.startsWith("${")
        ? text(pom, "/project/properties/" + version.substring(2, version.length() - 1))
        : version;
  }

  @Test
  void theBomManagesTensorFlowsJarForEveryPlatform() throws Exception {
    assertThat(texts(pom("gan-tf/bom"), "//dependency[artifactId!='cuda']/classifier"))
        .doesNotHaveDuplicates()
        .hasSameElementsAs(texts(pom(""), "//profile/properties/tensorflow.classifier"));
  }

  /** 2 GB, which nobody should download without asking for them. */
  @Test
  void cudaIsADependencyOnlyInItsProfile() throws Exception {
    for (String module : List.of("gan-tf", "gan-tf/platform-gpu", "examples")) {
      assertThat(texts(pom(module), "//dependency[artifactId='cuda']/classifier"))
          .as(module)
          .isEqualTo(texts(pom(module), CUDA_IN_ITS_PROFILE))
          .containsExactly("linux-x86_64-redist");
    }
    assertThat(texts(pom("examples"), "//exclude")).contains("${cuda.jar}");
  }

  /** Modules with a parent inherit all but their name and description. */
  @ParameterizedTest
  @ValueSource(strings = {"", "gan-tf/platform-gpu", "gan-tf/bom"})
  void hasTheMetadataThatMavenCentralAsksFor(String module) throws Exception {
    Document pom = pom(module);
    for (String path :
        List.of(
            "url",
            "licenses/license/name",
            "developers/developer/name",
            "scm/connection",
            "scm/url")) {
      assertThat(text(pom, "/project/" + path))
          .as(path)
          .isEqualTo(text(pom(""), "/project/" + path));
      assertThat(text(pom, "/project/" + path)).as(path).isNotEmpty();
    }
  }

  @Test
  void everyModuleHasANameAndADescription() throws Exception {
    for (String module : MODULES) {
      Document pom = pom(module);
      assertThat(text(pom, "/project/name")).as(module).startsWith("GanForge :: ");
      assertThat(text(pom, "/project/description")).as(module).endsWith(".");
    }
  }

  private static Document pom(String module) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(ROOT.resolve(module).resolve("pom.xml").toFile());
  }

  private static String text(Document pom, String path) {
    return texts(pom, path).stream().findFirst().orElse("");
  }

  private static List<String> texts(Document pom, String path) {
    try {
      NodeList found = (NodeList) XPATH.evaluate(path, pom, XPathConstants.NODESET);
      return IntStream.range(0, found.getLength())
          .mapToObj(i -> found.item(i).getTextContent())
          .toList();
    } catch (XPathExpressionException e) {
      throw new IllegalArgumentException(path, e);
    }
  }
}
