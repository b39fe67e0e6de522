package org.ganforge.picture;

/** The luma of a coloured picture, with the weights of ITU-R BT.601. */
final class GreyRows implements Rows {
  private static final float RED = 0.299f;
  private static final float GREEN = 0.587f;
  private static final float BLUE = 0.114f;

  private final Rows coloured;
  private final float[] colours;

  private GreyRows(Rows coloured) {
    this.coloured = coloured;
    this.colours = new float[3 * coloured.width()];
  }

  /** Returns the same rows if they are already grey. */
  static Rows of(Rows rows) {
    return rows.channels() == 1 ? rows : new GreyRows(rows);
  }

  @Override
  public int width() {
    return coloured.width();
  }

  @Override
  public int height() {
    return coloured.height();
  }

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public void read(int y, float[] row) {
    coloured.read(y, colours);
    for (int x = 0; x < width(); x++) {
      row[x] = RED * colours[3 * x] + GREEN * colours[3 * x + 1] + BLUE * colours[3 * x + 2];
    }
  }
}
