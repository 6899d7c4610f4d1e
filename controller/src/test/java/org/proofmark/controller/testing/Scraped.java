package org.proofmark.controller.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoublePredicate;
import org.proofmark.controller.Controller;

/// A scrape of `/metrics`.
public record Scraped(String contentType, String text) {
    private static final long PATIENCE_SECONDS = 60;

    public static Scraped from(Controller controller) throws Exception {
        var uri = URI.create("http://" + controller.web().orElseThrow() + "/metrics");
        try (var client = HttpClient.newHttpClient()) {
            var response =
                    client.send(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError(response.statusCode() + " " + response.body());
            }
            return new Scraped(
                    response.headers().firstValue("Content-Type").orElse(""), response.body());
        }
    }

    /// Scrapes until a series is as wanted.
    public static Scraped await(Controller controller, DoublePredicate wanted, String... series)
            throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        var scraped = from(controller);
        while (!wanted.test(scraped.value(series))) {
            if (System.nanoTime() > end) {
                throw new AssertionError(List.of(series) + " never came:\n" + scraped.text());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            scraped = from(controller);
        }
        return scraped;
    }

    /// The sum of all series of this name that have all these values of labels.
    public double value(String... series) {
        return text.lines()
                .filter(line ->
                        line.startsWith(series[0] + "{") || line.startsWith(series[0] + " "))
                .filter(line ->
                        List.of(series).stream()
                                .skip(1)
                                .allMatch(value -> line.contains("=\"" + value + "\"")))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
