package org.ganforge.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;

/**
 * The rows of a decoded picture of any colour model: blended with a background where transparent,
 * 16 bits reduced to 8, other colour spaces converted to sRGB. Grey levels are kept as stored; Java
 * would treat them as linear and lighten them.
 */
final class RasterRows implements Rows {
  private static final int RED_AND_GREEN_AND_BLUE = 3;

  private final BufferedImage image;
  private final Raster raster;
  private final int background;
  private final boolean direct;
  private final boolean grey;
  private int[] samples = {};

  private RasterRows(BufferedImage image, int background) {
    this.image = image;
    this.raster = image.getRaster();
    this.background = background;
    this.grey = isGrey(image.getColorModel());
    this.direct = isDirect(image.getColorModel());
  }

  /**
   * Returns the rows of a picture.
   *
   * @param background the grey level behind it
   */
  static Rows of(BufferedImage image, int background) {
    ColorModel model = image.getColorModel();
    boolean converts = !isGrey(model) && !model.getColorSpace().isCS_sRGB();
    return new RasterRows(converts ? converted(image) : image, background);
  }

  private static BufferedImage converted(BufferedImage image) {
    BufferedImage target =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
    return new ColorConvertOp(null).filter(image, target);
  }

  private static boolean isGrey(ColorModel model) {
    return model.getColorSpace().getType() == ColorSpace.TYPE_GRAY && isDirect(model);
  }

  private static boolean isDirect(ColorModel model) {
    int type = model.getTransferType();
    return model instanceof ComponentColorModel
        && !model.isAlphaPremultiplied()
        && (type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT);
  }

  @Override
  public int width() {
    return image.getWidth();
  }

  @Override
  public int height() {
    return image.getHeight();
  }

  @Override
  public int channels() {
    return grey ? 1 : RED_AND_GREEN_AND_BLUE;
  }

  @Override
  public void read(int y, float[] row) {
    if (direct) {
      readSamples(y, row);
    } else {
      readColours(y, row);
    }
  }

  private void readSamples(int y, float[] row) {
    int bands = raster.getNumBands();
    int channels = channels();
    samples = samples.length == 0 ? new int[width() * bands] : samples;
    raster.getPixels(raster.getMinX(), raster.getMinY() + y, width(), 1, samples);
    int largest = (1 << image.getColorModel().getComponentSize(0)) - 1;
    for (int x = 0; x < width(); x++) {
      int alpha = bands > channels ? samples[x * bands + channels] : largest;
      for (int c = 0; c < channels; c++) {
        float value = samples[x * bands + c] * 255f / largest;
        row[x * channels + c] = onBackground(value, alpha, largest);
      }
    }
  }

  /** Reads palettes and packed pixels. */
  private void readColours(int y, float[] row) {
    samples = image.getRGB(0, y, width(), 1, samples.length == 0 ? null : samples, 0, width());
    for (int x = 0; x < width(); x++) {
      int alpha = samples[x] >>> 24;
      row[3 * x] = onBackground(samples[x] >> 16 & 0xff, alpha, 255);
      row[3 * x + 1] = onBackground(samples[x] >> 8 & 0xff, alpha, 255);
      row[3 * x + 2] = onBackground(samples[x] & 0xff, alpha, 255);
    }
  }

  private float onBackground(float value, int alpha, int opaque) {
    return alpha == opaque ? value : background + (value - background) * alpha / opaque;
  }
}
