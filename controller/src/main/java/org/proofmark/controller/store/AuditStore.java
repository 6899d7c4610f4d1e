package org.proofmark.controller.store;

import java.util.List;

/// What must be accounted for. It grows, and nothing in it is changed or taken away.
public interface AuditStore {
    /// Adds an access; when this returns it is on disk.
    void addAccess(SecretAccess access);

    /// Every access, the first one first.
    List<SecretAccess> accesses();

    /// Adds a use of a slot by hand; when this returns it is on disk.
    void addUse(HandUse use);

    /// Every use of a slot by hand, the first one first.
    List<HandUse> uses();
}
