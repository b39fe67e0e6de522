package org.ganforge.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ganforge.checkpoint.Checkpoints;
import org.ganforge.examples.CommandRun;
import org.ganforge.examples.StartedCommand;
import org.ganforge.examples.TinySpec;
import org.ganforge.observe.RunDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page of {@code train --live}, in a real browser, while a real training runs. */
class LivePageTest {
  @TempDir private Path folder = Path.of("");

  private static long iteration(Browser browser) {
    String numbers = browser.text("#numbers");
    return numbers.startsWith("iteration ")
        ? Long.parseLong(numbers.split(" ", 3)[1].replace(",", ""))
        : 0;
  }

  private static long points(Browser browser) {
    return browser.number("return Number(document.querySelector('.chart')?.dataset.points ?? 0)");
  }

  @Test
  void curvesGrowAndTheTrainingIsSavedAndStoppedByTheKeyboard() throws Exception {
    Browser browser = Browser.require();
    RunDirectory run = new RunDirectory(folder.resolve("run"));
    StartedCommand training = train(run);
    URI address = URI.create(training.await("page   (http://127\\.0\\.0\\.1:\\d+/#token=\\S+)\\R"));
    browser.open(address);
    assertGrows(browser);
    save(browser, Checkpoints.of(run.checkpoints()));
    browser.screenshot("live-light");
    assertThat(browser.accessibilityProblems()).isEmpty();
    stop(browser);

    CommandRun ended = training.end();
    assertThat(ended.code()).isZero();
    assertThat(ended.err())
        .isEqualTo(
            "\n"
                + "stopping, as requested on the page: finishing this iteration and saving the"
                + " weights ...\n");
    assertThat(ended.out()).contains("\nstopped after ").contains("\nNext: ./gan resume " + run);
    browser.await("the end", () -> browser.text("#phase").equals("Ended"));
    assertThat(browser.find("#stop").isEnabled()).isFalse();
    assertThat(browser.problems(address.resolve("/")))
        .allMatch(text -> text.contains("ERR_CONNECTION_REFUSED"));
    long last = iteration(browser);
    assertThat(Files.readAllLines(run.metrics())).hasSize((int) last);
    assertThat(Checkpoints.of(run.checkpoints()).iterations()).hasSize(3).contains(last);
    browser.open(URI.create("about:blank"));
  }

  /** Far longer than the test, with one checkpoint at its start. */
  private StartedCommand train(RunDirectory run) {
    return StartedCommand.of(
        "train",
        TinySpec.in(folder),
        "--run",
        run,
        "--steps",
        1_000_000,
        "--checkpoint-every",
        1_000_000,
        "--live");
  }

  private static void assertGrows(Browser browser) {
    browser.await("the first points", () -> points(browser) > 0 && iteration(browser) > 0);
    assertThat(browser.ask("return location.hash")).isEqualTo("");
    long points = points(browser);
    long iteration = iteration(browser);
    browser.await("more iterations", () -> iteration(browser) > iteration);
    browser.await("other points", () -> points(browser) != points);
    browser.await("a picture", () -> browser.find("#grid").isDisplayed());
    assertThat(browser.text("#phase")).isEqualTo("Training");
    assertThat(browser.text("#numbers")).contains(" of 1,000,000, epoch ").contains(" left");
  }

  private static void save(Browser browser, Checkpoints checkpoints) {
    assertThat(checkpoints.iterations()).containsExactly(0L);
    browser.tabTo("#save");
    browser.press(Keys.ENTER);
    browser.await("a checkpoint", () -> checkpoints.iterations().size() == 2);
    browser.await(
        "an answer",
        () -> browser.text("#asked").equals("A checkpoint will be saved after this iteration."));
  }

  /** Changes its mind the first time. */
  private static void stop(Browser browser) {
    browser.tabTo("#stop");
    browser.press(Keys.ENTER);
    assertThat(browser.accessibilityProblems()).isEmpty();
    browser.tabTo("#confirm-back");
    browser.press(Keys.ENTER);
    assertThat(browser.text("#phase")).isEqualTo("Training");
    browser.tabTo("#stop");
    browser.press(Keys.ENTER);
    browser.tabTo("#confirm-stop");
    browser.press(Keys.ENTER);
  }

  @Test
  void withoutTheTokenNothingCanBeAsked() throws Exception {
    Browser browser = Browser.require();
    StartedCommand training =
        StartedCommand.of("resume", trained(), "--steps", 1_000_000, "--quiet", "--live");
    URI address = URI.create(training.awaitError("page   (\\S+)\\R"));
    browser.open(address.resolve("/"));
    browser.await("points", () -> points(browser) > 0);
    assertThat(browser.find("#controls").isDisplayed()).isFalse();
    RawAnswer.post(
        address.resolve("/"),
        "/api/runs/run/stop",
        "X-GanForge-Token: " + address.getFragment().substring("token=".length()));
    assertThat(training.end().code()).isZero();
    browser.open(URI.create("about:blank"));
  }

  private Path trained() {
    Path run = folder.resolve("run");
    assertThat(CommandRun.of("train", TinySpec.in(folder), "--run", run).code()).isZero();
    return run;
  }
}
