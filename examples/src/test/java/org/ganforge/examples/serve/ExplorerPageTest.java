package org.ganforge.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.ganforge.examples.CommandRun;
import org.ganforge.examples.TinySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The explorer on the page, in a real browser, by the keyboard alone. */
class ExplorerPageTest {
  private static final String PIXELS =
      """
      const image = document.getElementById('view');
      if (!image.complete || image.naturalWidth === 0) return '';
      const canvas = document.createElement('canvas');
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      canvas.getContext('2d').drawImage(image, 0, 0);
      return canvas.toDataURL();
      """;

  @TempDir private static Path folder;
  private static RunPage page = RunPage.of(List::of, 0);
  private Browser browser = Browser.require();
  private String shown = "";

  @BeforeAll
  static void serve() {
    page.close();
    Browser.require();
    Path run = folder.resolve("tiny");
    assertThat(CommandRun.of("train", TinySpec.in(folder), "--run", run).code()).isZero();
    Path classes = folder.resolve("classes");
    assertThat(CommandRun.of("train", TinySpec.conditional(folder), "--run", classes).code())
        .isZero();
    page = RunPage.of(RunsOnDisk.of(List.of(run, classes)), 0);
  }

  @AfterAll
  static void stop() {
    page.close();
  }

  /** Opens the explorer, which asks for nothing before. */
  @BeforeEach
  void open() {
    browser = Browser.require();
    browser.open(page.address());
    browser.await("the run", () -> browser.text("#phase").equals("Recorded"));
    assertThat(browser.find("#explorer").isDisplayed()).isFalse();
    browser.tabTo("#explore");
    browser.press(Keys.ENTER);
    awaitPicture("sample", "--seed 0 --index 0 --checkpoint 20");
    browser.await("directions", () -> browser.number(COUNT) > 0);
  }

  private static final String COUNT =
      "return document.querySelectorAll('#directions input').length";

  /** Waits for a picture other than the last, and for the command that draws it. */
  private void awaitPicture(String verb, String options) {
    String before = shown;
    browser.await(
        verb + " " + options,
        () -> command().matches("\\./gan " + verb + " \\S+ \\Q" + options + "\\E"));
    browser.await(
        "another picture",
        () -> {
          shown = Objects.toString(browser.ask(PIXELS));
          return !shown.isEmpty() && !shown.equals(before);
        });
  }

  private String command() {
    return Objects.toString(browser.find("#command").getDomProperty("value"));
  }

  private void assertFaultless() {
    assertThat(browser.accessibilityProblems()).isEmpty();
    assertThat(browser.problems(page.address())).isEmpty();
  }

  private void press(String selector, CharSequence... keys) {
    browser.tabTo(selector);
    browser.press(keys);
  }

  @Test
  void slidersMorphAndArithmeticChangeThePicture() {
    assertThat(browser.ask(COUNT)).isEqualTo(8L);
    press("#pc1", Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
    awaitPicture("sample", "--seed 0 --index 0 --move pc1=0.1 --checkpoint 20");
    press("#keep-A", Keys.ENTER);
    press("#pc2", Keys.HOME);
    awaitPicture("sample", "--seed 0 --index 0 --move pc1=0.1,pc2=-4 --checkpoint 20");
    press("#keep-B", Keys.ENTER);
    press("#coordinate-move", Keys.END);
    awaitPicture("sample", "--seed 0 --index 0 --move pc1=0.1,pc2=-4,z0=4 --checkpoint 20");
    press("#keep-C", Keys.ENTER);
    browser.await("three kept", () -> browser.find("input[name=shown][value=sum]").isEnabled());

    browser.find("input[name=shown][value=morph]").sendKeys(Keys.SPACE);
    String between = "--seeds 0+pc1=0.1,0+pc1=0.1+pc2=-4 --path ";
    awaitPicture("morph", between + "spherical --at 0.5 --checkpoint 20");
    press("#share", Keys.ARROW_RIGHT);
    awaitPicture("morph", between + "spherical --at 0.51 --checkpoint 20");
    browser.find("input[name=shown][value=sum]").sendKeys(Keys.SPACE);
    awaitPicture(
        "arithmetic",
        "--seeds 0+pc1=0.1,0+pc1=0.1+pc2=-4,0+pc1=0.1+pc2=-4+z0=4 --combine a-b+c --result-only"
            + " --checkpoint 20");
    browser.screenshot("explorer-light");
    assertFaultless();
  }

  @Tag("slow")
  @Test
  void truncationSeedAndCheckpointChangeThePicture() {
    press("#truncation", Keys.HOME);
    awaitPicture("sample", "--seed 0 --index 0 --truncation 0.05 --checkpoint 20");
    press("#truncation", Keys.END);
    awaitPicture("sample", "--seed 0 --index 0 --checkpoint 20");
    press("#seed", Keys.ARROW_UP);
    awaitPicture("sample", "--seed 1 --index 0 --checkpoint 20");
    press("#checkpoint", Keys.ARROW_DOWN);
    awaitPicture("sample", "--seed 1 --index 0 --checkpoint 0");
    press("#pc8", Keys.END);
    awaitPicture("sample", "--seed 1 --index 0 --move pc8=4 --checkpoint 0");
    press("#reset", Keys.ENTER);
    awaitPicture("sample", "--seed 1 --index 0 --checkpoint 0");
    assertThat(browser.find("#download").getDomProperty("href")).startsWith("blob:");
    assertFaultless();
  }

  /** Each class has a picture and principal directions of its own. */
  @Test
  void theClassOfAConditionalGeneratorIsChosen() {
    assertThat(browser.find("#label").isDisplayed()).isFalse();
    press("#runs", Keys.ARROW_DOWN);
    browser.await(
        "the other run", () -> browser.text("#facts").contains("--run " + folder + "/classes"));
    press("#explore", Keys.ENTER);
    awaitPicture("sample", "--seed 0 --index 0 --label 0 --checkpoint 20");
    assertThat(browser.text("label[for=label]")).isEqualTo("Class");
    assertThat(browser.number("return document.querySelectorAll('#label option').length"))
        .isEqualTo(10);
    press("#label", Keys.ARROW_DOWN, Keys.ARROW_DOWN);
    awaitPicture("sample", "--seed 0 --index 0 --label 2 --checkpoint 20");
    press("#pc1", Keys.END);
    awaitPicture("sample", "--seed 0 --index 0 --move pc1=4 --label 2 --checkpoint 20");
    press("#label", Keys.ARROW_UP);
    awaitPicture("sample", "--seed 0 --index 0 --move pc1=4 --label 1 --checkpoint 20");
    browser.screenshot("explorer-classes");
    assertFaultless();
  }

  @Test
  void isAccessibleInTheDarkAndOnAPhone() {
    press("#keep-A", Keys.ENTER);
    browser.dark(true);
    browser.phone();
    browser.await("narrow", () -> browser.number("return innerWidth") == 390);
    assertThat(browser.ask("return document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
    browser.ask("document.getElementById('explorer-title').scrollIntoView()");
    browser.screenshot("explorer-phone-dark");
    assertFaultless();
    browser.open(URI.create("about:blank"));
  }
}
