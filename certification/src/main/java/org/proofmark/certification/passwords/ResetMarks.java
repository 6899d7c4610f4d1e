package org.proofmark.certification.passwords;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.profile.DeviceProfile;
import org.proofmark.domain.profile.InterfaceName;
import org.proofmark.domain.profile.InterfaceSpec;
import org.proofmark.domain.profile.ResetPath;
import org.proofmark.domain.profile.ResetPath.ResetMark;

/// The marks of a reset that are no words on the console: what was so before it, and whether it is
/// otherwise now. A mark that could not have shown anything before proves nothing afterwards; nor
/// does one that a mere restart brings about, so the device is restarted once per attempt and path
/// to see that. One instance per attempt.
final class ResetMarks {
    private final Device device;
    private final DeviceProfile profile;

    /// Marks that were looked at behind a restart, and what it made of them: empty where they
    /// stayed.
    private final Map<ResetMark, Optional<String>> restarted = new HashMap<>();

    ResetMarks(Device device, DeviceProfile profile) {
        this.device = device;
        this.profile = profile;
    }

    /// What was so before the first step.
    ///
    /// @param useless marks that cannot show that the reset happens, and why
    /// @param hostKeys by interface
    record Before(Map<ResetMark, String> useless, Map<InterfaceName, String> hostKeys) {
        Before {
            useless = Map.copyOf(useless);
            hostKeys = Map.copyOf(hostKeys);
        }

        /// Where nobody looked, since the device may have been in any state.
        static Before unknown() {
            return new Before(Map.of(), Map.of());
        }

        Optional<String> uselessness(ResetMark mark) {
            return Optional.ofNullable(useless.get(mark));
        }
    }

    /// Looks before the first step, and plants the settings that have to be gone behind it.
    ///
    /// @param access what a dialogue of an interface may have: its present credential
    Before look(ResetPath path, BiFunction<InterfaceName, String, Map<String, String>> access) {
        var useless = new HashMap<ResetMark, String>();
        var keys = new HashMap<InterfaceName, String>();
        for (var mark : Set.copyOf(path.marks())) {
            switch (mark) {
                case ResetMark.OnConsole _ -> {
                    // only what comes after the first step began is read
                }
                case ResetMark.Accepted accepted -> {
                    if (sees(accepted.interfaceName(), accepted.dialogue())
                            == LoginOutcome.ACCEPTED) {
                        useless.put(mark, "held before the reset, too");
                    }
                }
                case ResetMark.NewHostKey key ->
                        device.hostKey(spec(key.interfaceName()))
                                .ifPresentOrElse(
                                        k -> keys.put(key.interfaceName(), k),
                                        () -> useless.put(mark, "no key was seen before"));
                case ResetMark.Gone gone ->
                        planted(gone, access).ifPresent(why -> useless.put(mark, why));
            }
        }
        if (path.marks().stream().anyMatch(m -> restless(m) && !useless.containsKey(m))) {
            restart(path, keys, useless);
        }
        return new Before(useless, keys);
    }

    /// Marks that a device may show for no more than a restart.
    private static boolean restless(ResetMark mark) {
        return switch (mark) {
            case ResetMark.NewHostKey _, ResetMark.Gone _ -> true;
            case ResetMark.OnConsole _, ResetMark.Accepted _ -> false;
        };
    }

    private void restart(
            ResetPath path, Map<InterfaceName, String> keys, Map<ResetMark, String> useless) {
        var marks =
                path.marks().stream().filter(m -> restless(m) && !useless.containsKey(m)).toList();
        if (!restarted.keySet().containsAll(marks)) {
            device.coldStart();
            for (var mark : marks) {
                restarted.put(mark, changedBy(mark, keys));
            }
        }
        for (var mark : marks) {
            restarted.getOrDefault(mark, Optional.empty()).ifPresent(why -> useless.put(mark, why));
        }
    }

    /// What a restart alone made of a mark.
    private Optional<String> changedBy(ResetMark mark, Map<InterfaceName, String> keys) {
        return switch (mark) {
            case ResetMark.NewHostKey key -> {
                var now = device.hostKey(spec(key.interfaceName()));
                if (now.isEmpty()) {
                    yield Optional.of("no key was seen behind a restart");
                }
                yield now.equals(Optional.ofNullable(keys.get(key.interfaceName())))
                        ? Optional.empty()
                        : Optional.of("a restart alone changes it, too");
            }
            case ResetMark.Gone gone ->
                    switch (sees(gone.interfaceName(), gone.dialogue())) {
                        case ACCEPTED -> Optional.empty();
                        case REFUSED -> Optional.of("a restart alone loses the setting, too");
                        case LOCKED, UNREADABLE, UNREACHABLE ->
                                Optional.of("the setting was not seen behind a restart");
                    };
            case ResetMark.OnConsole _, ResetMark.Accepted _ -> Optional.empty();
        };
    }

    /// Why a setting could not be planted; empty where it was, and was seen.
    private Optional<String> planted(
            ResetMark.Gone gone, BiFunction<InterfaceName, String, Map<String, String>> access) {
        var result =
                device.hold(
                        spec(gone.interfaceName()),
                        gone.plant(),
                        access.apply(gone.interfaceName(), gone.plant()));
        if (result.outcome() != LoginOutcome.ACCEPTED) {
            return Optional.of("the setting could not be planted: " + result);
        }
        var seen = sees(gone.interfaceName(), gone.dialogue());
        return seen == LoginOutcome.ACCEPTED
                ? Optional.empty()
                : Optional.of("the setting was not seen before the reset: " + seen);
    }

    /// Whether a mark of the device shows now that it was reset.
    boolean shows(ResetMark mark, Before before) {
        return switch (mark) {
            case ResetMark.OnConsole _ -> false;
            case ResetMark.Accepted accepted ->
                    sees(accepted.interfaceName(), accepted.dialogue()) == LoginOutcome.ACCEPTED;
            case ResetMark.NewHostKey key -> {
                var now = device.hostKey(spec(key.interfaceName()));
                var then = Optional.ofNullable(before.hostKeys().get(key.interfaceName()));
                yield now.isPresent() && !now.equals(then);
            }
            // neither silence nor an answer that nobody understands shows that it is gone
            case ResetMark.Gone gone ->
                    sees(gone.interfaceName(), gone.dialogue()) == LoginOutcome.REFUSED;
        };
    }

    private LoginOutcome sees(InterfaceName name, String dialogue) {
        return device.hold(spec(name), dialogue, Map.of()).outcome();
    }

    private InterfaceSpec spec(InterfaceName name) {
        return profile.interfaceOf(name).orElseThrow();
    }

    /// A mark in words.
    static String words(ResetMark mark) {
        return switch (mark) {
            case ResetMark.OnConsole console -> "console: " + console.pattern();
            case ResetMark.Accepted accepted ->
                    accepted.interfaceName() + ": " + accepted.dialogue();
            case ResetMark.NewHostKey key -> key.interfaceName() + ": another host key";
            case ResetMark.Gone gone -> gone.interfaceName() + ": " + gone.dialogue() + " no more";
        };
    }
}
