package org.ganforge.examples;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ganforge.cluster.Cluster;
import org.ganforge.examples.console.Console;
import org.ganforge.json.ClusterJson;
import org.ganforge.zoo.ModelZoo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine;

/**
 * The files for Kubernetes fit together and have the fields that its API demands. No cluster and no
 * container engine runs them here.
 */
class KubernetesTest {
  private static final Path FOLDER = Path.of("kubernetes");
  private static final int PORT = 2222;

  /** The fields of each kind that its API reference, v1.33, names; others would be refused. */
  private static final Map<String, Set<String>> FIELDS =
      Map.ofEntries(
          Map.entry("ConfigMap", Set.of("apiVersion", "kind", "metadata", "data")),
          Map.entry("Service", Set.of("apiVersion", "kind", "metadata", "spec")),
          Map.entry(
              "Service.spec", Set.of("clusterIP", "publishNotReadyAddresses", "selector", "ports")),
          Map.entry("Service.spec.ports", Set.of("name", "port", "protocol", "targetPort")),
          Map.entry("NetworkPolicy", Set.of("apiVersion", "kind", "metadata", "spec")),
          Map.entry(
              "NetworkPolicy.spec", Set.of("podSelector", "policyTypes", "ingress", "egress")),
          Map.entry("PersistentVolumeClaim", Set.of("apiVersion", "kind", "metadata", "spec")),
          Map.entry(
              "PersistentVolumeClaim.spec",
              Set.of("accessModes", "resources", "storageClassName", "volumeMode")),
          Map.entry("Job", Set.of("apiVersion", "kind", "metadata", "spec")),
          Map.entry(
              "Job.spec",
              Set.of(
                  "completions",
                  "parallelism",
                  "completionMode",
                  "backoffLimit",
                  "podFailurePolicy",
                  "template")),
          Map.entry(
              "Job.spec.template.spec",
              Set.of(
                  "subdomain",
                  "restartPolicy",
                  "terminationGracePeriodSeconds",
                  "securityContext",
                  "containers",
                  "volumes")),
          Map.entry(
              "Job.spec.template.spec.containers",
              Set.of(
                  "name",
                  "image",
                  "args",
                  "ports",
                  "resources",
                  "securityContext",
                  "volumeMounts")),
          Map.entry(
              "Job.spec.podFailurePolicy.rules",
              Set.of("action", "onExitCodes", "onPodConditions")));

  private static final Map<String, String> VERSIONS =
      Map.of(
          "ConfigMap", "v1",
          "Service", "v1",
          "PersistentVolumeClaim", "v1",
          "NetworkPolicy", "networking.k8s.io/v1",
          "Job", "batch/v1");

  private static final Map<String, Map<String, Object>> ALL = new LinkedHashMap<>();

  @TempDir private Path folder;

  @BeforeAll
  @SuppressWarnings("unchecked") // each document of the file is a map
  static void read() throws IOException {
    Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    for (Object each : yaml.loadAll(Files.readString(FOLDER.resolve("gan.yaml")))) {
      Map<String, Object> document = (Map<String, Object>) each;
      ALL.put(at(document, "kind").toString(), document);
    }
  }

  /** Returns what is at a path of field names and, in lists, of indices. */
  private static Object at(@Nullable Object place, Object... steps) {
    Object found = requireNonNull(place);
    for (Object step : steps) {
      Object next =
          step instanceof Integer index
              ? ((List<?>) found).get(index)
              : ((Map<?, ?>) found).get(step);
      found = requireNonNull(next, () -> step + " of " + List.of(steps));
    }
    return found;
  }

  private static Object job(Object... steps) {
    return at(at(ALL.get("Job"), "spec"), steps);
  }

  private static Object worker(Object... steps) {
    return at(job("template", "spec", "containers", 0), steps);
  }

  @Test
  void everyResourceHasItsVersionItsNameAndOnlyKnownFields() {
    assertThat(ALL.keySet()).isEqualTo(VERSIONS.keySet());
    ALL.forEach(
        (kind, resource) -> {
          assertThat(resource.get("apiVersion")).isEqualTo(VERSIONS.get(kind));
          assertThat(at(resource, "metadata", "name").toString()).matches("[a-z]([a-z-]*[a-z])?");
        });
    FIELDS.forEach(
        (path, fields) -> {
          Object found = at(ALL, (Object[]) path.split("\\.", -1));
          for (Object one : found instanceof List<?> list ? list : List.of(found)) {
            assertThat(((Map<?, ?>) one).keySet().stream().map(Object::toString))
                .as(path)
                .isSubsetOf(fields);
          }
        });
  }

  /** An indexed job's pods are named JOB-INDEX.SUBDOMAIN, if a headless service selects them. */
  @Test
  void theAddressesAreThoseOfTheJobsPods() throws IOException {
    Path file = folder.resolve("cluster.json");
    Files.writeString(file, at(ALL.get("ConfigMap"), "data", "cluster.json").toString());
    Cluster cluster = ClusterJson.read(file);
    String job = at(ALL.get("Job"), "metadata", "name").toString();
    Object service = ALL.get("Service");

    assertThat(job("completionMode")).isEqualTo("Indexed");
    assertThat(job("completions")).isEqualTo(cluster.size());
    assertThat(job("parallelism")).isEqualTo(cluster.size());
    assertThat(job("template", "spec", "subdomain")).isEqualTo(at(service, "metadata", "name"));
    for (int rank = 0; rank < cluster.size(); rank++) {
      assertThat(cluster.workers().get(rank))
          .isEqualTo(job + "-" + rank + "." + job("template", "spec", "subdomain") + ":" + PORT);
    }
    assertThat(at(service, "spec", "clusterIP")).isEqualTo("None");
    assertThat(at(service, "spec", "publishNotReadyAddresses")).isEqualTo(true);
    assertThat(at(service, "spec", "selector")).isEqualTo(Map.of("job-name", job));
    assertThat(at(service, "spec", "ports", 0, "port")).isEqualTo(PORT);
    assertThat(worker("ports", 0, "containerPort")).isEqualTo(PORT);
  }

  /** The server asks nobody who they are. */
  @Test
  void onlyTheJobsOwnPodsReachTheWorkers() {
    Object pods = Map.of("matchLabels", Map.of("job-name", at(ALL.get("Job"), "metadata", "name")));
    Object spec = at(ALL.get("NetworkPolicy"), "spec");

    assertThat(at(spec, "podSelector")).isEqualTo(pods);
    assertThat(at(spec, "policyTypes")).isEqualTo(List.of("Ingress"));
    assertThat(at(spec, "ingress"))
        .isEqualTo(
            List.of(
                Map.of(
                    "from", List.of(Map.of("podSelector", pods)),
                    "ports", List.of(Map.of("protocol", "TCP", "port", PORT)))));
  }

  /** Exit codes 1 and 2 would repeat; only the restart of lost workers is worth a try. */
  @Test
  void onlyALossIsTriedAgain() {
    Object rule = job("podFailurePolicy", "rules", 0);

    assertThat(job("template", "spec", "restartPolicy")).isEqualTo("Never");
    assertThat(at(rule, "action")).isEqualTo("FailJob");
    assertThat(at(rule, "onExitCodes"))
        .isEqualTo(
            Map.of("containerName", worker("name"), "operator", "In", "values", List.of(1, 2)));
  }

  @Test
  void everyMountHasItsVolumeAndEveryVolumeItsSource() {
    List<Object> mounted = new ArrayList<>();
    for (Object mount : (List<?>) worker("volumeMounts")) {
      mounted.add(at(mount, "name"));
    }
    List<Object> volumes = new ArrayList<>();
    for (Object volume : (List<?>) job("template", "spec", "volumes")) {
      volumes.add(at(volume, "name"));
    }
    assertThat(mounted).isEqualTo(volumes);
    assertThat(job("template", "spec", "volumes", 0, "configMap", "name"))
        .isEqualTo(at(ALL.get("ConfigMap"), "metadata", "name"));
    assertThat(job("template", "spec", "volumes", 1, "persistentVolumeClaim", "claimName"))
        .isEqualTo(at(ALL.get("PersistentVolumeClaim"), "metadata", "name"));
  }

  @Test
  void theCommandLineTakesTheArgumentsAndTheModelDividesIntoItsWorkers() {
    List<String> args = new ArrayList<>();
    ((List<?>) worker("args")).forEach(word -> args.add(word.toString()));
    List<String> first =
        args.stream().map(word -> word.replace("$(JOB_COMPLETION_INDEX)", "0")).toList();

    CommandLine.ParseResult parsed =
        Main.program(Console.standard(), List.of()).parseArgs(first.toArray(String[]::new));

    assertThat(parsed.subcommand().commandSpec().name()).isEqualTo("worker");
    assertThat(parsed.subcommand().hasMatchedOption("--listen-on-all-interfaces")).isTrue();
    for (String place : List.of("--run=", "--cluster=")) {
      String path = args.stream().filter(word -> word.startsWith(place)).findFirst().orElseThrow();
      Path folder = requireNonNull(Path.of(path.substring(place.length())).getParent());
      assertThat((List<?>) worker("volumeMounts"))
          .anyMatch(mount -> at(mount, "mountPath").equals(folder.toString()));
    }
    assertThat(ModelZoo.load(args.get(1)).plan().batchSize() % (int) job("completions")).isZero();
  }

  /** The same user owns the image's files, runs, and may write to the volume. */
  @Test
  void theImageRunsTheCommandLineAsAUserWhoIsNotRoot() throws IOException {
    String dockerfile = Files.readString(FOLDER.resolve("Dockerfile"));
    Matcher user = Pattern.compile("(?m)^USER (\\d+)$").matcher(dockerfile);

    assertThat(user.find()).isTrue();
    assertThat(user.group(1)).isNotEqualTo("0");
    assertThat(job("template", "spec", "securityContext", "fsGroup").toString())
        .isEqualTo(user.group(1));
    assertThat(job("template", "spec", "securityContext", "runAsNonRoot")).isEqualTo(true);
    assertThat(worker("securityContext", "allowPrivilegeEscalation")).isEqualTo(false);
    assertThat(dockerfile)
        .contains("\"/gan/classes:/gan/lib/*\", \"" + Main.class.getName() + "\"]")
        .contains("--uid " + user.group(1) + " ");
    assertThat(
            Stream.of(dockerfile.split("\n"))
                .filter(line -> line.matches("[A-Z]+ .*"))
                .map(line -> line.substring(0, line.indexOf(' '))))
        .isSubsetOf("FROM", "WORKDIR", "COPY", "RUN", "USER", "ENV", "ENTRYPOINT");
  }
}
