package org.ganforge.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ganforge.cluster.Cluster;
import org.ganforge.cluster.ClusterTask;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.text.JsonFile;
import org.ganforge.json.text.JsonText;
import org.ganforge.json.text.JsonValue;

/**
 * Reads clusters as TensorFlow describes them, in the environment variable {@code TF_CONFIG} or in
 * a file:
 *
 * <pre>{@code
 * {"cluster": {"worker": ["host0:2222", "host1:2222"]}, "task": {"type": "worker", "index": 0}}
 * }</pre>
 *
 * <p>A job {@code chief} (or {@code master}, its older name) of one task comes before the workers;
 * without it, the first worker is the chief. Unknown fields are ignored, since the programs that
 * write {@code TF_CONFIG} add their own. Jobs that synchronous training has no use for are refused:
 * parameter servers, evaluators, and sparse clusters, of which a worker knows only a part.
 */
public final class ClusterJson {
  private static final String WORKER = "worker";
  private static final List<String> CHIEFS = List.of("chief", "master");
  private static final List<String> SPARSE = List.of("sparseCluster", "sparse_cluster");
  private static final String CLUSTER = "cluster";

  private ClusterJson() {}

  /**
   * Reads the cluster in a file: JSON like that of {@code TF_CONFIG}, or only what stands there
   * under {@code cluster}.
   *
   * @throws InvalidInputException if the file cannot be read or is not the description of a cluster
   */
  public static Cluster read(Path file) {
    try {
      JsonValue root = new JsonValue("$", JsonText.parse(JsonFile.text(file)));
      refuseSparse(root);
      return cluster(root.node().has(CLUSTER) ? root.field(CLUSTER) : root);
    } catch (InvalidInputException e) {
      throw e.inside(file.toString());
    }
  }

  /**
   * Reads the value of {@code TF_CONFIG}, which names this worker, too.
   *
   * @throws InvalidInputException if it is not the description of a worker in a cluster
   */
  public static ClusterTask readTfConfig(String text) {
    try {
      JsonValue root = new JsonValue("$", JsonText.parse(text));
      refuseSparse(root);
      JsonValue jobs = root.field(CLUSTER);
      return new ClusterTask(cluster(jobs), rank(jobs, root.field("task")));
    } catch (InvalidInputException e) {
      throw e.inside("TF_CONFIG");
    }
  }

  private static void refuseSparse(JsonValue root) {
    for (String name : SPARSE) {
      if (root.node().has(name)) {
        throw new InvalidInputException(
            "$." + name,
            "the addresses of all workers, under cluster,",
            "a sparse cluster, which names only some",
            "turn that off where the jobs are started: every worker exchanges gradients with all"
                + " others");
      }
    }
  }

  private static Cluster cluster(JsonValue jobs) {
    jobs.object(
        "the jobs of a cluster, {\"worker\": [\"host:port\", ...]},",
        "list the address of each worker");
    List<String> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : jobs.node().properties()) {
      String job = each.getKey();
      if (!job.equals(WORKER) && !CHIEFS.contains(job) && !addresses(jobs.field(job)).isEmpty()) {
        throw new InvalidInputException(
            jobs.field(job).path(),
            "only the jobs chief and worker",
            "\"" + job + "\"",
            "leave it out: every worker holds all weights, and the chief evaluates");
      }
    }
    chiefs(jobs).forEach(job -> all.addAll(addresses(jobs.field(job))));
    all.addAll(jobs.node().has(WORKER) ? addresses(jobs.field(WORKER)) : List.of());
    if (all.isEmpty()) {
      throw jobs.field(WORKER)
          .mistake("the addresses of the workers", "list the address of each, host:port");
    }
    try {
      return new Cluster(all);
    } catch (InvalidInputException e) {
      throw e.at(jobs.path());
    }
  }

  private static List<String> chiefs(JsonValue jobs) {
    List<String> found = CHIEFS.stream().filter(jobs.node()::has).toList();
    for (String job : found) {
      if (found.size() > 1 || addresses(jobs.field(job)).size() != 1) {
        throw jobs.field(job).mistake("one chief", "list the others as workers");
      }
    }
    return found;
  }

  private static List<String> addresses(JsonValue job) {
    List<String> all = new ArrayList<>();
    if (!job.node().isArray()) {
      throw job.mistake("a list of addresses", "write [\"host:port\", ...]");
    }
    for (int i = 0; i < job.node().size(); i++) {
      JsonValue address = job.item(i);
      if (!address.node().isTextual()) {
        throw address.mistake("an address", "write \"host:port\"");
      }
      all.add(address.node().textValue());
    }
    return all;
  }

  private static int rank(JsonValue jobs, JsonValue task) {
    task.object("this worker's task", "add {\"type\": \"worker\", \"index\": N}");
    String type = task.field("type").node().asText("");
    boolean isChief = CHIEFS.contains(type);
    if (!isChief && !type.equals(WORKER)) {
      throw task.field("type")
          .mistake("\"worker\" or \"chief\"", "start only chiefs and workers with this program");
    }
    JsonValue index = task.field("index");
    // Some programs write the index as text.
    String digits = index.node().asText("");
    if (!digits.matches("\\d{1,6}")) {
      throw index.mistake("the task's index", "give a whole number from 0");
    }
    boolean hasChief = CHIEFS.stream().anyMatch(jobs.node()::has);
    if (isChief && !hasChief) {
      throw task.field("type")
          .mistake("a job of the cluster", "add the chief's address, or start this as a worker");
    }
    if (isChief && !digits.matches("0+")) {
      throw index.mistake("0, the only chief's index,", "start the others as workers");
    }
    return Integer.parseInt(digits) + (hasChief && !isChief ? 1 : 0);
  }
}
