package org.ganforge.examples.serve;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A real browser without a window, where this machine has one: Chromium, the same for all tests of
 * this JVM, which ends it.
 */
final class Browser {
  /** For a machine that is busy with other things, too. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final List<String> OPTIONS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--window-size=1280,1600");

  private static @Nullable Browser shared;

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Returns the browser, as wide as a screen and light, or skips the test and says so. */
  static synchronized Browser require() {
    if (shared == null) {
      Optional<Path> chromium = found("chromium");
      Optional<Path> chromedriver = found("chromedriver");
      if (chromium.isEmpty() || chromedriver.isEmpty()) {
        String skipped =
            "SKIPPED: no browser; put chromium and chromedriver on the PATH"
                + " (on Debian: apt-get install chromium chromium-driver)";
        System.err.println(skipped);
        return Assumptions.abort(skipped);
      }
      shared = new Browser(driver(chromium.get(), chromedriver.get()));
    }
    shared.cdp("Emulation.clearDeviceMetricsOverride", Map.of());
    shared.dark(false);
    shared.problems(URI.create("about:blank"));
    return shared;
  }

  private static Optional<Path> found(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static ChromeDriver driver(Path chromium, Path chromedriver) {
    try {
      Path profile = Files.createTempDirectory("ganforge-browser");
      ChromeOptions options = new ChromeOptions();
      options.setBinary(chromium.toFile());
      options.addArguments(OPTIONS);
      options.addArguments("--user-data-dir=" + profile);
      options.setCapability(
          "goog:loggingPrefs", Map.of(LogType.BROWSER, "ALL", LogType.PERFORMANCE, "ALL"));
      // Without these Selenium asks the network for a driver.
      System.setProperty("webdriver.chrome.driver", chromedriver.toString());
      System.setProperty("webdriver.chrome.silentOutput", "true");
      ChromeDriver driver = new ChromeDriver(options);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(driver, profile)));
      return driver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void end(ChromeDriver driver, Path profile) {
    driver.quit();
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      return; // the browser may still be deleting them
    }
  }

  void open(URI address) {
    driver.get("about:blank");
    driver.get(address.toString());
  }

  WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  String text(String selector) {
    return find(selector).getText();
  }

  /** Presses keys, as if at the keyboard. */
  void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /** Presses the tabulator until an element has the focus. */
  void tabTo(String selector) {
    for (int i = 0; i < 60; i++) {
      if (Boolean.TRUE.equals(
          ask("return document.activeElement.matches(arguments[0])", selector))) {
        return;
      }
      press(Keys.TAB);
    }
    throw new AssertionError("the tabulator does not reach " + selector);
  }

  @Nullable Object ask(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Returns a whole number that a script gives. */
  long number(String script, Object... arguments) {
    if (ask(script, arguments) instanceof Long number) {
      return number;
    }
    throw new AssertionError("no whole number from " + script);
  }

  /** Waits until something is so. */
  void await(String what, BooleanSupplier isSo) {
    new WebDriverWait(driver, PATIENCE)
        .pollingEvery(Duration.ofMillis(100))
        .ignoring(StaleElementReferenceException.class)
        .withMessage(what)
        .until(ignored -> isSo.getAsBoolean());
  }

  void dark(boolean isDark) {
    Map<String, String> scheme =
        Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light");
    cdp("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
  }

  /** Makes the page as narrow as on a phone. */
  void phone() {
    cdp(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 390, "height", 844, "deviceScaleFactor", 2, "mobile", true));
  }

  private void cdp(String command, Map<String, Object> parameters) {
    driver.executeCdpCommand(command, parameters);
  }

  /** Keeps a picture of the page in target/screenshots. */
  void screenshot(String name) {
    try {
      Path folder = Files.createDirectories(Path.of("target", "screenshots"));
      Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the errors on the console since the last call, and the requests that went to another
   * server than this one.
   */
  List<String> problems(URI server) {
    Stream<String> console =
        StreamSupport.stream(driver.manage().logs().get(LogType.BROWSER).spliterator(), false)
            .filter(entry -> entry.getLevel().getName().equals("SEVERE"))
            .map(LogEntry::getMessage);
    Stream<String> requests =
        StreamSupport.stream(driver.manage().logs().get(LogType.PERFORMANCE).spliterator(), false)
            .map(LogEntry::getMessage)
            .filter(message -> message.contains("\"Network.requestWillBeSent\""))
            .map(message -> message.replaceAll("(?s).*\"request\":\\{.*?\"url\":\"(.*?)\".*", "$1"))
            .filter(
                url ->
                    !url.startsWith(server.toString())
                        && !url.startsWith("chrome:") // the browser's own pages
                        && !url.startsWith("data:")
                        && !url.startsWith("blob:"));
    return Stream.concat(console, requests).toList();
  }

  /** Returns what axe-core finds on the page that people with disabilities stumble over. */
  List<?> accessibilityProblems() {
    ask(resource("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js"));
    Object found =
        driver.executeAsyncScript(
            """
            const done = arguments[0];
            axe.run().then(result => done(result.violations.map(found =>
              found.id + ': ' + found.nodes.map(node => node.target + ' ' + node.failureSummary).join(', '))));
            """);
    return found instanceof List<?> list ? list : List.of("axe-core says " + found);
  }

  private static String resource(String name) {
    try (var in = Browser.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
