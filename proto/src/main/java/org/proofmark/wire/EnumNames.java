package org.proofmark.wire;

import com.google.protobuf.ProtocolMessageEnum;

/// Enums that are the same on both sides but for the prefix that the protocol wants.
final class EnumNames {
    private EnumNames() {}

    static <W extends Enum<W> & ProtocolMessageEnum> W toWire(
            Enum<?> value, Class<W> wire, String prefix) {
        return Enum.valueOf(wire, prefix + value.name());
    }

    /// @throws WireFormatException for UNSPECIFIED and for values of a later version
    static <D extends Enum<D>> D fromWire(
            Enum<?> value, Class<D> domain, String prefix, String field) {
        var name = value.name();
        if (!name.startsWith(prefix) || name.equals(prefix + "UNSPECIFIED")) {
            throw new WireFormatException(
                    field + " wants one of the values that this version knows, got " + name);
        }
        return Enum.valueOf(domain, name.substring(prefix.length()));
    }
}
