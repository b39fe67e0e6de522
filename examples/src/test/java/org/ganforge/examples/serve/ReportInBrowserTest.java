package org.ganforge.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.ganforge.examples.CommandRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** {@code report.html} in a real browser, from a file. */
class ReportInBrowserTest {
  private static final String SHOWN =
      """
      const canvas = document.querySelector('.chart canvas');
      return canvas ? canvas.toDataURL() : '';
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void showsCurvesThatTheKeyboardZoomsAndASliderThroughTheSamples() {
    RecordedRun run = RecordedRun.in(folder.resolve("tiny"));
    assertThat(CommandRun.of("report", run.directory()).code()).isZero();
    Browser browser = Browser.require();
    URI page = run.directory().report().toUri();
    browser.open(page);
    browser.await("the curves", () -> Boolean.TRUE.equals(browser.ask(PageTest.FIT)));
    browser.dark(true);
    browser.await("dark curves", () -> Boolean.TRUE.equals(browser.ask(PageTest.FIT)));

    browser.tabTo(".chart [tabindex]");
    Object all = browser.ask(SHOWN);
    browser.press("+");
    browser.await("zoom", () -> !Objects.equals(browser.ask(SHOWN), all));
    browser.press("0");
    browser.await("all again", () -> Objects.equals(browser.ask(SHOWN), all));
    browser.tabTo("#frame");
    browser.press(Keys.ARROW_LEFT);
    browser.await(
        "the first samples",
        () -> "Samples after 0 iterations".equals(browser.find(".frame").getAttribute("alt")));
    browser.screenshot("report-dark");
    assertThat(browser.accessibilityProblems()).isEmpty();
    assertThat(browser.problems(page)).isEmpty();
    browser.open(URI.create("about:blank"));
  }
}
