package org.proofmark.controller.backup;

import java.io.IOException;

/// A backup that cannot be made or restored as asked: a wrong file, folder or option, and no
/// trouble of the disk. The message says what is wanted.
public final class BackupRefused extends IOException {
    private static final long serialVersionUID = 1L;

    BackupRefused(String message) {
        super(message);
    }

    BackupRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
