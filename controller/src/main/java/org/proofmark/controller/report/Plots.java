package org.proofmark.controller.report;

import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;

/// Plots as drawings within the page, in its colours. Each is one picture with its meaning in
/// words, for who cannot see it.
final class Plots {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 220;
    private static final int LEFT = 60;
    private static final int RIGHT = 12;
    private static final int TOP = 14;
    private static final int BOTTOM = 40;
    private static final double INNER_WIDTH = WIDTH - LEFT - RIGHT;
    private static final double INNER_HEIGHT = HEIGHT - TOP - BOTTOM;

    private Plots() {}

    /// Bars of one or two series over numbered places.
    ///
    /// @param first the number of the first place
    /// @param series each with as many values from 0 to 1 as the others; one or two
    static void bars(
            Element figure, String meaning, int first, String below, List<List<Double>> series) {
        var svg = svg(figure, meaning);
        double most =
                series.stream()
                        .flatMap(List::stream)
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElse(1);
        double top = most <= 0 ? 1 : Math.min(1, Math.ceil(most * 10) / 10);
        for (int tenth = 0; tenth <= 4; tenth++) {
            double value = top * tenth / 4;
            line(svg, value / top, Math.round(value * 1000) / 10.0 + " %");
        }
        int places = series.getFirst().size();
        double step = INNER_WIDTH / places;
        double bar = step * 0.8 / series.size();
        for (int place = 0; place < places; place++) {
            for (int i = 0; i < series.size(); i++) {
                double height = series.get(i).get(place) / top * INNER_HEIGHT;
                svg.appendElement("rect")
                        .attr("class", "series" + i)
                        .attr("x", number(LEFT + place * step + step * 0.1 + i * bar))
                        .attr("y", number(TOP + INNER_HEIGHT - height))
                        .attr("width", number(bar))
                        .attr("height", number(height));
            }
            if (places <= 24 || place % 5 == 0) {
                label(svg, LEFT + (place + 0.5) * step, HEIGHT - BOTTOM + 15, "" + (first + place));
            }
        }
        label(svg, LEFT + INNER_WIDTH / 2, HEIGHT - 6, below);
    }

    /// A line of a plot over powers of ten.
    ///
    /// @param log10 of the value at each place, from the left edge to the right at equal distances
    record Curve(String name, List<Double> log10) {}

    /// Curves over powers of ten, with a mark.
    ///
    /// @param places powers of ten at the left edge and at the right
    /// @param values powers of ten at the lower edge and at the upper
    /// @param markPlace power of ten where the mark stands, and `markValue` how high
    static void curves(
            Element figure,
            String meaning,
            String below,
            int[] places,
            int[] values,
            List<Curve> curves,
            double markPlace,
            double markValue) {
        var svg = svg(figure, meaning);
        for (int power = values[0]; power <= values[1]; power++) {
            line(svg, (double) (power - values[0]) / (values[1] - values[0]), power(power));
        }
        for (int power = places[0]; power <= places[1]; power++) {
            label(svg, x(power, places), HEIGHT - BOTTOM + 15, power(power));
        }
        for (int i = 0; i < curves.size(); i++) {
            var points = new StringBuilder();
            var curve = curves.get(i).log10;
            for (int j = 0; j < curve.size(); j++) {
                double value = curve.get(j);
                if (value >= values[0]) {
                    double place =
                            places[0] + (double) (places[1] - places[0]) * j / (curve.size() - 1);
                    points.append(number(x(place, places)))
                            .append(',')
                            .append(number(y(Math.min(value, values[1]), values)))
                            .append(' ');
                }
            }
            svg.appendElement("polyline")
                    .attr("class", "curve" + i)
                    .attr("points", points.toString().strip());
        }
        svg.appendElement("circle")
                .attr("class", "mark")
                .attr("cx", number(x(markPlace, places)))
                .attr("cy", number(y(Math.clamp(markValue, values[0], values[1]), values)))
                .attr("r", "6");
        label(svg, LEFT + INNER_WIDTH / 2, HEIGHT - 6, below);
    }

    private static double x(double power, int[] range) {
        return LEFT + INNER_WIDTH * (power - range[0]) / (range[1] - range[0]);
    }

    private static double y(double power, int[] range) {
        return TOP + INNER_HEIGHT * (1 - (power - range[0]) / (range[1] - range[0]));
    }

    private static String power(int power) {
        return switch (power) {
            case 0 -> "1";
            case 1 -> "10";
            case 2 -> "100";
            case 3 -> "1000";
            default -> "10^" + power;
        };
    }

    private static Element svg(Element figure, String meaning) {
        return figure.appendElement("svg")
                .attr("viewBox", "0 0 " + WIDTH + " " + HEIGHT)
                .attr("role", "img")
                .attr("aria-label", meaning);
    }

    private static void line(Element svg, double height, String text) {
        double y = TOP + INNER_HEIGHT * (1 - height);
        svg.appendElement("line")
                .attr("class", "grid")
                .attr("x1", number(LEFT))
                .attr("x2", number(WIDTH - RIGHT))
                .attr("y1", number(y))
                .attr("y2", number(y));
        label(svg, LEFT - 6, y + 4, text).attr("text-anchor", "end");
    }

    private static Element label(Element svg, double x, double y, String text) {
        return Page.text(svg, "text", text)
                .attr("x", number(x))
                .attr("y", number(y))
                .attr("text-anchor", "middle");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
