package org.proofmark.controller.report;

import static java.util.Map.entry;

import java.util.Map;
import org.proofmark.domain.scheme.Requirement;

/// What each requirement is called, what it asks for in words that need no knowledge of the
/// standards, and where it stands.
final class Demands {
    static final Map<Requirement, String> TITLES =
            Map.ofEntries(
                    entry(Requirement.PASSWORDS, "Passwords"),
                    entry(Requirement.REPORTING, "Reporting of security problems"),
                    entry(Requirement.SUPPORT_PERIOD, "Support period for security updates"),
                    entry(Requirement.EN_5_1_1, "5.1-1 Unique passwords"),
                    entry(Requirement.EN_5_1_2, "5.1-2 Passwords that cannot be worked out"),
                    entry(Requirement.EN_5_1_4, "5.1-4 Changing the password"),
                    entry(Requirement.EN_5_1_5, "5.1-5 Protection against guessing"),
                    entry(Requirement.EN_5_2_1, "5.2-1 Disclosure policy"),
                    entry(Requirement.EN_5_3_13, "5.3-13 Support period"),
                    entry(Requirement.EN_5_6_4, "5.6-4 Debug interfaces"),
                    entry(Requirement.EN_5_11_1, "5.11-1 Erasing the user's data"));

    static final Map<Requirement, String> ASKED =
            Map.ofEntries(
                    entry(
                            Requirement.PASSWORDS,
                            "Every device has a password of its own or lets its owner choose one,"
                                    + " and a factory reset brings back no password that other"
                                    + " devices have."),
                    entry(
                            Requirement.REPORTING,
                            "The maker publishes where to report a security problem, and when an"
                                    + " answer and news can be expected."),
                    entry(
                            Requirement.SUPPORT_PERIOD,
                            "The maker publishes until which date security updates are sure to"
                                    + " come."),
                    entry(
                            Requirement.EN_5_1_1,
                            "In every state but factory-default, passwords are unique per device or"
                                    + " chosen by the user."),
                    entry(
                            Requirement.EN_5_1_2,
                            "Passwords set at the factory are made so that nobody can work out"
                                    + " those of a whole class of devices."),
                    entry(
                            Requirement.EN_5_1_4,
                            "The user can change the password in a simple way, and the old one"
                                    + " stops working."),
                    entry(
                            Requirement.EN_5_1_5,
                            "Trying many passwords over the network does not work in practice."),
                    entry(
                            Requirement.EN_5_2_1,
                            "The maker publishes where to report a security problem, and when an"
                                    + " answer and news can be expected."),
                    entry(
                            Requirement.EN_5_3_13,
                            "The maker publishes for how long security updates come."),
                    entry(
                            Requirement.EN_5_6_4,
                            "A debug interface that can be reached is switched off in software."),
                    entry(
                            Requirement.EN_5_11_1,
                            "The user can erase their data from the device in a simple way."));

    static final Map<Requirement, String> SOURCES =
            Map.of(
                    Requirement.PASSWORDS,
                    "UK regulations SI 2023/1007, Schedule 1, paragraph 1; ETSI EN 303 645,"
                            + " provisions 5.1-1 and 5.1-2",
                    Requirement.REPORTING,
                    "UK regulations SI 2023/1007, Schedule 1, paragraph 2; ETSI EN 303 645,"
                            + " provision 5.2-1",
                    Requirement.SUPPORT_PERIOD,
                    "UK regulations SI 2023/1007, Schedule 1, paragraph 3; ETSI EN 303 645,"
                            + " provision 5.3-13");

    private Demands() {}
}
