package org.proofmark.controller.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.postgresql.PGProperty;

/// Where a PostgreSQL database is. Never holds a password.
///
/// @param host name or address; an IPv6 address in brackets
/// @param port 1 to 65535
/// @param user the role that connects
/// @param parameters of the driver, such as `sslmode`; each is one that it knows
public record DatabaseUrl(
        String host, int port, String database, String user, Map<String, String> parameters) {
    /// PostgreSQL's own.
    private static final int DEFAULT_PORT = 5432;

    private static final String WANTED =
            "wanted is postgresql://USER@HOST:PORT/DATABASE, for example"
                    + " postgresql://proofmark@db.example:5432/proofmark";

    public DatabaseUrl {
        parameters = Map.copyOf(parameters);
    }

    /// Reads `postgresql://user@host:port/database?parameter=value`, also with `jdbc:` before it.
    /// Port 5432 and the user of this process are what is taken where none is given.
    ///
    /// @throws IllegalArgumentException for anything else, for a password in it, and for a
    ///   parameter that the driver does not know; the message says what and never repeats a
    ///   password
    public static DatabaseUrl parse(String text) {
        var plain = text.startsWith("jdbc:") ? text.substring(5) : text;
        if (!plain.startsWith("postgresql://") && !plain.startsWith("postgres://")) {
            throw new IllegalArgumentException(
                    (plain.contains("@") ? "this" : "'" + text + "'")
                            + " is no address of a PostgreSQL database: "
                            + WANTED
                            + ". Where no database is named, one SQLite file in the state folder is used");
        }
        URI uri;
        try {
            uri = new URI(plain);
        } catch (URISyntaxException e) {
            // the text may hold a password: it is not repeated
            throw new IllegalArgumentException(
                    "the database's address cannot be read at character "
                            + e.getIndex()
                            + " ("
                            + e.getReason()
                            + "): "
                            + WANTED);
        }
        return of(uri);
    }

    private static DatabaseUrl of(URI uri) {
        var parameters = parameters(uri.getRawQuery());
        var named = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        if (named.contains(":")) {
            throw withPassword();
        }
        var user = parameters.remove("user");
        if (user == null) {
            user = named.isEmpty() ? System.getProperty("user.name") : decoded(named);
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("the database's address names no host: " + WANTED);
        }
        var path = uri.getRawPath() == null ? "" : uri.getRawPath();
        if (path.length() < 2 || path.indexOf('/', 1) >= 0) {
            throw new IllegalArgumentException(
                    "the database's address names no database after its host: " + WANTED);
        }
        int port = uri.getPort() == -1 ? DEFAULT_PORT : uri.getPort();
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "port " + port + " of the database is not 1 to 65535: " + WANTED);
        }
        return new DatabaseUrl(uri.getHost(), port, decoded(path.substring(1)), user, parameters);
    }

    private static Map<String, String> parameters(@org.jspecify.annotations.Nullable String query) {
        var parameters = new TreeMap<String, String>();
        if (query == null || query.isEmpty()) {
            return parameters;
        }
        for (var pair : query.split("&")) {
            var equals = pair.indexOf('=');
            var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            if (name.toLowerCase(Locale.ROOT).endsWith("password")) {
                throw withPassword();
            }
            if (equals < 0 || PGProperty.forName(name) == null) {
                throw new IllegalArgumentException(
                        "parameter '"
                                + name
                                + "' of the database's address is none that the PostgreSQL driver knows,"
                                + " such as sslmode=verify-full");
            }
            parameters.put(name, decoded(pair.substring(equals + 1)));
        }
        return parameters;
    }

    private static IllegalArgumentException withPassword() {
        return new IllegalArgumentException(
                "a password does not belong into the database's address, where other users of this"
                        + " machine can read it: leave it out, and put it into a file for"
                        + " --database-password-file, into the variable PROOFMARK_DATABASE_PASSWORD or"
                        + " into ~/.pgpass");
    }

    private static String decoded(String text) {
        // a plus sign is one: this is no form
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /// As the driver wants it.
    String jdbc() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + encoded(database) + query();
    }

    /// For people, and readable by [#parse].
    @Override
    public String toString() {
        return "postgresql://"
                + encoded(user)
                + "@"
                + host
                + ":"
                + port
                + "/"
                + encoded(database)
                + query();
    }

    private String query() {
        var query =
                parameters.entrySet().stream()
                        .map(p -> p.getKey() + "=" + encoded(p.getValue()))
                        .sorted()
                        .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
