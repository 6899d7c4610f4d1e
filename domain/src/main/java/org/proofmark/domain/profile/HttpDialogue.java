package org.proofmark.domain.profile;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A conversation over HTTP: exchanges one after another, with a cookie jar and variables of their
/// own.
///
/// @param after the purpose of the dialogue of the same interface that is held first, in the same
///   session; it must be accepted
/// @param exchanges one or more; the last one has answers
public record HttpDialogue(Optional<String> after, List<Exchange> exchanges) implements Dialogue {
    public HttpDialogue {
        exchanges = List.copyOf(exchanges);
        if (exchanges.isEmpty()) {
            throw new IllegalArgumentException("an HTTP dialogue wants one exchange or more");
        }
    }

    /// A request and what is made of its response.
    ///
    /// @param let variables that are computed before the request, in order
    /// @param follow whether redirects are followed (at most 5)
    /// @param extract variables that are taken from the response when the dialogue goes on or is
    ///   accepted
    /// @param answers what ends the dialogue; where the conditions of two answers hold, the
    ///   response is unreadable
    /// @param expect what lets the dialogue go on where no answer holds: any one of these; empty =
    ///   any status from 200 to 399
    public record Exchange(
            List<Field> let,
            Request request,
            boolean follow,
            List<Extract> extract,
            Map<Answer, List<Condition>> answers,
            List<Condition> expect) {
        public Exchange {
            let = List.copyOf(let);
            extract = List.copyOf(extract);
            expect = List.copyOf(expect);
            answers =
                    answers.isEmpty()
                            ? Map.of()
                            : java.util.Collections.unmodifiableMap(new EnumMap<>(answers));
        }
    }

    /// A name and a value.
    public record Field(String name, Template value) {}

    /// What is sent.
    ///
    /// @param method such as `GET`
    /// @param path begins with `/`; values are percent-encoded
    public record Request(
            String method,
            Template path,
            List<Field> query,
            List<Field> headers,
            Body body,
            Optional<Auth> auth) {
        public Request {
            query = List.copyOf(query);
            headers = List.copyOf(headers);
        }
    }

    /// What a request carries.
    public sealed interface Body {
        /// Nothing.
        record None() implements Body {}

        /// `application/x-www-form-urlencoded`.
        record Form(List<Field> fields) implements Body {
            public Form {
                fields = List.copyOf(fields);
            }
        }

        /// `application/json`.
        ///
        /// @param template JSON text; its string values are templates
        record Json(String template) implements Body {}

        /// As it stands; the content type is given as a header.
        record Text(Template text) implements Body {}
    }

    /// A login in the `Authorization` header (RFC 7617, RFC 7616).
    public record Auth(Scheme scheme, Template username, Template password) {
        /// How.
        public enum Scheme {
            BASIC,
            DIGEST
        }
    }

    /// Takes a variable from a response.
    ///
    /// @param variable its name
    /// @param from where it is
    /// @param optional whether the dialogue goes on with an empty value where it is not there; else
    ///   the response is unreadable
    public record Extract(String variable, Source from, boolean optional) {
        /// Where a value is.
        public sealed interface Source {
            record Header(String name) implements Source {}

            record Cookie(String name) implements Source {}

            /// The first element that a CSS selector finds: an attribute's value, or its text.
            record Css(String selector, Optional<String> attribute) implements Source {}

            /// JSON pointer (RFC 6901).
            record Json(String pointer) implements Source {}

            /// Group 1 of a pattern that is found in the body.
            record Body(Pattern pattern) implements Source {}
        }
    }

    /// Holds when every one of its tests does.
    ///
    /// @param tests one or more
    public record Condition(List<Test> tests) {
        public Condition {
            tests = List.copyOf(tests);
            if (tests.isEmpty()) {
                throw new IllegalArgumentException("a condition wants one test or more");
            }
        }

        /// One property of a response.
        public sealed interface Test {
            /// The status is one of these.
            record Status(List<StatusRange> ranges) implements Test {
                public Status {
                    ranges = List.copyOf(ranges);
                }
            }

            /// A header of this name has a value in which the pattern is found.
            record Header(String name, Pattern pattern) implements Test {}

            /// The pattern is found in the body, or is not.
            record Body(Pattern pattern, boolean found) implements Test {}

            /// This response sets a cookie of this name with a value.
            record Cookie(String name) implements Test {}

            /// The selector finds an element, or finds none.
            record Css(String selector, boolean found) implements Test {}

            /// The value at a JSON pointer, as text, is this one.
            record Json(String pointer, String value) implements Test {}
        }

        /// Status codes from `low` to `high`, both in it.
        public record StatusRange(int low, int high) {}
    }
}
