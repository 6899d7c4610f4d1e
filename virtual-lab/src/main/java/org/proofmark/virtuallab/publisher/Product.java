package org.proofmark.virtuallab.publisher;

import java.util.regex.Pattern;

/// A product that has pages of its own.
///
/// @param id first part of the pages' paths: letters and digits, at most 20
/// @param maker who publishes
/// @param model as printed on the unit
/// @param disclosure what `/ID/disclosure` answers
/// @param support what `/ID/support` answers
public record Product(
        String id, String maker, String model, Disclosure disclosure, Support support) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{1,20}");

    public Product {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "a product's id wants 1 to 20 letters and digits, got '" + id + "'");
        }
    }

    /// A product with both pages in order.
    public static Product inOrder(String id, String maker, String model) {
        return new Product(id, maker, model, Disclosure.POLICY, Support.END_DATE);
    }

    /// The mail domain and web name of the maker, under the reserved top-level name `example`.
    String domain() {
        return maker.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".example";
    }

    /// How a disclosure policy is published.
    public enum Disclosure {
        /// A contact, a time to acknowledge, a time between status updates.
        POLICY("disclosure.html", "text/html; charset=utf-8"),
        /// D1: fine words, and nobody to turn to.
        NO_CONTACT("disclosure-no-contact.html", "text/html; charset=utf-8"),
        /// D2: a security.txt (RFC 9116) with a contact and no times.
        SECURITY_TXT("security.txt", "text/plain; charset=utf-8");

        private final String resource;
        private final String type;

        Disclosure(String resource, String type) {
            this.resource = resource;
            this.type = type;
        }

        String resource() {
            return resource;
        }

        String type() {
            return type;
        }
    }

    /// How a support period is published.
    public enum Support {
        /// With an end date.
        END_DATE("support.html"),
        /// S1: help, warranty and downloads, and not a word of how long there will be updates.
        NO_PERIOD("support-no-period.html"),
        /// S2: "for the lifetime of the product".
        LIFETIME("support-lifetime.html");

        private final String resource;

        Support(String resource) {
            this.resource = resource;
        }

        String resource() {
            return resource;
        }
    }
}
