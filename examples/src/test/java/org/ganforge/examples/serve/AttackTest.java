package org.ganforge.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other sites, other programs and strangers' runs may try against the page's server. */
class AttackTest {
  private static final String SECRET = "the secret of another folder";
  private static final String NO_PICTURE =
      "picture samples-5: expected a PNG or GIF in the run but found none; choose one that the page"
          + " shows";
  private static final String WAY_OUT = "; open the address that the terminal shows";

  @TempDir private Path folder = Path.of("");
  private final List<String> asked = new ArrayList<>();
  private RunPage page;
  private URI server = URI.create("http://localhost/");
  private String token = "";

  @BeforeEach
  void serve() throws IOException {
    Files.writeString(folder.resolve("secret.txt"), SECRET);
    ServedRun run =
        new ServedRun(
            "run", RecordedRun.in(folder.resolve("run")).directory(), Optional.of(new Fake()));
    page = RunPage.of(() -> List.of(run), 0);
    server = page.address();
    token = page.addressWithToken().getFragment().substring("token=".length());
  }

  @AfterEach
  void stop() {
    page.close();
  }

  /** A training that notes what it is asked. */
  private final class Fake implements TrainingControl {
    @Override
    public TrainingStatus status() {
      return new TrainingStatus(TrainingStatus.Phase.TRAINING, 5, 20, null, 100, 1);
    }

    @Override
    public void stop() {
      asked.add("stop");
    }

    @Override
    public void save() {
      asked.add("save");
    }
  }

  private String own() {
    return "127.0.0.1:" + server.getPort() + " or localhost:" + server.getPort();
  }

  private static void assertRefused(RawAnswer answer, int status, String error) {
    assertThat(answer.error()).isEqualTo(error);
    assertThat(answer.status()).isEqualTo(status);
    assertSafe(answer);
  }

  private static void assertSafe(RawAnswer answer) {
    assertThat(answer.headers())
        .containsEntry(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
                + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors"
                + " 'none'")
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("Referrer-Policy", "no-referrer")
        .containsEntry("Cross-Origin-Resource-Policy", "same-origin")
        .containsEntry("Cross-Origin-Opener-Policy", "same-origin")
        .containsEntry("X-Frame-Options", "DENY")
        .containsEntry("Cache-Control", "no-store")
        .doesNotContainKeys("Server", "Access-Control-Allow-Origin", "Set-Cookie");
  }

  @Test
  void answersItsOwnPageByBothOfItsNames() {
    for (String host : List.of("127.0.0.1:", "localhost:")) {
      RawAnswer answer =
          RawAnswer.get(
              server,
              "/api/runs",
              "Host: " + host + server.getPort(),
              "Origin: http://" + host + server.getPort(),
              "Sec-Fetch-Site: same-origin");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body())
          .isEqualTo("{\"runs\":[{\"id\":\"run\",\"live\":true}],\"left_out\":0}");
      assertSafe(answer);
    }
  }

  @Test
  void listensOnTheLoopbackAddressAlone() {
    assertThat(page.address().getHost()).isEqualTo("127.0.0.1");
    assertThatThrownBy(() -> new Socket("127.0.0.2", server.getPort()).close())
        .isInstanceOf(IOException.class);
  }

  /** A site whose own name leads to 127.0.0.1 would be of the same origin as the page. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:80",
        "127.0.0.1",
        "localhost",
        "127.0.0.1.evil.example"
      })
  void refusesAnotherHost(String host) {
    assertRefused(
        RawAnswer.get(server, "/api/runs", "Host: " + host),
        403,
        "Host: expected " + own() + " but found " + host + WAY_OUT);
  }

  @Test
  void refusesAnotherHostInTheFirstLine() {
    RawAnswer answer = RawAnswer.get(server, "http://evil.example/api/runs");
    assertThat(answer.status()).isIn(400, 403);
    assertThat(answer.body()).doesNotContain("\"id\"");
    assertSafe(answer);
  }

  @Test
  void refusesARequestWithoutAHostOrWithTwo() {
    assertThat(RawAnswer.send(server, "GET /api/runs HTTP/1.0\r\n\r\n").status()).isIn(400, 403);
    assertThat(
            RawAnswer.get(
                    server, "/api/runs", "Host: " + server.getAuthority(), "Host: evil.example")
                .status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example", "null", "http://127.0.0.1:1", "https://localhost"})
  void refusesRequestsOfOtherSites(String origin) {
    String expected = "http://" + own().replace(" or ", " or http://");
    String error = "Origin: expected " + expected + " but found " + origin + WAY_OUT;
    assertRefused(RawAnswer.get(server, "/api/runs", "Origin: " + origin), 403, error);
    assertRefused(
        RawAnswer.post(
            server, "/api/runs/run/stop", "Origin: " + origin, "X-GanForge-Token: " + token),
        403,
        error);
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site"})
  void refusesWhatABrowserSaysComesFromAnotherSite(String site) {
    assertRefused(
        RawAnswer.get(
            server,
            "/api/runs/run/pictures/reals",
            "Sec-Fetch-Site: " + site,
            "Sec-Fetch-Mode: no-cors"),
        403,
        "Sec-Fetch-Site: expected same-origin or none but found " + site + WAY_OUT);
  }

  @Test
  void changesSomethingOnlyForWhoHasTheToken() {
    String error = "X-GanForge-Token: expected the token of this server but found ";
    String wayOut = WAY_OUT + ", with all that follows the #";
    for (String path : List.of("/api/runs/run/stop", "/api/runs/run/save")) {
      assertRefused(RawAnswer.post(server, path), 403, error + "none" + wayOut);
      assertRefused(RawAnswer.post(server, path + "?token=" + token), 403, error + "none" + wayOut);
      assertRefused(
          RawAnswer.post(server, path, "Cookie: token=" + token), 403, error + "none" + wayOut);
      assertRefused(
          RawAnswer.post(server, path, "X-GanForge-Token: " + token.substring(1)),
          403,
          error + "another one" + wayOut);
      assertRefused(
          RawAnswer.get(server, path, "X-GanForge-Token: " + token),
          405,
          "method: expected POST but found GET; send one of them");
    }
    assertThat(asked).isEmpty();
    assertThat(RawAnswer.post(server, "/api/runs/run/save", "X-GanForge-Token: " + token).status())
        .isEqualTo(202);
    assertThat(RawAnswer.post(server, "/api/runs/run/stop", "X-GanForge-Token: " + token).status())
        .isEqualTo(202);
    assertThat(asked).containsExactly("save", "stop");
  }

  @Test
  void tokensOfTwoServersDiffer() {
    try (RunPage other = RunPage.of(List::of, 0)) {
      assertThat(other.addressWithToken().getFragment()).hasSize(38).isNotEqualTo("token=" + token);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../secret.txt",
        "/files/../../secret.txt",
        "/files/..%2f..%2fsecret.txt",
        "/files/%2e%2e/secret.txt",
        "/files/..\\secret.txt",
        "/files//etc/passwd",
        "/api/runs/../run/run.json",
        "/api/runs/run/pictures/../run.json",
        "/api/runs/run/pictures/%2e%2e%2frun.json",
        "/api/runs/run/pictures/run.json",
        "/api/runs/run/pictures/reals.png",
        "/api/runs/run/pictures/..%2f..%2fsecret.txt",
        "/api/runs/run/pictures/samples-000005%00",
        "/api/runs/run/pictures/samples-1;a=b",
        "/api/runs/%2e%2e/events",
        "/api/runs/..%252f..%252fsecret.txt",
        "/api/runs/run/"
      })
  void noPathLeadsToAFile(String path) {
    RawAnswer answer = RawAnswer.get(server, path);
    assertThat(answer.status()).isIn(400, 404);
    assertThat(answer.error()).doesNotContain(folder.toString());
    assertThat(answer.body()).doesNotContain(SECRET).doesNotContain("\"format\"");
    assertSafe(answer);
  }

  @Test
  void noLinkInARunIsFollowed() throws IOException {
    Path picture = folder.resolve("run/fakes-000005.png");
    Path elsewhere = Files.move(picture, folder.resolve("elsewhere.png"));
    Files.createSymbolicLink(picture, elsewhere);
    RawAnswer answer = RawAnswer.get(server, "/api/runs/run/pictures/samples-5");
    assertRefused(answer, 404, NO_PICTURE);
    assertThat(RawAnswer.get(server, "/api/runs/run").status()).isEqualTo(409);
  }

  @Test
  void aPictureThatIsNoneIsNotSent() throws IOException {
    Files.writeString(folder.resolve("run/fakes-000005.png"), "<script>alert(1)</script>");
    assertRefused(RawAnswer.get(server, "/api/runs/run/pictures/samples-5"), 404, NO_PICTURE);
  }

  @Test
  void aLinkAmongRunsIsNotListed() throws IOException {
    Path runs = Files.createDirectory(folder.resolve("runs"));
    RecordedRun.in(runs.resolve("00000-tiny"));
    Files.createSymbolicLink(runs.resolve("00001-linked"), folder.resolve("run"));
    assertThat(RunsOnDisk.of(List.of(runs)).all())
        .extracting(ServedRun::id)
        .containsExactly("00000-tiny");
  }

  @Test
  void takesNoBody() {
    String[] headers = {"X-GanForge-Token: " + token, "Content-Length: 5"};
    assertRefused(
        RawAnswer.send(
            server, RawAnswer.request("POST", server, "/api/runs/run/stop", headers) + "12345"),
        413,
        "body: expected none but found 5 bytes; leave it out");
    String[] huge = {"X-GanForge-Token: " + token, "Content-Length: 99999999999"};
    assertRefused(
        RawAnswer.post(server, "/api/runs/run/stop", huge),
        413,
        "body: expected none but found 99999999999 bytes; leave it out");
    String[] chunks = {"X-GanForge-Token: " + token, "Transfer-Encoding: chunked"};
    assertRefused(
        RawAnswer.send(
            server,
            RawAnswer.request("POST", server, "/api/runs/run/stop", chunks)
                + "5\r\n12345\r\n0\r\n\r\n"),
        413,
        "body: expected none but found one in chunks; leave it out");
    assertThat(asked).isEmpty();
  }

  @Test
  void refusesHeadersAndAddressesThatAreTooLong() {
    RawAnswer headers = RawAnswer.get(server, "/api/runs", "X-Long: " + "a".repeat(20_000));
    assertThat(headers.status()).isEqualTo(431);
    assertSafe(headers);
    RawAnswer address = RawAnswer.get(server, "/api/runs?a=" + "a".repeat(20_000));
    assertThat(address.status()).isIn(414, 431);
    assertSafe(address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "TRACE", "HEAD", "PATCH", "FOO"})
  void takesNoOtherMethods(String method) {
    RawAnswer answer = RawAnswer.send(server, RawAnswer.request(method, server, "/api/runs"));
    assertThat(answer.status()).isEqualTo(405);
    assertSafe(answer);
  }

  @Test
  void refusesWrongParametersInOneLine() {
    Map.of(
            "/api/runs?all=1",
            "query: expected no parameters but found all; leave it out",
            "/api/runs/run?a=1&a=2",
            "a: expected one value but found 2; give it once",
            "/api/runs?a%0d%0aSet-Cookie:x=1",
            "query: expected no parameters but found a??Set-Cookie:x; leave it out")
        .forEach((path, error) -> assertRefused(RawAnswer.get(server, path), 400, error));
    assertThat(RawAnswer.get(server, "/api/runs?a=%ff%fe").status()).isEqualTo(400);
    assertThat(RawAnswer.get(server, "/api/runs?a=%zz").status()).isEqualTo(400);
  }

  @Test
  void thePageItselfLoadsNothingFromElsewhere() {
    RawAnswer answer = RawAnswer.get(server, "/");
    assertThat(answer.status()).isEqualTo(200);
    assertSafe(answer);
    assertThat(answer.body())
        .doesNotContainPattern("(src|href|action)=\"(?!/files/|#main)")
        .doesNotContainPattern("<script(?! type=\"module\" src=\"/files/)|<style| style=| on\\w+=");
    for (String file :
        List.of(
            "page.css",
            "page.js",
            "charts.js",
            "curves.js",
            "samples.js",
            "server.js",
            "uPlot.css",
            "uPlot.js",
            "icon.svg")) {
      RawAnswer got = RawAnswer.get(server, "/files/" + file);
      assertThat(got.status()).as(file).isEqualTo(200);
      assertSafe(got);
      if (file.matches("[a-z]+\\.(js|css)")) {
        assertThat(got.body()).as(file).doesNotContainPattern("https?://");
      }
    }
  }
}
