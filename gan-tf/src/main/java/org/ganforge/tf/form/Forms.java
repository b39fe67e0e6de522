package org.ganforge.tf.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The table of forms. A new one costs a class and a row here. */
final class Forms {
  private static final ConvolutionForm ENGINE = new Engine();
  private static final ConvolutionForm COLUMNS = new Columns();
  private static final ConvolutionForm PRODUCT = new Product();
  private static final ConvolutionForm TAPWISE = new Tapwise();
  private static final ConvolutionForm DEPTHWISE = new DepthwiseEngine();
  private static final ConvolutionForm SPLIT = new Split(ENGINE);

  private static final List<ConvolutionForm> TABLE = table();

  private Forms() {}

  private static List<ConvolutionForm> table() {
    List<ConvolutionForm> ofStrideOne =
        List.of(
            ENGINE,
            new Winograd(ManyProducts.APART),
            new Winograd(ManyProducts.BATCHED),
            new Rowwise(),
            new FewFilters(),
            COLUMNS);
    List<ConvolutionForm> table = new ArrayList<>();
    table.add(PRODUCT);
    table.add(new TurnedProduct());
    table.addAll(ofStrideOne);
    table.add(new PaddedChannels());
    ofStrideOne.stream()
        .filter(form -> form == ENGINE || form instanceof Winograd)
        .map(SpaceToDepth::new)
        .forEach(table::add);
    List<ConvolutionForm> flipped =
        ofStrideOne.stream().<ConvolutionForm>map(Flipped::new).toList();
    table.addAll(flipped);
    for (ConvolutionForm form : List.copyOf(table)) {
      if (form == ENGINE || form == COLUMNS || form.equals(new Flipped(COLUMNS))) {
        table.add(new Thinned(form));
      }
    }
    table.addAll(ofGroups(table));
    return List.copyOf(table);
  }

  /**
   * Returns the forms of groups.
   *
   * @param ofOne those of convolutions without groups
   */
  private static List<ConvolutionForm> ofGroups(List<ConvolutionForm> ofOne) {
    List<ConvolutionForm> table = new ArrayList<>();
    table.add(DEPTHWISE);
    table.add(TAPWISE);
    table.add(new Flipped(TAPWISE));
    ofOne.stream().map(Split::new).forEach(table::add);
    table.add(new ZeroedGroups(ENGINE));
    return table;
  }

  /** Returns every form. */
  static List<ConvolutionForm> all() {
    return TABLE;
  }

  /** Returns every form that can compute a direction, those most likely to be fastest first. */
  static List<ConvolutionForm> of(ConvolutionShape shape, Direction direction) {
    return TABLE.stream().filter(form -> form.fits(shape, direction)).toList();
  }

  /**
   * Returns the form made of products, which are right on every processor: matrix products, or
   * elementwise ones where a matrix would be only one or two wide.
   */
  static ConvolutionForm ofProducts(ConvolutionShape shape, Direction direction) {
    if (shape.isProduct()) {
      return PRODUCT;
    }
    ConvolutionForm tapwise = direction == Direction.INPUT ? new Flipped(TAPWISE) : TAPWISE;
    if (tapwise.fits(shape, direction)) {
      return tapwise;
    }
    ConvolutionForm form = direction == Direction.INPUT ? new Flipped(COLUMNS) : COLUMNS;
    return shape.isThinned() ? new Thinned(form) : form;
  }

  /** Returns TensorFlow's own operation, or products where it would crash the process. */
  static ConvolutionForm plain(ConvolutionShape shape, Direction direction) {
    return Stream.of(ENGINE, DEPTHWISE, SPLIT)
        .filter(form -> form.fits(shape, direction))
        .findFirst()
        .orElseGet(() -> ofProducts(shape, direction));
  }

  /**
   * Returns TensorFlow's own operation, even where it would crash the process; where there is none,
   * a form made of others.
   */
  static ConvolutionForm ofEngine(ConvolutionShape shape, Direction direction) {
    if (shape.groups() == 1) {
      return ENGINE;
    }
    if (DepthwiseEngine.canRun(shape)) {
      return DEPTHWISE;
    }
    return shape.isDepthwise() ? ofProducts(shape, direction) : SPLIT;
  }

  /** Returns the form of this name. */
  static Optional<ConvolutionForm> named(String name) {
    return TABLE.stream().filter(form -> form.name().equals(name)).findFirst();
  }
}
