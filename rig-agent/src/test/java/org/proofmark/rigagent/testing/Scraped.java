package org.proofmark.rigagent.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoublePredicate;

/// A scrape of `/metrics`.
public record Scraped(String text) {
    /// Far beyond what anything here takes on a busy machine.
    private static final long PATIENCE_SECONDS = 120;

    /// Asks once.
    public static HttpResponse<String> ask(InetSocketAddress at, String method, String path) {
        var uri = URI.create("http://127.0.0.1:" + at.getPort() + path);
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(uri)
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public static Scraped from(InetSocketAddress at) {
        return new Scraped(ask(at, "GET", "/metrics").body());
    }

    /// Scrapes until a series is as wanted.
    public static Scraped await(InetSocketAddress at, DoublePredicate wanted, String... series) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        var scraped = from(at);
        while (!wanted.test(scraped.value(series))) {
            if (System.nanoTime() > end) {
                throw new AssertionError(List.of(series) + " never came:\n" + scraped.text());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            scraped = from(at);
        }
        return scraped;
    }

    /// The value of the one series of this name that has all these labels, each `name="value"`.
    public double value(String... series) {
        var found =
                text.lines()
                        .filter(line -> line.startsWith(series[0] + "{"))
                        .filter(line -> List.of(series).stream().skip(1).allMatch(line::contains))
                        .toList();
        if (found.size() != 1) {
            throw new AssertionError(
                    "one series " + List.of(series) + " is wanted, got " + found + " in\n" + text);
        }
        var line = found.getFirst();
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }
}
