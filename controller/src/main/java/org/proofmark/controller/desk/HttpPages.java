package org.proofmark.controller.desk;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// Pages from the network: HTTP and HTTPS, no cookies, redirects followed by hand so that each one
/// is on record.
final class HttpPages implements PageSource, AutoCloseable {
    static final int MAXIMUM_REDIRECTS = 5;
    static final int MAXIMUM_BYTES = 2 * 1024 * 1024;
    static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    static final Duration RESPONSE_LIMIT = Duration.ofSeconds(30);
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final String AGENT = "Proofmark/1 (conformity check; no cookies)";

    private final HttpClient client;
    private final InstantSource clock;

    HttpPages(byte[] trustPem, InstantSource clock) {
        this.clock = clock;
        this.client =
                HttpClient.newBuilder()
                        .sslContext(Trust.context(trustPem))
                        .connectTimeout(CONNECT_LIMIT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
    }

    @Override
    public Fetched fetch(String url) throws InterruptedException {
        var transcript = new StringBuilder();
        var address = url;
        for (var hop = 0; hop <= MAXIMUM_REDIRECTS; hop++) {
            URI target;
            HttpResponse<byte[]> response;
            try {
                target = target(address);
                response = once(target, transcript);
            } catch (IOException e) {
                return failed(cause(e), transcript);
            } catch (IllegalArgumentException e) {
                return failed("this is no address of a page: " + address, transcript);
            }
            var location = response.headers().firstValue("Location");
            if (!REDIRECTS.contains(response.statusCode()) || location.isEmpty()) {
                return new Fetched.Answered(
                        target,
                        response.statusCode(),
                        response.headers().firstValue("Content-Type").orElse(""),
                        response.body(),
                        transcript.toString());
            }
            try {
                address = target.resolve(location.get().replace(" ", "%20")).toString();
            } catch (IllegalArgumentException e) {
                return failed("it redirects to no address: " + location.get(), transcript);
            }
        }
        return failed("more than " + MAXIMUM_REDIRECTS + " redirects", transcript);
    }

    private static URI target(String address) {
        var uri = URI.create(address);
        var scheme = String.valueOf(uri.getScheme());
        if (uri.getHost() == null || !Set.of("http", "https").contains(scheme)) {
            throw new IllegalArgumentException(address);
        }
        return uri;
    }

    private HttpResponse<byte[]> once(URI target, StringBuilder transcript)
            throws IOException, InterruptedException {
        transcript.append(clock.instant()).append(" > GET ").append(target).append('\n');
        var request =
                HttpRequest.newBuilder(target)
                        .timeout(RESPONSE_LIMIT)
                        .header("User-Agent", AGENT)
                        .header("Accept", "text/html, application/xhtml+xml, text/plain")
                        .header("Accept-Language", "en-GB, en;q=0.8")
                        .build();
        var answer =
                client.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAXIMUM_BYTES));
        try {
            var response = answer.get(RESPONSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            transcript.append(clock.instant()).append(" < ").append(response.statusCode());
            transcript.append(", ").append(response.body().length).append(" bytes\n");
            response.headers()
                    .map()
                    .forEach((name, values) ->
                            transcript
                                    .append("  < ")
                                    .append(name)
                                    .append(": ")
                                    .append(String.join(", ", values))
                                    .append('\n'));
            return response;
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new HttpTimeoutException("no whole answer");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io
                    ? io
                    : new IOException(String.valueOf(e.getCause()), e);
        }
    }

    private static Fetched failed(String cause, StringBuilder transcript) {
        transcript.append("! ").append(cause).append('\n');
        return new Fetched.Failed(cause, transcript.toString());
    }

    private static String cause(IOException error) {
        for (Throwable e = error; e != null; e = e.getCause()) {
            if (e instanceof SSLException) {
                return "TLS failed (" + e.getMessage() + ")";
            }
            if (e instanceof UnknownHostException
                    || e instanceof java.nio.channels.UnresolvedAddressException) {
                return "no such host";
            }
        }
        return switch (error) {
            case HttpConnectTimeoutException _ ->
                    "no connection within " + CONNECT_LIMIT.toSeconds() + " s";
            case HttpTimeoutException _ ->
                    "no whole answer within " + RESPONSE_LIMIT.toSeconds() + " s";
            case ConnectException _ -> "no connection";
            default -> "network error (" + error.getMessage() + ")";
        };
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
