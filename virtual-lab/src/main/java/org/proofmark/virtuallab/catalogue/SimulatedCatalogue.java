package org.proofmark.virtuallab.catalogue;

import static org.proofmark.virtuallab.catalogue.Rows.LABEL_FORM_TELNET;
import static org.proofmark.virtuallab.catalogue.Rows.compliant;
import static org.proofmark.virtuallab.catalogue.Rows.disclosure;
import static org.proofmark.virtuallab.catalogue.Rows.rig;
import static org.proofmark.virtuallab.catalogue.Rows.support;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.proofmark.virtuallab.catalogue.CatalogueEntry.RigTrouble;
import org.proofmark.virtuallab.publisher.Product;
import org.proofmark.virtuallab.publisher.Product.Disclosure;
import org.proofmark.virtuallab.publisher.Product.Support;

/// The rows that can be run.
public final class SimulatedCatalogue {
    private static final List<CatalogueEntry> ENTRIES =
            Stream.of(compliantRows(), CredentialRows.all(), publishedRows(), rigRows())
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

    private static List<CatalogueEntry> rigRows() {
        return List.of(
                rig("R1", "the supply does not open", stuckSupply(), Set.of("power-not-cut")),
                rig(
                        "R4",
                        "the console is unplugged in mid-run and back after 3 s",
                        unpluggedConsole(),
                        Set.of("console-lost", "console-gap")),
                rig(
                        "R8",
                        "the rig-agent is killed in mid-reset",
                        new RigTrouble(List.of(), true),
                        Set.of("agent-restarted")));
    }

    /// Every switching off fails, so that the first one is met wherever a procedure has it.
    private static RigTrouble stuckSupply() {
        return new RigTrouble(List.of(Map.of("kind", "power-stuck", "from-cycle", 1)), false);
    }

    /// A boot prints some 700 bytes, `use` and a login some 100 each: after 900 the first logins
    /// are going on. Later power cycles, and so later attempts, are clean.
    private static RigTrouble unpluggedConsole() {
        return new RigTrouble(
                List.of(
                        Map.of(
                                "kind",
                                "console-unplug",
                                "at-cycle",
                                1,
                                "after-bytes",
                                900,
                                "for",
                                "3s")),
                false);
    }
}
