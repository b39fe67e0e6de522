package org.ganforge.observe;

import java.awt.Color;
import java.util.Locale;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** The common style of all charts: colours, fonts, a grid behind the curves. */
final class ChartStyle {
  // Okabe and Ito's colours, which people with colour-vision deficiencies can distinguish too.
  static final Color BLUE = new Color(0x00, 0x72, 0xb2);
  static final Color SKY_BLUE = new Color(0x56, 0xb4, 0xe9);
  static final Color VERMILION = new Color(0xd5, 0x5e, 0x00);
  static final Color ORANGE = new Color(0xe6, 0x9f, 0x00);

  private static final Color LINES = new Color(0xdd, 0xdd, 0xdd);
  private static final Color TEXT = new Color(0x22, 0x22, 0x22);

  private ChartStyle() {}

  static void apply(AxesChartStyler style) {
    style.setLocale(Locale.ENGLISH);
    style.setChartBackgroundColor(Color.WHITE);
    style.setChartFontColor(TEXT);
    style.setChartTitleFont(Fonts.sansSerif(18));
    style.setChartTitleBoxVisible(false);
    style.setChartPadding(12);
    style.setLegendFont(Fonts.sansSerif(14));
    style.setLegendBorderColor(Color.WHITE);
    style.setLegendPosition(LegendPosition.OutsideS);
    style.setLegendLayout(LegendLayout.Horizontal);
    style.setPlotBorderVisible(false);
    style.setPlotGridLinesColor(LINES);
    style.setAxisTitleFont(Fonts.sansSerif(14));
    style.setAxisTickLabelsFont(Fonts.sansSerif(13));
  }

  /** Returns a colour of the same hue, mixed with this share of white. */
  static Color light(Color colour, double share) {
    return new Color(
        light(colour.getRed(), share),
        light(colour.getGreen(), share),
        light(colour.getBlue(), share));
  }

  private static int light(int level, double share) {
    return (int) Math.round(level + share * (255 - level));
  }
}
