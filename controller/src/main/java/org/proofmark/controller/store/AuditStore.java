package org.proofmark.controller.store;

import java.util.List;

/// What must be accounted for. It grows, and nothing in it is changed or taken away.
public interface AuditStore {
    /// Adds an access; when this returns it is on disk.
    void addAccess(SecretAccess access);

    /// Every access, the first one first.
    List<SecretAccess> accesses();
}
