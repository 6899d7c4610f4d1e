package org.proofmark.virtuallab.catalogue;

import static org.proofmark.virtuallab.catalogue.Rows.LABEL_FORM_TELNET;
import static org.proofmark.virtuallab.catalogue.Rows.compliant;
import static org.proofmark.virtuallab.catalogue.Rows.disclosure;
import static org.proofmark.virtuallab.catalogue.Rows.support;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.proofmark.virtuallab.publisher.Product;
import org.proofmark.virtuallab.publisher.Product.Disclosure;
import org.proofmark.virtuallab.publisher.Product.Support;

/// The rows that can be run.
public final class SimulatedCatalogue {
    private static final List<CatalogueEntry> ENTRIES =
            Stream.of(compliantRows(), CredentialRows.all(), publishedRows(), RigRows.all())
                    .flatMap(List::stream)
                    .toList();

    private SimulatedCatalogue() {}

    /// All rows, in the catalogue's order.
    public static List<CatalogueEntry> entries() {
        return ENTRIES;
    }

    /// The row of an id, whatever the case of its letters.
    public static Optional<CatalogueEntry> find(String id) {
        return ENTRIES.stream().filter(entry -> entry.id().equalsIgnoreCase(id)).findFirst();
    }

    /// What a [org.proofmark.virtuallab.publisher.Publisher] needs for the pages of all rows.
    public static List<Product> products() {
        return ENTRIES.stream().map(CatalogueEntry::product).toList();
    }

    private static List<CatalogueEntry> compliantRows() {
        return List.of(
                compliant(
                        "C1",
                        "unique random password on the label; a reset restores it",
                        LABEL_FORM_TELNET),
                compliant(
                        "C2",
                        "new random password at every reset, shown on the UART",
                        "console-api-ssh.yaml"),
                compliant(
                        "C3",
                        "no password until the user sets one; nothing usable before",
                        "setup-form-ssh.yaml"),
                compliant("C4", "as C1; five wrong tries lock it for 60 s", LABEL_FORM_TELNET),
                compliant(
                        "C5",
                        "as C1, slow: 45 s to the network, console silent for 20 s",
                        LABEL_FORM_TELNET),
                compliant(
                        "C6",
                        "as C1; the kernel breaks into the prompts of the console",
                        LABEL_FORM_TELNET),
                compliant(
                        "C7",
                        "password by HMAC-SHA-256 of the serial number and the model's secret key",
                        "label-form-reset.yaml"));
    }

    private static List<CatalogueEntry> publishedRows() {
        return List.of(
                support(
                        "S1",
                        "no support period published",
                        Support.NO_PERIOD,
                        "support-period-not-published"),
                support(
                        "S2",
                        "support \"for the lifetime of the product\", no end date",
                        Support.LIFETIME,
                        "support-period-without-end-date"),
                disclosure(
                        "D1",
                        "disclosure policy without a contact",
                        Disclosure.NO_CONTACT,
                        "no-contact-published"),
                disclosure(
                        "D2",
                        "security.txt only, without acknowledgement and status times",
                        Disclosure.SECURITY_TXT,
                        "no-response-times-published"));
    }
}
