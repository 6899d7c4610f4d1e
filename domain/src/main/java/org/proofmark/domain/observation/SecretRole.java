package org.proofmark.domain.observation;

/// Whose secret it was that a login was tried with.
public enum SecretRole {
    /// The unit's own present factory credential.
    FACTORY,
    /// The unit's own factory credential from before the last reset.
    FORMER_FACTORY,
    /// What the user defined.
    USER,
    /// What the user had defined before they changed it.
    FORMER_USER,
    /// Random, right for nobody.
    WRONG,
    /// The empty password.
    NONE,
    /// An entry of the list of universal defaults.
    DICTIONARY,
    /// Another unit's credential.
    OTHER_UNIT
}
