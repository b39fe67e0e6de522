package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final String ATTACK = "</script><script>alert(1)</script><img src=x onerror=a()>";

  @TempDir private static Path origin;
  @TempDir private Path folder;
  private Path run = Path.of("");

  @BeforeAll
  static void train() {
    CommandRun result =
        CommandRun.of(
            "train",
            TinySpec.in(origin),
            "--run",
            origin.resolve("run"),
            "--steps",
            30,
            "--grid-every",
            10);
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("report      " + origin.resolve("run/report.html") + "\n");
  }

  @BeforeEach
  void copy() throws IOException {
    copyTo("run");
    run = folder.resolve("run");
  }

  private void copyTo(String name) throws IOException {
    for (Map.Entry<String, byte[]> file : RunContent.files(origin.resolve("run")).entrySet()) {
      Path copy = folder.resolve(name).resolve(file.getKey());
      Files.createDirectories(copy.getParent());
      Files.write(copy, file.getValue());
    }
  }

  private static String page(Path html, Object... runs) throws IOException {
    List<Object> words = new ArrayList<>(List.of("report"));
    Collections.addAll(words, runs);
    assertThat(CommandRun.of(words.toArray()))
        .isEqualTo(new CommandRun(0, "report " + html + "\n", ""));
    return Files.readString(html);
  }

  private static JsonNode data(String page) throws IOException {
    Matcher data =
        Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)<").matcher(page);
    assertThat(data.find()).isTrue();
    return JsonMapper.builder().build().readTree(data.group(1));
  }

  @Test
  void hasTheCurvesPicturesAndConfigurationOfARun() throws IOException {
    String page = page(run.resolve("report.html"), run);

    assertThat(page)
        .contains("<h1>run</h1>")
        .contains("<p>None.</p>")
        .contains("&quot;name&quot;: &quot;tiny&quot;")
        .contains("<th scope=\"row\">command</th><td>./gan train " + origin + "/tiny.json --run ")
        .contains("<img alt=\"Real images\" src=\"data:image/png;base64,")
        .contains("<img alt=\"Samples through the training\" src=\"data:image/gif;base64,");
    JsonNode shown = data(page).get("runs").get(0);
    JsonNode first = shown.get("curves").get(0);
    assertThat(first.get("name").textValue()).isEqualTo("d_loss");
    assertThat(first.get("x")).hasSize(30);
    String line = Files.readAllLines(run.resolve("metrics.jsonl")).get(0);
    assertThat(first.get("y").get(0).floatValue())
        .isEqualTo(
            JsonMapper.builder().build().readTree(line).get("d_loss").floatValue(), within(1e-5f));
    assertThat(shown.get("frames"))
        .extracting(frame -> frame.get("iteration").intValue())
        .containsExactly(0, 10, 20, 30);
    assertThat(shown.get("frames").get(3).get("source").textValue())
        .isEqualTo(
            "data:image/png;base64,"
                + Base64.getEncoder()
                    .encodeToString(Files.readAllBytes(run.resolve("fakes-000030.png"))));
  }

  @Test
  void loadsNothingFromElsewhere() throws IOException {
    String page = page(run.resolve("report.html"), run);
    assertThat(page.replaceAll("(?s)<script.*?</script>", ""))
        .contains("src=\"data:")
        .doesNotContainPattern("\\b(src|href|action)=\"(?!data:)")
        .doesNotContainPattern("url\\(|@import|<link|<iframe|<base|<object|<embed");
  }

  @Test
  void allowsOnlyItsOwnScripts() throws Exception {
    String page = page(run.resolve("report.html"), run);
    Matcher policy = Pattern.compile("content=\"(default-src 'none'[^\"]*)\"").matcher(page);
    assertThat(policy.find()).isTrue();
    List<String> expected = new ArrayList<>();
    Matcher parts =
        Pattern.compile("<(script|style)(?: type=\"module\")?>(.*?)</\\1>", Pattern.DOTALL)
            .matcher(page);
    while (parts.find()) {
      byte[] text = parts.group(2).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      expected.add("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
    }
    assertThat(expected).hasSize(4);
    assertThat(policy.group(1))
        .isEqualTo(
            "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src "
                + expected.get(0)
                + " "
                + expected.get(1)
                + "; script-src "
                + expected.get(2)
                + " "
                + expected.get(3));
  }

  @Test
  void aStrangersRunPutsNoMarkupIntoThePage() throws IOException {
    Path json = run.resolve("run.json");
    String attack = ATTACK.replace("\"", "\\\"");
    Files.writeString(
        json,
        Files.readString(json)
            .replaceFirst("\"java\": \"[^\"]*\"", "\"java\": \"" + attack + "\"")
            .replaceFirst("\"os\": \"[^\"]*\"", "\"os\": \"" + attack + "\"")
            .replace("\"train\"", "\"" + attack + "\""));
    Files.writeString(
        run.resolve("events.jsonl"),
        "{\"iteration\": 3, \"event\": \"<b>\", \"text\": \"" + attack + "\"}\nno event\n{\"torn");
    Files.writeString(run.resolve("reals.png"), "<svg onload='alert(1)'>");
    Path named = Files.move(run, folder.resolve("<b>run'\"&"));

    String page = page(named.resolve("report.html"), named);
    assertThat(page)
        .doesNotContain("<b>", "alert(1)</script>", "<img src=x", "<svg", "PHN2Zy")
        .contains("<h1>&lt;b&gt;run&#39;&quot;&amp;</h1>")
        .contains("<strong>&lt;b&gt;</strong>, iteration 3: &lt;/script&gt;&lt;script&gt;alert(1)")
        .contains("<td>&lt;/script&gt;");
    assertThat(page.split("<script", -1)).hasSize(4);
  }

  @Test
  void showsSeveralRunsSideBySideWithTheirDifferences() throws IOException {
    copyTo("other");
    Path json = folder.resolve("other/run.json");
    Files.writeString(
        json, Files.readString(json).replace("\"batch_size\": 8", "\"batch_size\": 9"));

    String page = page(folder.resolve("report.html"), run, folder.resolve("other"));
    assertThat(page)
        .contains("<h1>run, other</h1>")
        .contains("<th scope=\"row\">plan.batch_size</th><td>8</td><td>9</td></tr>")
        .doesNotContain("<th scope=\"row\">plan.seed</th>");
    assertThat(data(page).get("runs")).hasSize(2);
  }

  @Test
  void includesAtMostFortyPicturesAndSaysSo() throws IOException {
    for (int i = 100; i < 200; i++) {
      Files.copy(run.resolve("fakes-000030.png"), run.resolve("fakes-000" + i + ".png"));
    }
    String page = page(run.resolve("report.html"), run);
    assertThat(page).contains("</output> iterations (40 of 104 pictures)</figcaption>");
    JsonNode frames = data(page).get("runs").get(0).get("frames");
    assertThat(frames).hasSize(40);
    assertThat(frames.get(0).get("iteration").intValue()).isZero();
    assertThat(frames.get(39).get("iteration").intValue()).isEqualTo(199);
  }

  @Test
  void refusesWhatItCannotShow() {
    assertThat(CommandRun.of("report", folder.resolve("none")).err())
        .isEqualTo(
            "gan: run directory "
                + folder.resolve("none")
                + ": expected a directory with a run.json but found nothing; give a directory that"
                + " a training has made, such as runs/00000-mnist-dcgan\n");
    assertThat(CommandRun.of("report", run, "--out", "page.txt").err())
        .isEqualTo(
            "gan: --out: expected a file name that ends in .html but found page.txt; change it\n");
    List<Object> many = new ArrayList<>(List.of("report"));
    many.addAll(Collections.nCopies(13, run));
    assertThat(CommandRun.of(many.toArray()).err())
        .isEqualTo("gan: RUN: expected at most 12 runs but found 13; compare fewer\n");
  }
}
