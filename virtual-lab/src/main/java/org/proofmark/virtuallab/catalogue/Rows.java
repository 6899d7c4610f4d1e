package org.proofmark.virtuallab.catalogue;

import static org.proofmark.domain.scheme.Requirement.EN_5_2_1;
import static org.proofmark.domain.scheme.Requirement.EN_5_3_13;
import static org.proofmark.domain.scheme.Requirement.PASSWORDS;
import static org.proofmark.domain.scheme.Requirement.REPORTING;
import static org.proofmark.domain.scheme.Requirement.SUPPORT_PERIOD;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.proofmark.domain.scheme.Requirement;
import org.proofmark.virtuallab.catalogue.CatalogueEntry.Demand;
import org.proofmark.virtuallab.catalogue.CatalogueEntry.Group;
import org.proofmark.virtuallab.catalogue.CatalogueEntry.RigTrouble;
import org.proofmark.virtuallab.device.ModelName;
import org.proofmark.virtuallab.publisher.Product;
import org.proofmark.virtuallab.publisher.Product.Disclosure;
import org.proofmark.virtuallab.publisher.Product.Support;

/// Makes rows.
final class Rows {
    static final String LABEL_FORM = "label-form.yaml";
    static final String LABEL_FORM_TELNET = "label-form-telnet.yaml";

    private static final List<Requirement> REQUIREMENTS =
            List.of(PASSWORDS, REPORTING, SUPPORT_PERIOD);
    private static final Set<Requirement> POLICY = Set.of(REPORTING, EN_5_2_1);
    private static final Set<Requirement> PERIOD = Set.of(SUPPORT_PERIOD, EN_5_3_13);

    private Rows() {}

    static CatalogueEntry compliant(String id, String description, String template) {
        return entry(id, Group.COMPLIANT, description, template, 2, Set.of(), Set.of());
    }

    /// A device whose credentials are flawed.
    ///
    /// @param fails the requirements that must be FAIL; empty where the flaw is a finding
    /// @param codes the flaw's own
    static CatalogueEntry credentials(
            String id,
            String description,
            String template,
            int units,
            Set<Requirement> fails,
            String... codes) {
        return entry(id, Group.CREDENTIALS, description, template, units, fails, Set.of(codes));
    }

    private static CatalogueEntry entry(
            String id,
            Group group,
            String description,
            String template,
            int units,
            Set<Requirement> fails,
            Set<String> catches) {
        var name = ModelName.of(id);
        return new CatalogueEntry(
                id,
                group,
                description,
                name,
                Product.inOrder(id, name.maker(), name.model()),
                template,
                units,
                RigTrouble.NONE,
                demands(fails, Demand.FAIL),
                catches);
    }

    static CatalogueEntry support(String id, String description, Support support, String code) {
        return published(id, Group.SUPPORT, description, Disclosure.POLICY, support, PERIOD, code);
    }

    static CatalogueEntry disclosure(
            String id, String description, Disclosure disclosure, String code) {
        return published(
                id, Group.DISCLOSURE, description, disclosure, Support.END_DATE, POLICY, code);
    }

    private static CatalogueEntry published(
            String id,
            Group group,
            String description,
            Disclosure disclosure,
            Support support,
            Set<Requirement> fails,
            String code) {
        var name = ModelName.of(id);
        return new CatalogueEntry(
                id,
                group,
                description,
                name,
                new Product(id, name.maker(), name.model(), disclosure, support),
                LABEL_FORM,
                2,
                RigTrouble.NONE,
                demands(fails, Demand.FAIL),
                Set.of(code));
    }

    /// A compliant device on a rig with a fault.
    static CatalogueEntry rig(
            String id, String description, RigTrouble trouble, Set<String> codes) {
        var name = ModelName.of("C1");
        return new CatalogueEntry(
                id,
                Group.RIG,
                description,
                name,
                Product.inOrder(id, name.maker(), name.model()),
                LABEL_FORM_TELNET,
                2,
                trouble,
                demands(Set.of(PASSWORDS), Demand.NO_FAIL),
                codes);
    }

    /// All that no row says anything else about must be PASS.
    private static Map<Requirement, Demand> demands(Set<Requirement> differing, Demand demand) {
        var demands = new HashMap<Requirement, Demand>();
        REQUIREMENTS.forEach(requirement -> demands.put(requirement, Demand.PASS));
        differing.forEach(requirement -> demands.put(requirement, demand));
        return demands;
    }
}
