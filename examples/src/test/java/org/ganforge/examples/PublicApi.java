package org.ganforge.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The public API of a module as text: every type of its exported packages, with all that other
 * programs can compile against.
 */
final class PublicApi {
  private static final Pattern EXPORT = Pattern.compile("(?m)^  exports ([\\w.]+);$");
  private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])");
  private static final Set<String> OF_RECORDS = Set.of("equals", "hashCode", "toString");
  private static final Set<String> OF_ENUMS = Set.of("values", "valueOf");

  private PublicApi() {}

  /** Returns the text of each type by its full name. */
  static Map<String, String> of(String module) throws IOException {
    Path folder = Path.of("..", module);
    String descriptor = Files.readString(folder.resolve("src/main/java/module-info.java"));
    Map<String, String> types = new TreeMap<>();
    for (String name : EXPORT.matcher(descriptor).results().map(m -> m.group(1)).toList()) {
      try (Stream<Path> files =
          Files.list(folder.resolve("target/classes").resolve(name.replace('.', '/')))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(file -> file.endsWith(".class") && !file.equals("package-info.class"))
            .map(file -> load(name + "." + file.substring(0, file.length() - 6)))
            .filter(PublicApi::isVisible)
            .forEach(type -> types.put(type.getName().replace('$', '.'), text(type)));
      }
    }
    return types;
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, PublicApi.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new UncheckedIOException(new IOException(name, e));
    }
  }

  private static boolean isVisible(Class<?> type) {
    return isOpen(type.getModifiers())
        && !type.isAnonymousClass()
        && (type.getDeclaringClass() == null || isVisible(type.getDeclaringClass()));
  }

  private static boolean isOpen(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static String text(Class<?> type) {
    List<String> members = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      add(members, field, shown(field.toGenericString(), field));
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      add(members, constructor, shown(constructor.toGenericString(), constructor));
    }
    for (Method method : type.getDeclaredMethods()) {
      if (!isGenerated(type, method)) {
        add(members, method, shown(method.toGenericString(), method));
      }
    }
    return members.stream()
        .sorted()
        .collect(Collectors.joining("\n  ", head(type) + "\n  ", ""))
        .stripTrailing();
  }

  private static void add(List<String> members, Member member, String text) {
    if (isOpen(member.getModifiers()) && !member.isSynthetic()) {
      members.add(text);
    }
  }

  private static boolean isGenerated(Class<?> type, Method method) {
    return (type.isRecord() && OF_RECORDS.contains(method.getName()))
        || (type.isEnum() && OF_ENUMS.contains(method.getName()));
  }

  /** Returns a member without packages and the name of its own type. */
  private static String shown(String text, Member member) {
    String owner = member.getDeclaringClass().getName();
    String name = member instanceof Executable ? "(" : "";
    return PACKAGE
        .matcher(
            text.replace(owner + "." + member.getName() + name, member.getName() + name)
                .replace("native ", "")
                .replace("synchronized ", "")
                .replace('$', '.'))
        .replaceAll("");
  }

  private static String head(Class<?> type) {
    String parents =
        Stream.concat(
                Stream.ofNullable(type.getGenericSuperclass()),
                Stream.of(type.getGenericInterfaces()))
            .map(Type::getTypeName)
            .sorted()
            .collect(Collectors.joining(", "));
    String permitted =
        type.isSealed()
            ? Arrays.stream(type.getPermittedSubclasses())
                .map(Class::getTypeName)
                .sorted()
                .collect(Collectors.joining(", ", " permits ", ""))
            : "";
    String components =
        type.isRecord()
            ? Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.joining(", ", " (", ")"))
            : "";
    return PACKAGE
        .matcher(type.toGenericString() + components + " : " + parents + permitted)
        .replaceAll("")
        .replace('$', '.');
  }
}
