package org.proofmark.virtuallab.catalogue;

import static org.proofmark.domain.scheme.Requirement.EN_5_11_1;
import static org.proofmark.domain.scheme.Requirement.EN_5_1_1;
import static org.proofmark.domain.scheme.Requirement.EN_5_2_1;
import static org.proofmark.domain.scheme.Requirement.EN_5_3_13;
import static org.proofmark.domain.scheme.Requirement.PASSWORDS;
import static org.proofmark.domain.scheme.Requirement.REPORTING;
import static org.proofmark.domain.scheme.Requirement.SUPPORT_PERIOD;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.proofmark.domain.scheme.Requirement;
import org.proofmark.virtuallab.catalogue.CatalogueEntry.Demand;
import org.proofmark.virtuallab.catalogue.CatalogueEntry.Group;
import org.proofmark.virtuallab.catalogue.CatalogueEntry.RigTrouble;
import org.proofmark.virtuallab.device.ModelName;
import org.proofmark.virtuallab.publisher.Product;
import org.proofmark.virtuallab.publisher.Product.Disclosure;
import org.proofmark.virtuallab.publisher.Product.Support;

/// The rows that can be run.
public final class SimulatedCatalogue {
    private static final String LABEL_FORM = "label-form.yaml";
    private static final String LABEL_FORM_TELNET = "label-form-telnet.yaml";

    private static final List<CatalogueEntry> ENTRIES =
            List.of(
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
                    credentials(
                            "P1",
                            "universal default password before and after a reset",
                            "stated-basic-telnet.yaml",
                            2,
                            "universal-credential"),
                    credentials(
                            "P2",
                            "unique password on the label, but a reset brings a universal one",
                            LABEL_FORM,
                            2,
                            "universal-credential-after-reset"),
                    credentials(
                            "P3",
                            "the same password for a whole batch",
                            "label-api.yaml",
                            4,
                            "credential-shared-in-batch"),
                    credentials(
                            "P12",
                            "telnet has root with a universal password",
                            "label-digest-telnet.yaml",
                            2,
                            "universal-default-opens-service"),
                    credentials(
                            "P18",
                            "a reset does not erase the user's password",
                            LABEL_FORM_TELNET,
                            2,
                            Set.of(EN_5_1_1, EN_5_11_1),
                            "user-password-survives-reset"),
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
                            Set.of("no-contact-published")),
                    disclosure(
                            "D2",
                            "security.txt only, without acknowledgement and status times",
                            Disclosure.SECURITY_TXT,
                            Set.of("no-response-times-published")),
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

    /// Every switching off fails, so that the first one is met wherever a procedure has it.
    private static RigTrouble stuckSupply() {
        return new RigTrouble(List.of(Map.of("kind", "power-stuck", "from-cycle", 1)), false);
    }

    /// A boot prints some 700 bytes and a login some 100: after 1500 the first logins are going on.
    /// Later power cycles, and so later attempts, are clean.
    private static RigTrouble unpluggedConsole() {
        return new RigTrouble(
                List.of(
                        Map.of(
                                "kind",
                                "console-unplug",
                                "at-cycle",
                                1,
                                "after-bytes",
                                1500,
                                "for",
                                "3s")),
                false);
    }

    private static CatalogueEntry compliant(String id, String description, String template) {
        return entry(id, Group.COMPLIANT, description, template, 2, demands(Map.of()), Set.of());
    }

    private static CatalogueEntry credentials(
            String id, String description, String template, int units, String code) {
        return credentials(id, description, template, units, Set.of(EN_5_1_1), code);
    }

    /// @param provisions those of EN 303 645 that the flaw breaks
    private static CatalogueEntry credentials(
            String id,
            String description,
            String template,
            int units,
            Set<Requirement> provisions,
            String code) {
        var demands = failing(PASSWORDS, provisions);
        return entry(id, Group.CREDENTIALS, description, template, units, demands, Set.of(code));
    }

    private static CatalogueEntry entry(
            String id,
            Group group,
            String description,
            String template,
            int units,
            Map<Requirement, Demand> demands,
            Set<String> catches) {
        var name = ModelName.of(id);
        var product = Product.inOrder(id, name.maker(), name.model());
        return new CatalogueEntry(
                id,
                group,
                description,
                name,
                product,
                template,
                units,
                RigTrouble.NONE,
                demands,
                catches);
    }

    private static CatalogueEntry support(
            String id, String description, Support support, String code) {
        var name = ModelName.of(id);
        var product = new Product(id, name.maker(), name.model(), Disclosure.POLICY, support);
        var demands = failing(SUPPORT_PERIOD, Set.of(EN_5_3_13));
        return new CatalogueEntry(
                id,
                Group.SUPPORT,
                description,
                name,
                product,
                LABEL_FORM,
                2,
                RigTrouble.NONE,
                demands,
                Set.of(code));
    }

    private static CatalogueEntry disclosure(
            String id, String description, Disclosure disclosure, Set<String> codes) {
        var name = ModelName.of(id);
        var product = new Product(id, name.maker(), name.model(), disclosure, Support.END_DATE);
        var demands = failing(REPORTING, Set.of(EN_5_2_1));
        return new CatalogueEntry(
                id,
                Group.DISCLOSURE,
                description,
                name,
                product,
                LABEL_FORM,
                2,
                RigTrouble.NONE,
                demands,
                codes);
    }

    /// A compliant device on a rig with a fault.
    private static CatalogueEntry rig(
            String id, String description, RigTrouble trouble, Set<String> codes) {
        var name = ModelName.of("C1");
        var product = Product.inOrder(id, name.maker(), name.model());
        var demands = demands(Map.of(PASSWORDS, Demand.NO_FAIL));
        return new CatalogueEntry(
                id,
                Group.RIG,
                description,
                name,
                product,
                LABEL_FORM_TELNET,
                2,
                trouble,
                demands,
                codes);
    }

    /// A requirement of `uk-psti-2023` and provisions of EN 303 645 that must fail, and no other.
    private static Map<Requirement, Demand> failing(
            Requirement broken, Set<Requirement> provisions) {
        var differing = new HashMap<Requirement, Demand>();
        differing.put(broken, Demand.FAIL);
        provisions.forEach(p -> differing.put(p, Demand.FAIL));
        return demands(differing);
    }

    private static Map<Requirement, Demand> demands(Map<Requirement, Demand> differing) {
        var demands = new HashMap<>(differing);
        for (var requirement : List.of(PASSWORDS, REPORTING, SUPPORT_PERIOD)) {
            demands.putIfAbsent(requirement, Demand.PASS);
        }
        return demands;
    }
}
