package org.proofmark.cli.population;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.proofmark.cli.exit.UnusableInput;

/// Which column is what, found by the columns' names.
///
/// @param names of all columns as the analyser calls them
/// @param id index of the unit's id, or -1
/// @param secret index of the password or its digest, or -1
/// @param plain whether `secret` is a password
/// @param mac index of the MAC address, or -1
/// @param identifiers indices of identifiers
record Columns(
        List<String> names, int id, int secret, boolean plain, int mac, List<Integer> identifiers) {
    /// No column at all.
    static final Columns NONE = new Columns(List.of(), -1, -1, true, -1, List.of());

    private static final Map<String, String> ALIASES =
            Map.ofEntries(
                    Map.entry("unit", "unit_id"),
                    Map.entry("id", "unit_id"),
                    Map.entry("device_id", "unit_id"),
                    Map.entry("serial_number", "serial"),
                    Map.entry("serialnumber", "serial"),
                    Map.entry("serial_no", "serial"),
                    Map.entry("sn", "serial"),
                    Map.entry("mac_address", "mac"),
                    Map.entry("macaddress", "mac"),
                    Map.entry("lot", "batch"),
                    Map.entry("manufacture_date", "manufactured"),
                    Map.entry("manufacturing_date", "manufactured"),
                    Map.entry("production_date", "manufactured"),
                    Map.entry("date", "manufactured"),
                    Map.entry("passphrase", "password"),
                    Map.entry("wifi_password", "password"),
                    Map.entry("pwd", "password"),
                    Map.entry("pin", "password"),
                    Map.entry("digest", "password_digest"));

    private static final List<String> ID_CANDIDATES = List.of("unit_id", "serial", "mac");

    Columns {
        names = List.copyOf(names);
        identifiers = List.copyOf(identifiers);
    }

    /// Finds the columns.
    ///
    /// @param wanted the identifiers that passwords are compared with; empty for all
    static Columns of(List<String> header, List<String> wanted) {
        var names = header.stream().map(Columns::canonical).toList();
        int secret = names.indexOf("password");
        boolean plain = secret >= 0;
        if (!plain) {
            secret = names.indexOf("password_digest");
        }
        int id = -1;
        for (String candidate : ID_CANDIDATES) {
            id = id < 0 ? names.indexOf(candidate) : id;
        }
        var identifiers = new ArrayList<Integer>();
        for (int i = 0; i < names.size(); i++) {
            if (i != secret
                    && !names.get(i).equals("password_digest")
                    && isWanted(names.get(i), wanted)) {
                identifiers.add(i);
            }
        }
        return new Columns(names, id, secret, plain, names.indexOf("mac"), identifiers);
    }

    private static boolean isWanted(String name, List<String> wanted) {
        return wanted.isEmpty() || wanted.stream().map(Columns::canonical).anyMatch(name::equals);
    }

    /// Lower case, `_` for what is no letter or digit, and the usual name where it has several.
    static String canonical(String name) {
        var plain =
                name.strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}]+", "_")
                        .replaceAll("^_+|_+$", "");
        return ALIASES.getOrDefault(plain, plain);
    }

    /// Fails where the list cannot be used at all.
    void check(String file, List<String> wanted) {
        if (secret < 0) {
            throw new UnusableInput(
                    file
                            + ":1: no column 'password' (or 'password_digest'); there are: "
                            + String.join(", ", names));
        }
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).isEmpty() && names.indexOf(names.get(i)) < i) {
                throw new UnusableInput(
                        file + ":1: two columns are called '" + names.get(i) + "'; rename one");
            }
        }
        for (String name : wanted) {
            if (!names.contains(canonical(name))) {
                throw new UnusableInput(
                        file
                                + ":1: no column '"
                                + name
                                + "' as --identifiers asks; there are: "
                                + String.join(", ", names));
            }
        }
    }
}
