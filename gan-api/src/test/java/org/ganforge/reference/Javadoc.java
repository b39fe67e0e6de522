package org.ganforge.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ganforge.json.text.Words;
import org.jspecify.annotations.Nullable;

/**
 * The Javadoc of a type or a constant, as Markdown.
 *
 * @param description the text before the first tag, a paragraph per element
 * @param parameters the texts of {@code @param}, by name
 */
record Javadoc(List<String> description, Map<String, String> parameters) {
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final Map<Class<?>, String> READ = new ConcurrentHashMap<>();

  /** A comment that contains no other. */
  private static final String COMMENT = "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*";

  private static final String MODIFIERS = "(?:(?:public|static|sealed|final) )*";
  private static final Pattern PARAMETER =
      Pattern.compile("(?sm)^@param (\\w+) (.*?)(?=^@\\w|\\z)");
  private static final Pattern CODE = Pattern.compile("\\{@code ((?:[^{}]|\\{[^{}]*\\})*)\\}");
  private static final Pattern LINK =
      Pattern.compile("\\{@link (?:[\\w.]*?\\.)?([A-Z][\\w.]*)(#\\w+)?(?:\\([^)]*\\))?\\}");
  private static final Pattern ANCHOR = Pattern.compile("<a href=\"([^\"]+)\">([^<]+)</a>");

  /**
   * Returns the Javadoc of a record, an enum or an interface of this module. The components of a
   * record have their names in JSON.
   */
  static Javadoc of(Class<?> type) {
    Javadoc found =
        find(type, MODIFIERS + "(?:record|enum|interface) " + type.getSimpleName() + "\\b");
    Map<String, String> parameters = new LinkedHashMap<>();
    found.parameters.forEach((name, text) -> parameters.put(name, inJson(type, text)));
    return new Javadoc(
        found.description.stream().map(text -> inJson(type, text)).toList(), parameters);
  }

  private static String inJson(Class<?> type, String text) {
    String named = text;
    if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        String name = component.getName();
        if (!name.equals(Words.snakeCase(name))) {
          named = named.replaceAll("\\b" + name + "\\b", Words.snakeCase(name));
        }
      }
    }
    return named;
  }

  /** Returns the Javadoc of an enum's constant. */
  static Javadoc of(Enum<?> constant) {
    return find(constant.getDeclaringClass(), constant.name() + "\\b");
  }

  private static Javadoc find(Class<?> type, String declaration) {
    @Nullable Class<?> outer = type.getEnclosingClass();
    Class<?> file = outer == null ? type : outer;
    String source = READ.computeIfAbsent(file, Javadoc::read);
    Matcher comment = Pattern.compile("(?s)" + COMMENT + declaration).matcher(source);
    if (!comment.find()) {
      throw new IllegalArgumentException("no Javadoc before " + declaration + " in " + file);
    }
    return parse(comment.group(1).replaceAll("(?m)^\\s*\\* ?", ""));
  }

  private static String read(Class<?> type) {
    try {
      return Files.readString(SOURCES.resolve(type.getName().replace('.', '/') + ".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Javadoc parse(String text) {
    Map<String, String> parameters = new LinkedHashMap<>();
    PARAMETER.matcher(text).results().forEach(m -> parameters.put(m.group(1), inline(m.group(2))));
    String description = text.split("(?m)^@(?=[a-z])", 2)[0].replaceAll("(?s)<pre>.*?</pre>", "");
    List<String> paragraphs = List.of(description.split("<p>", -1));
    return new Javadoc(
        paragraphs.stream().map(Javadoc::inline).filter(p -> !p.isEmpty()).toList(), parameters);
  }

  /** Returns one line of Markdown. */
  private static String inline(String javadoc) {
    String line = javadoc.strip().replaceAll("\\s+", " ");
    line = CODE.matcher(line).replaceAll(m -> Matcher.quoteReplacement(Markdown.code(m.group(1))));
    line = LINK.matcher(line).replaceAll(m -> Matcher.quoteReplacement(linked(m)));
    return ANCHOR.matcher(line).replaceAll("[$2]($1)");
  }

  private static String linked(MatchResult link) {
    String member = link.group(2) == null ? "" : link.group(2).replace('#', '.');
    return Markdown.code(link.group(1) + member);
  }
}
