package org.proofmark.certification.dialogue;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.proofmark.domain.time.Deadline;
import org.proofmark.domain.time.Ticker;

/// HTTP/1.1 as small devices speak it: one connection a request, no `Expect`, lengths and line ends
/// taken as they come. No cache, no redirects, no cookies of its own.
final class HttpWire {
    /// A device that has not answered by then does not answer.
    static final Duration LIMIT = Duration.ofSeconds(20);

    /// A device's page; what lies beyond is not read.
    static final int MAX_BODY = 4 << 20;

    private static final int MAX_HEADER_BYTES = 64 << 10;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final Ticker ticker;

    HttpWire(Ticker ticker) {
        this.ticker = ticker;
    }

    /// A header.
    record Header(String name, String value) {}

    /// What is sent.
    @SuppressWarnings("ArrayRecordComponent") // made for one request
    record WireRequest(String method, String target, List<Header> headers, byte[] body) {}

    /// What came back.
    @SuppressWarnings("ArrayRecordComponent") // made by one response
    record WireResponse(int status, List<Header> headers, byte[] body) {
        Optional<String> header(String name) {
            return all(name).stream().findFirst();
        }

        List<String> all(String name) {
            return headers.stream()
                    .filter(h -> h.name().equalsIgnoreCase(name))
                    .map(Header::value)
                    .toList();
        }

        /// The body as text, by the charset that the device states, else UTF-8.
        String text() {
            var type = header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
            return new String(
                    body,
                    type.contains("8859-1") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        }
    }

    /// No connection came about.
    static final class Unreachable extends IOException {
        private static final long serialVersionUID = 1L;

        Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// One request and its response.
    ///
    /// @throws Unreachable where no connection came about
    /// @throws IOException where what came back is no HTTP, or not all of it
    WireResponse exchange(InetSocketAddress address, boolean tls, WireRequest request)
            throws IOException {
        var deadline = ticker.deadline("HTTP response", LIMIT);
        try (var socket = connect(address, tls, deadline)) {
            socket.setSoTimeout(millis(deadline));
            var out = socket.getOutputStream();
            out.write(bytes(request));
            out.flush();
            return read(new BufferedInputStream(new Limited(socket, deadline)), request.method());
        }
    }

    private static Socket connect(InetSocketAddress address, boolean tls, Deadline deadline)
            throws Unreachable {
        var plain = new Socket();
        try {
            plain.connect(address, (int) CONNECT.toMillis());
            plain.setSoTimeout(millis(deadline));
            if (!tls) {
                return plain;
            }
            var secure =
                    (SSLSocket)
                            anyCertificate()
                                    .getSocketFactory()
                                    .createSocket(
                                            plain,
                                            address.getHostString(),
                                            address.getPort(),
                                            true);
            secure.startHandshake();
            return secure;
        } catch (IOException e) {
            try {
                plain.close();
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw new Unreachable(reason(e), e);
        }
    }

    private static int millis(Deadline deadline) throws SocketTimeoutException {
        long left = deadline.remaining().toMillis();
        if (left <= 0) {
            throw new SocketTimeoutException(
                    "no complete response within " + LIMIT.toSeconds() + " s");
        }
        return (int) left;
    }

    static String reason(IOException e) {
        return switch (e) {
            case SocketTimeoutException _ -> "no answer in time";
            case java.net.ConnectException _ -> "connection refused";
            case EOFException _ -> "the device closed the connection";
            default -> e.getClass().getSimpleName() + ": " + e.getMessage();
        };
    }

    private static byte[] bytes(WireRequest request) {
        var head = new StringBuilder();
        head.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
        request.headers()
                .forEach(h -> head.append(h.name()).append(": ").append(h.value()).append("\r\n"));
        head.append("\r\n");
        var out = new ByteArrayOutputStream();
        out.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        out.writeBytes(request.body());
        return out.toByteArray();
    }

    private static WireResponse read(InputStream in, String method) throws IOException {
        while (true) {
            int status = status(line(in));
            var headers = headers(in);
            if (status >= 200) {
                var response = new WireResponse(status, headers, new byte[0]);
                boolean none = method.equals("HEAD") || status == 204 || status == 304;
                return none ? response : new WireResponse(status, headers, body(in, response));
            }
        }
    }

    private static int status(String line) throws IOException {
        var parts = line.split(" +", 3);
        if (parts.length < 2
                || !parts[0].startsWith("HTTP/")
                || !parts[1].matches("[1-5][0-9]{2}")) {
            throw new IOException("no HTTP status line");
        }
        return Integer.parseInt(parts[1]);
    }

    private static List<Header> headers(InputStream in) throws IOException {
        var headers = new ArrayList<Header>();
        int size = 0;
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            size += line.length();
            if (size > MAX_HEADER_BYTES) {
                throw new IOException("more than " + MAX_HEADER_BYTES + " bytes of headers");
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.add(
                        new Header(
                                line.substring(0, colon).strip(),
                                line.substring(colon + 1).strip()));
            }
        }
        return headers;
    }

    private static byte[] body(InputStream in, WireResponse head) throws IOException {
        if (head.header("Transfer-Encoding")
                .filter(t -> t.toLowerCase(Locale.ROOT).contains("chunked"))
                .isPresent()) {
            return chunks(in);
        }
        var length = head.header("Content-Length");
        if (length.isEmpty()) {
            return in.readNBytes(MAX_BODY);
        }
        int wanted = Math.min(MAX_BODY, number(length.get(), 10));
        var body = in.readNBytes(wanted);
        if (body.length < wanted) {
            throw new EOFException("the body ends after " + body.length + " of " + wanted);
        }
        return body;
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            var size = line(in);
            int end = size.indexOf(';');
            int length = number(end < 0 ? size : size.substring(0, end), 16);
            if (length == 0 || body.size() + length > MAX_BODY) {
                return body.toByteArray();
            }
            var chunk = in.readNBytes(length);
            if (chunk.length < length) {
                throw new EOFException("a chunk is cut short");
            }
            body.writeBytes(chunk);
            line(in);
        }
    }

    private static int number(String text, int radix) throws IOException {
        try {
            int value = Integer.parseInt(text.strip(), radix);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new IOException("no length: " + text.length() + " characters");
    }

    private static String line(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the device closed the connection");
            }
            if (bytes.size() >= MAX_HEADER_BYTES) {
                throw new IOException("a line of more than " + MAX_HEADER_BYTES + " bytes");
            }
            bytes.write(b);
        }
        var line = bytes.toString(StandardCharsets.ISO_8859_1);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    /// Devices sign their own certificates: what is tested is the login behind them.
    private static SSLContext anyCertificate() throws IOException {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustAny()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("this JDK has no TLS", e);
        }
    }

    private static final class TrustAny implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate @Nullable [] chain, @Nullable String type) {
            // nobody authenticates to us
        }

        @Override
        public void checkServerTrusted(X509Certificate @Nullable [] chain, @Nullable String type) {
            // any
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /// Reads of which all together end by the deadline.
    private static final class Limited extends InputStream {
        private final Socket socket;
        private final InputStream in;
        private final Deadline deadline;

        Limited(Socket socket, Deadline deadline) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
            this.deadline = deadline;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            socket.setSoTimeout(millis(deadline));
            return in.read(buffer, offset, length);
        }
    }
}
