package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pages link to files and headings that exist. */
class LinksTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** Folders without pages of the project. */
  private static final Set<String> SKIPPED = Set.of("target", "node_modules", "runs", ".git");

  private static final Pattern FENCE = Pattern.compile("(?ms)^( *)```.*?^\\1```");
  private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^()\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.*?) *$");
  private static final Pattern PAGE_IN_CODE = Pattern.compile("\\bdocs/[\\w./-]+\\.(?:md|json)\\b");

  private static final Map<Path, String> PAGES = new HashMap<>();
  private static final Map<Path, String> SOURCES = new HashMap<>();

  @BeforeAll
  static void read() throws IOException {
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return SKIPPED.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String name = file.getFileName().toString();
            if (name.endsWith(".md")) {
              PAGES.put(file, FENCE.matcher(Files.readString(file)).replaceAll(""));
            } else if (name.endsWith(".java")) {
              SOURCES.put(file, Files.readString(file));
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Test
  void everyRelativeLinkLeadsSomewhere() {
    List<String> broken = new ArrayList<>();
    PAGES.forEach(
        (page, text) ->
            LINK.matcher(CODE.matcher(text).replaceAll(""))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .filter(link -> !leadsSomewhere(page, link))
                .forEach(link -> broken.add(ROOT.relativize(page) + ": " + link)));
    assertThat(PAGES).hasSizeGreaterThan(50);
    assertThat(broken).isEmpty();
  }

  private static boolean leadsSomewhere(Path page, String link) {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
    boolean isAnchored = parts.length == 2;
    return Files.exists(target)
        && (!isAnchored || anchors(PAGES.getOrDefault(target, "")).contains(parts[1]));
  }

  /** Returns the anchors that GitHub gives the headings of a page. */
  private static Set<String> anchors(String page) {
    Set<String> anchors = new TreeSet<>();
    HEADING
        .matcher(page)
        .results()
        .map(heading -> anchor(heading.group(1)))
        .forEach(
            anchor -> {
              int copies = 0;
              while (!anchors.add(copies == 0 ? anchor : anchor + "-" + copies)) {
                copies++;
              }
            });
    return anchors;
  }

  private static String anchor(String heading) {
    return heading
        .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }

  @Test
  void everyPageThatTheCodeNamesExists() {
    List<String> missing = new ArrayList<>();
    SOURCES.forEach(
        (source, text) ->
            PAGE_IN_CODE
                .matcher(text)
                .results()
                .map(page -> page.group())
                .filter(page -> !Files.exists(ROOT.resolve(page)))
                .forEach(page -> missing.add(ROOT.relativize(source) + ": " + page)));
    assertThat(missing).isEmpty();
  }
}
