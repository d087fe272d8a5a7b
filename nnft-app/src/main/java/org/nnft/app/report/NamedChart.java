package org.nnft.app.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/// A chart over things in place of numbers: their names stand obliquely below the places 1, 2, 3, … of the axis. XChart
/// would put ticks between them, and leave out all when two are alike.
final class NamedChart extends XYChart {
  private static final int ROOM = 110;
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private static final double OBLIQUE = Math.toRadians(-35);

  private final List<String> names;

  NamedChart(XYChartBuilder builder, List<String> names) {
    super(builder);
    this.names = List.copyOf(names);
    getStyler().setXAxisMin(0.5).setXAxisMax(names.size() + 0.5);
    getStyler().setXAxisTicksVisible(false);
  }

  @Override
  public void paint(Graphics2D g, int width, int height) {
    g.setColor(Color.WHITE);
    g.fill(new Rectangle2D.Double(0, 0, width, height));
    Shape clip = g.getClip();
    super.paint(g, width, height - ROOM);
    g.setClip(clip);
    Rectangle2D area = plot.getBounds();
    g.setFont(FONT);
    g.setColor(Color.BLACK);
    AffineTransform upright = g.getTransform();
    double content = getStyler().getPlotContentSize();
    for (int k = 0; k < names.size(); k++) {
      String name = names.get(k);
      double share = 0.5 + content * ((k + 0.5) / names.size() - 0.5);
      double x = area.getX() + area.getWidth() * share;
      g.translate(x + 5, area.getMaxY() + 16);
      g.rotate(OBLIQUE);
      g.drawString(name, -g.getFontMetrics().stringWidth(name), 0);
      g.setTransform(upright);
    }
  }
}
