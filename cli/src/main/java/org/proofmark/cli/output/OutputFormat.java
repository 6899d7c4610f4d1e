package org.proofmark.cli.output;

/// How a list is printed.
public enum OutputFormat {
    /// A table for people.
    TEXT,
    /// One JSON object; keys in camelCase.
    JSON
}
