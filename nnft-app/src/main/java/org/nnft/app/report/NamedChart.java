package org.nnft.app.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/// A chart over things in place of numbers: their names stand obliquely below the places 1, 2, 3, … of the axis. XChart
/// would put ticks between them, and leave out all when two are alike.
final class NamedChart extends XYChart {
  private static final int ROOM = 170;
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private static final double OBLIQUE = Math.toRadians(45);

  private final List<String> names;

  NamedChart(XYChartBuilder builder, List<String> names) {
    super(builder);
    this.names = List.copyOf(names);
    getStyler().setXAxisMin(0.5).setXAxisMax(names.size() + 0.5);
    getStyler().setXAxisTicksVisible(false);
  }

  @Override
  public void paint(Graphics2D g, int width, int height) {
    // The chart clips what is drawn after it; a first painting tells where its plot will stand.
    int chart = height - ROOM;
    Graphics2D nowhere =
        new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB).createGraphics();
    super.paint(nowhere, width, chart);
    nowhere.dispose();
    g.setColor(Color.WHITE);
    g.fill(new Rectangle2D.Double(0, 0, width, height));
    drawNames(g, plot.getBounds(), chart);
    super.paint(g, width, chart);
    setHeight(height);
  }

  private void drawNames(Graphics2D g, Rectangle2D area, int top) {
    g.setFont(FONT);
    g.setColor(Color.BLACK);
    AffineTransform upright = g.getTransform();
    double content = getStyler().getPlotContentSize();
    for (int k = 0; k < names.size(); k++) {
      double share = 0.5 + content * ((k + 0.5) / names.size() - 0.5);
      // From the place downwards: another font than the one here may be wider.
      g.translate(area.getX() + area.getWidth() * share - 5, top + 12);
      g.rotate(OBLIQUE);
      g.drawString(names.get(k), 0, 0);
      g.setTransform(upright);
    }
  }
}
