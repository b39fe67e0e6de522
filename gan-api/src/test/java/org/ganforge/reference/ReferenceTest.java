package org.ganforge.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.ganforge.Gan;
import org.ganforge.Model;
import org.ganforge.Sequential;
import org.ganforge.json.form.Field;
import org.ganforge.json.form.Variants;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.Padding2D;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;
import org.ganforge.optimizer.ConstantRate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The pages of docs/reference that follow from the records. */
class ReferenceTest {
  static final List<Object[]> PAGES =
      List.of(
          page("layers.md", Pages::layers),
          page("spec.md", Pages::spec),
          page("keras.md", KerasPage::text));

  /** Types that are written as numbers, arrays or fields of another record. */
  private static final Set<Class<?>> ELSEWHERE =
      Set.of(Size2D.class, Padding2D.class, TensorShape.class, ConstantRate.class, Node.class);

  private static Object[] page(String name, Supplier<String> text) {
    return new Object[] {name, text};
  }

  /** Compares with the committed file; {@code -Ddocs.write=true} writes it again. */
  @ParameterizedTest(name = "{0}")
  @FieldSource("PAGES")
  void theCommittedPageIsTheGeneratedOne(String name, Supplier<String> text) throws IOException {
    Path file = Path.of("../docs/reference").resolve(name);
    if (Boolean.getBoolean("docs.write")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text.get());
    }
    assertThat(Files.readString(file))
        .as("write it again by: mvn -pl gan-api test -Dtest=ReferenceTest -Ddocs.write=true")
        .isEqualTo(text.get());
  }

  @Test
  void everyPartOfASpecIsOnAPage() {
    Set<Class<?>> parts = new LinkedHashSet<>();
    addParts(Gan.class, parts);
    parts.removeAll(ELSEWHERE);
    parts.removeIf(Layer.class::isAssignableFrom);
    parts.addAll(List.of(Sequential.class, Model.class));
    assertThat(SpecSection.ALL.stream().flatMap(section -> section.types().stream()))
        .containsAll(parts);
  }

  private static void addParts(Type type, Set<Class<?>> parts) {
    if (type instanceof ParameterizedType list) {
      addParts(list.getActualTypeArguments()[0], parts);
    } else if (type instanceof Class<?> c && (c.isEnum() || c.isRecord())) {
      if (parts.add(c) && c.isRecord() && !ELSEWHERE.contains(c)) {
        Field.allOf(c).forEach(field -> addParts(field.type(), parts));
      }
    } else if (type instanceof Class<?> c && (c.isSealed() || c == Network.class)) {
      Variants.members(c).forEach(member -> addParts(member, parts));
    }
  }

  @Test
  void nothingOfJavadocsOwnMarkupIsLeft() {
    assertThat(Pages.layers() + Pages.spec()).doesNotContain("{@", "<p>", "@param", "<a ");
  }
}
