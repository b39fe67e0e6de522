package org.ganforge.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ganforge.examples.CommandRun;
import org.ganforge.examples.TinySpec;
import org.ganforge.observe.RunDirectory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the explorer's addresses answer, and that a command draws the very same picture. */
class ExplorerTest {
  @TempDir private static Path folder;
  private static Path run = Path.of("");
  private static RunPage page = RunPage.of(List::of, 0);

  @BeforeAll
  static void serve() {
    page.close();
    run = folder.resolve("run");
    assertThat(CommandRun.of("train", TinySpec.in(folder), "--run", run).code()).isZero();
    page = RunPage.of(() -> List.of(ServedRun.recorded("run", new RunDirectory(run))), 0);
  }

  @AfterAll
  static void stop() {
    page.close();
  }

  private static HttpResponse<byte[]> get(String what, String query) {
    URI address = page.address().resolve("/api/runs/run/explorer" + what + query);
    try {
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  /** Encodes the values of a query that is written as it reads. */
  private static String query(String plain) {
    StringBuilder query = new StringBuilder("?");
    for (String parameter : plain.split("&", -1)) {
      int equals = parameter.indexOf('=');
      query
          .append(query.length() == 1 ? "" : "&")
          .append(parameter, 0, equals + 1)
          .append(URLEncoder.encode(parameter.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return query.toString();
  }

  @Test
  void saysWhatThereIsToExplore() {
    HttpResponse<byte[]> answer = get("", "");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(text(answer))
        .isEqualTo(
            "{\"length\":8,\"reach\":4.0,\"most_truncation\":5.0,\"checkpoints\":[20,0],"
                + "\"classes\":[]}");
    String directions = text(get("/directions", "?checkpoint=20"));
    assertThat(directions).startsWith("{\"strengths\":[");
    Matcher numbers = Pattern.compile("\\d+\\.\\d+").matcher(directions);
    assertThat(numbers.results().map(number -> Double.parseDouble(number.group())))
        .hasSize(8)
        .isSortedAccordingTo(Comparator.reverseOrder());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "point=7",
        "point=7:2+pc1=2.5+pc3=-1+z5=0.4&truncation=0.7",
        "from=7:2+pc1=2.5&to=9&share=0.35&path=spherical",
        "from=7&to=9&share=1",
        "points=7,9:3+pc2=-2,6&combine=a-b+c&truncation=2",
        "points=7,9&combine=a+b"
      })
  void aPictureIsTheFileThatItsCommandWrites(String plain) throws IOException {
    String query = query("checkpoint=20&" + plain);
    HttpResponse<byte[]> picture = get("/picture", query);
    assertThat(picture.statusCode()).as(text(picture)).isEqualTo(200);
    assertThat(picture.headers().firstValue("Content-Type")).contains("image/png");

    String answer = text(get("/command", query));
    assertThat(answer).startsWith("{\"command\":\"./gan ").endsWith("--checkpoint 20\"}");
    String command = answer.substring("{\"command\":\"./gan ".length(), answer.length() - 2);
    Path png = folder.resolve("again.png");
    Object[] words =
        Stream.concat(Stream.of(command.split(" ")), Stream.of("--out", png.toString())).toArray();
    assertThat(CommandRun.of(words).err()).isEmpty();
    assertThat(picture.body()).isEqualTo(Files.readAllBytes(png));
  }

  @Test
  void differentPlacesGiveDifferentPictures() {
    assertThat(
            Stream.of("point=7", "point=7+pc1=2", "point=8", "point=7&truncation=0.3")
                .map(plain -> text(get("/picture", query("checkpoint=20&" + plain)))))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seed=1|query: expected only checkpoint, label, truncation, point, from, to, path, share,"
            + " points, combine but found seed; leave it out",
        "checkpoint=20|query: expected one of point, from and points but found none; give one",
        "point=7&from=7|query: expected one of point, from and points but found several; give one",
        "point=x|point: expected a point such as 7, 7:12 or 7:12+pc1=2.5 but found \\\"x\\\"; write"
            + " seed or seed:image, and add moves with a +",
        "point=7+pc1=x|point: expected moves such as pc1=2.5+z7=-0.4 but found \\\"pc1=x\\\"; name"
            + " a direction, pc1 for the first principal one or z0 for the first coordinate, then ="
            + " and a decimal number",
        "checkpoint=20&point=7+pc9=1|move pc9=1: expected pc1 to pc8 but found pc9; choose one of"
            + " them",
        "point=7&truncation=9|truncation: expected a number from 0.0 to 5.0 but found \\\"9\\\";"
            + " correct it",
        "point=7&truncation=0|truncation: expected a number above 0 but found 0; give a number"
            + " above 0",
        "point=7&label=1|label: expected none, since the run has no classes, but found one; leave"
            + " it out",
        "from=7|to: expected the point where the path ends but found none; give one, as for from",
        "from=7&to=8&path=round|path: expected one of [linear, spherical] but found"
            + " \\\"round\\\"; choose one",
        "from=7&to=8&share=2|share: expected a number from 0.0 to 1.0 but found \\\"2\\\"; correct"
            + " it",
        "points=7,8|points: expected 3 points for a-b+c but found 2; give as many, separated by"
            + " commas",
        "point=7|checkpoint: expected the iteration of one but found none; give one of those that"
            + " the explorer lists",
        "point=7&to=8|to: expected none, since point is given, but found one; leave it out",
        "point=7&share=0.5|share: expected none, since point is given, but found one; leave it out",
        "from=7&to=8&combine=a+b|combine: expected none, since from is given, but found one; leave"
            + " it out",
        "points=7,8,9&path=linear|path: expected none, since points is given, but found one; leave"
            + " it out",
      })
  void refusesWhatItCannotDraw(String plain, String message) {
    HttpResponse<byte[]> answer = get("/picture", query(plain));
    assertThat(text(answer)).isEqualTo("{\"error\":\"" + message + "\"}");
    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @Test
  void refusesACheckpointThatIsNotThere() {
    HttpResponse<byte[]> answer = get("/picture", query("point=7&checkpoint=10"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(text(answer))
        .isEqualTo(
            "{\"error\":\"checkpoints "
                + run.resolve("checkpoints")
                + ": expected one after 10 iterations but found those after 20, 0; choose an"
                + " existing one\"}");
  }
}
