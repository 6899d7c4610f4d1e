package org.proofmark.controller.report;

import static org.proofmark.controller.report.Page.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;
import org.proofmark.credential.analysis.PopulationPicture;
import org.proofmark.credential.finding.FindingClass;
import org.proofmark.credential.finding.PopulationFinding;

/// The plots of a population: what stands at each position, how far neighbours are apart, and equal
/// passwords against what a generator of some size would give.
final class PopulationPlots {
    private static final int STEPS = 40;

    /// The limits of the strength rule: fewer values fail, more pass (`StrengthLimits`).
    private static final double LOG10_FAIL = 6;

    private static final double LOG10_PASS = 36 * Math.log10(2);
    private static final int LOWEST = -6;

    private PopulationPlots() {}

    static void write(Element main, PopulationPage.Content content) {
        var section = PopulationPage.section(main, "plots", "Pictures");
        var picture = content.picture();
        if (picture.positions().isEmpty()) {
            text(
                            section,
                            "p",
                            "Passwords of several lengths, or none in plain text: there are no positions"
                                    + " to draw.")
                    .addClass("quiet");
        } else {
            positions(section, picture);
        }
        if (!picture.neighbours().isEmpty()) {
            neighbours(section, picture);
        }
        duplicates(section, content);
    }

    private static Element figure(Element section, String title) {
        var figure = section.appendElement("figure");
        text(figure, "figcaption", title);
        return figure;
    }

    private static void positions(Element section, PopulationPicture picture) {
        var figure =
                figure(
                        section,
                        "What stands at each position: the share of units with the commonest character"
                                + " there. A whole column is the same on every unit.");
        var shares =
                picture.positions().stream().map(PopulationPicture.Position::commonest).toList();
        long fixed = shares.stream().filter(share -> share == 1).count();
        int most =
                picture.positions().stream()
                        .mapToInt(PopulationPicture.Position::distinct)
                        .max()
                        .orElse(0);
        var meaning =
                String.format(
                        Locale.ROOT,
                        "Bars for %d positions of the passwords of %,d units: %d positions are the same"
                                + " on every unit; elsewhere up to %d different characters stand.",
                        shares.size(),
                        picture.units(),
                        fixed,
                        most);
        Plots.bars(figure, meaning, 1, "position in the password", List.of(shares));
        text(section, "p", meaning).addClass("quiet");
    }

    private static void neighbours(Element section, PopulationPicture picture) {
        var figure =
                figure(
                        section,
                        "How far neighbours are apart: positions at which two passwords differ. Where the"
                                + " two kinds of bars stand apart, a password depends on its neighbour's.");
        Plots.bars(
                figure,
                String.format(
                        Locale.ROOT,
                        "Neighbours in serial order differ at %.1f positions in the mean, pairs at random"
                                + " at %.1f.",
                        mean(picture.neighbours()),
                        mean(picture.strangers())),
                0,
                "positions that differ",
                List.of(picture.neighbours(), picture.strangers()));
        var key = figure.appendElement("ul").addClass("key");
        text(
                        key,
                        "li",
                        String.format(
                                Locale.ROOT,
                                "neighbours in serial order (mean %.1f)",
                                mean(picture.neighbours())))
                .addClass("series0");
        text(
                        key,
                        "li",
                        String.format(
                                Locale.ROOT,
                                "pairs at random (mean %.1f)",
                                mean(picture.strangers())))
                .addClass("series1");
    }

    private static double mean(List<Double> shares) {
        double mean = 0;
        for (int i = 0; i < shares.size(); i++) {
            mean += i * shares.get(i);
        }
        return mean;
    }

    private static void duplicates(Element section, PopulationPage.Content content) {
        long units = content.report().effort().units();
        long sharing =
                content.report().findings().stream()
                        .filter(f -> f.kind() == FindingClass.DUPLICATE)
                        .mapToLong(PopulationFinding::unitsExplained)
                        .sum();
        var figure =
                figure(
                        section,
                        "Units that share a password with another: what was found, and what generators of"
                                + " some sizes would give by chance.");
        int right = Math.max(3, (int) Math.ceil(log10(units)) + 1);
        int[] places = {0, right};
        int[] values = {LOWEST, right};
        var curves = new ArrayList<Plots.Curve>();
        curves.add(curve("10^6 values, the least", LOG10_FAIL, right));
        curves.add(curve("2^36 values, enough", LOG10_PASS, right));
        var found = sharing == 0 ? "none" : String.format(Locale.ROOT, "%,d", sharing);
        var meaning =
                String.format(
                        Locale.ROOT,
                        "%,d units, of which %s share a password with another. Among so many, a generator"
                                + " of 10^6 values gives about %.3g, one of 2^36 about %.3g.",
                        units,
                        found,
                        Math.pow(10, expected(log10(units), LOG10_FAIL)),
                        Math.pow(10, expected(log10(units), LOG10_PASS)));
        Plots.curves(
                figure,
                meaning,
                "units in the list",
                places,
                values,
                curves,
                log10(units),
                sharing == 0 ? LOWEST : log10(sharing));
        var key = figure.appendElement("ul").addClass("key");
        for (int i = 0; i < curves.size(); i++) {
            text(key, "li", curves.get(i).name()).addClass("curve" + i);
        }
        text(key, "li", "this list: " + found).addClass("mark");
        text(section, "p", meaning).addClass("quiet");
    }

    private static double log10(long count) {
        return Math.log10((double) Math.max(1, count));
    }

    private static Plots.Curve curve(String name, double log10Values, int right) {
        var points = new ArrayList<Double>();
        for (int i = 0; i <= STEPS; i++) {
            points.add(expected((double) right * i / STEPS, log10Values));
        }
        return new Plots.Curve(name, points);
    }

    /// How many of so many units are expected to share: n (1 - (1 - 1/K)^(n-1)), as logarithms.
    static double expected(double log10Units, double log10Values) {
        double others = Math.pow(10, log10Units) - 1;
        double share = -Math.expm1(-others * Math.pow(10, -log10Values));
        return share <= 0 ? Double.NEGATIVE_INFINITY : log10Units + Math.log10(share);
    }
}
