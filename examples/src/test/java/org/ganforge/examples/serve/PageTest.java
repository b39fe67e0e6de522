package org.ganforge.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page of {@code serve}, in a real browser. */
class PageTest {
  /** Whether each chart is as wide as its place. */
  static final String FIT =
      """
      const all = [...document.querySelectorAll('.chart')];
      return all.length > 1 && all.every(chart => {
        const place = chart.querySelector('[tabindex]').clientWidth;
        return Math.abs(chart.querySelector('.uplot').offsetWidth - place) < 2;
      });
      """;

  @TempDir private Path folder = Path.of("");
  private Browser browser = Browser.require();
  private RunPage page;
  private URI address = URI.create("http://localhost/");

  @BeforeEach
  void serve() {
    RecordedRun.in(folder.resolve("00000-tiny"));
    RecordedRun second = RecordedRun.in(folder.resolve("00001-tiny"));
    second.train(6, 300);
    second.draw(300);
    page = RunPage.of(RunsOnDisk.of(List.of(folder)), 0);
    address = page.address();
    browser = Browser.require();
    browser.open(address);
    browser.await("curves", () -> browser.text("#numbers").equals("iteration 300 of 20"));
  }

  @AfterEach
  void stop() {
    browser.open(URI.create("about:blank"));
    page.close();
  }

  private void assertFaultless() {
    assertThat(browser.accessibilityProblems()).isEmpty();
    assertThat(browser.problems(address)).isEmpty();
  }

  private long points(String group) {
    return browser.number(
        "return Number([...document.querySelectorAll('.chart')].find(chart =>"
            + " chart.querySelector('h3').textContent === arguments[0]).dataset.points)",
        group);
  }

  @Test
  void showsTheNewestRunAndFollowsItWhileItGrows() {
    assertThat(browser.text("#phase")).isEqualTo("Recorded");
    assertThat(browser.text("#numbers")).isEqualTo("iteration 300 of 20");
    assertThat(points("loss")).isEqualTo(300);
    assertThat(browser.text("#warnings")).isEqualTo("few modes, iteration 4: samples <b>alike</b>");
    assertThat(browser.find("#controls").isDisplayed()).isFalse();
    assertThat(browser.find("#grid").getAttribute("alt")).isEqualTo("Samples after 300 iterations");
    assertThat(browser.text("#facts")).contains("command ./gan train tiny.json");

    RecordedRun grown = new RecordedRun(RunsOnDisk.of(List.of(folder)).all().get(0).directory());
    grown.draw(310);
    grown.train(301, 310);
    browser.await("new points", () -> points("loss") == 310);
    browser.await(
        "a new picture",
        () -> "Samples after 310 iterations".equals(browser.find("#grid").getAttribute("alt")));
    browser.screenshot("serve-light");
    assertFaultless();
  }

  @Test
  void theKeyboardAloneSuffices() {
    browser.tabTo(".skip");
    browser.press(Keys.ENTER);
    assertThat(browser.ask("return document.activeElement.id")).isEqualTo("main");
    browser.tabTo(".chart [tabindex]");
    String all = labels();
    browser.press("+");
    browser.await("zoom", () -> !labels().equals(all));
    browser.press("0");
    browser.await("all again", () -> labels().equals(all));
    browser.tabTo("#frame");
    browser.press(Keys.ARROW_LEFT);
    assertThat(browser.text("#frame-number")).isEqualTo("5");
    assertThat(browser.find("#grid").getAttribute("src")).endsWith("/pictures/samples-5");

    browser.open(address);
    browser.tabTo("#runs");
    browser.press(Keys.ARROW_DOWN);
    browser.await("the other run", () -> browser.text("#numbers").equals("iteration 5 of 20"));
    assertThat(points("loss")).isEqualTo(5);
    assertFaultless();
  }

  private String labels() {
    return String.valueOf(browser.ask("return document.querySelector('.chart').dataset.shown"));
  }

  @Test
  void isAccessibleInTheDarkAndOnAPhone() {
    browser.dark(true);
    browser.await(
        "dark",
        () ->
            "rgb(21, 23, 26)"
                .equals(browser.ask("return getComputedStyle(document.body).backgroundColor")));
    assertThat(browser.ask(FIT)).isEqualTo(true);
    browser.screenshot("serve-dark");
    assertFaultless();
    browser.phone();
    browser.await("narrow", () -> browser.number("return innerWidth") == 390);
    assertThat(browser.ask("return document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
    browser.screenshot("serve-phone-dark");
    browser.dark(false);
    browser.screenshot("serve-phone");
    assertFaultless();
  }

  @Test
  void aRunThatBeginsLaterAppearsInTheList() {
    RecordedRun.in(folder.resolve("00002-tiny"));
    browser.await("the new run", () -> listed().equals("00002-tiny, 00001-tiny, 00000-tiny"));
    assertThat(browser.find("#runs").getDomProperty("value")).isEqualTo("00001-tiny");
    browser.tabTo("#runs");
    browser.press(Keys.ARROW_UP);
    browser.await("its curves", () -> browser.text("#numbers").equals("iteration 5 of 20"));
    assertThat(browser.find("#left-out").isDisplayed()).isFalse();
    assertFaultless();
  }

  private String listed() {
    return String.valueOf(
        browser.ask(
            "return [...document.querySelectorAll('#runs option')].map(one => one.text).join(',"
                + " ')"));
  }

  @Test
  void saysWhenTheServerIsGone() {
    page.close();
    browser.await(
        "the loss",
        () ->
            browser
                .text("#failure")
                .equals(
                    "The server does not answer: the program may have ended, or too many pages are"
                        + " open."));
  }
}
