package org.proofmark.virtuallab.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.proofmark.domain.scheme.Requirement;
import org.proofmark.virtuallab.device.FirmwareImages;
import org.proofmark.virtuallab.device.ModelName;
import org.proofmark.virtuallab.publisher.Product;

/// A row of the catalogue: a simulated device, the rig that it sits on, and what must be found.
///
/// @param id such as `P2`
/// @param group what kind of row it is
/// @param description one line for people
/// @param name what the device calls itself; [ModelName#id] is what
///   [org.proofmark.virtuallab.device.Main] takes
/// @param product its pages; [Product#id] equals the row's id
/// @param template name of the profile's template, beside this class
/// @param units how many the row needs
/// @param trouble what is wrong with the rig
/// @param demands per requirement; every requirement of `uk-psti-2023` is there, and every
///   provision of EN 303 645 that must fail. A requirement that is not there must not fail
/// @param daysApart days of manufacture between one unit and the next; 0 = those of a batch were
///   made on one day
/// @param catches codes of reasons, findings or faults, of which one must be given; empty for
///   compliant devices
public record CatalogueEntry(
        String id,
        Group group,
        String description,
        ModelName name,
        Product product,
        String template,
        int units,
        int daysApart,
        RigTrouble trouble,
        Map<Requirement, Demand> demands,
        Set<String> catches) {

    public CatalogueEntry {
        demands = Map.copyOf(demands);
        catches = Set.copyOf(catches);
        if (catches.isEmpty() != (group == Group.COMPLIANT)) {
            throw new IllegalArgumentException(
                    id + ": every row but a compliant one wants a code that counts as its catch");
        }
    }

    /// Without days between the units.
    CatalogueEntry(
            String id,
            Group group,
            String description,
            ModelName name,
            Product product,
            String template,
            int units,
            RigTrouble trouble,
            Map<Requirement, Demand> demands,
            Set<String> catches) {
        this(id, group, description, name, product, template, units, 0, trouble, demands, catches);
    }

    /// The same with each unit made a day after the one before.
    CatalogueEntry madeDaysApart() {
        return new CatalogueEntry(
                id,
                group,
                description,
                name,
                product,
                template,
                units,
                1,
                trouble,
                demands,
                catches);
    }

    /// What kind of row.
    public enum Group {
        COMPLIANT("C"),
        CREDENTIALS("P"),
        SUPPORT("S"),
        DISCLOSURE("D"),
        RIG("R");

        private final String letter;

        Group(String letter) {
            this.letter = letter;
        }

        /// What the ids of its rows begin with.
        public String letter() {
            return letter;
        }
    }

    /// What the verdict of a requirement must be.
    public enum Demand {
        PASS,
        FAIL,
        /// INCONCLUSIVE, or PASS where a later attempt may decide.
        NO_FAIL
    }

    /// What is wrong with the rig.
    ///
    /// @param settings further settings of wiring kind `process`, for every slot, such as `faults`
    /// @param agentKilled the agent is to be killed with SIGKILL while a reset is going on, and
    ///   started again
    public record RigTrouble(Map<String, Object> settings, boolean agentKilled) {
        /// Nothing is wrong.
        public static final RigTrouble NONE = new RigTrouble(Map.of(), false);

        static final String NAMESPACE = "namespace";

        public RigTrouble {
            settings = Map.copyOf(settings);
        }

        /// Whether it can be played only where the machine allows network namespaces.
        public boolean needsNamespaces() {
            return NAMESPACE.equals(settings.get("network"));
        }
    }

    /// The profile's id: `sim-p2`. Every row has its own.
    public String profileId() {
        return "sim-" + id.toLowerCase(java.util.Locale.ROOT);
    }

    /// The arguments of [org.proofmark.virtuallab.device.Main].
    public List<String> deviceArguments() {
        return List.of("--id", name.id());
    }

    /// The firmware image that the profile names as [#imageFile()], where its maker gives one.
    public Optional<byte[]> image() {
        return FirmwareImages.of(name.id());
    }

    /// Name of the file that holds [#image()], beside the profile.
    public String imageFile() {
        return profileId() + ".img";
    }

    /// The profile, YAML in the format of docs/profile.md. Its `published.trust` names
    /// `publisher.pem`, its `firmware.image` [#imageFile()] where there is one.
    ///
    /// @param publisher `host:port` of the [org.proofmark.virtuallab.publisher.Publisher]
    public String profile(String publisher) {
        return templateText()
                .replace(
                        "\nwiring:",
                        image().map(_ -> "\nfirmware: {image: " + imageFile() + "}\n").orElse("")
                                + "\nwiring:")
                .replace("{{profile}}", profileId())
                .replace("{{manufacturer}}", name.maker())
                .replace("{{model}}", name.model())
                .replace("{{page}}", product.id())
                .replace("{{publisher}}", publisher);
    }

    private String templateText() {
        try (var in = CatalogueEntry.class.getResourceAsStream(template)) {
            if (in == null) {
                throw new IllegalStateException("catalogue: no template " + template);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("catalogue: cannot read " + template, e);
        }
    }
}
