package org.proofmark.rigagent.config;

/// The rig's file cannot be used. The message names file, line, key and the expected form.
public final class ConfigRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param line from 1; 0 where the file as a whole is meant
    /// @param key such as `slots[0].wiring[1].kind`; empty where the file as a whole is meant
    public ConfigRefused(String file, int line, String key, String problem) {
        super(
                file
                        + (line > 0 ? ":" + line : "")
                        + ": "
                        + (key.isEmpty() ? "" : key + ": ")
                        + problem);
    }
}
