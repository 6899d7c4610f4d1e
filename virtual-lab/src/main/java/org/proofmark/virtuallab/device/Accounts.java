package org.proofmark.virtuallab.device;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.proofmark.virtuallab.device.PasswordSource.Origin;
import org.proofmark.virtuallab.device.ResetManner.Cause;

/// Who gets in, and the settings that a reset erases. Thread-safe.
///
/// Two maps in flash: `factory` is written once, when the unit is made; `settings` is replaced as a
/// whole by each change and each reset, so a power cut leaves the old or the new ones.
final class Accounts {
    /// The longest password: what a line of a login prompt takes.
    static final int PASSWORD_MAX = 64;

    private static final String FACTORY = "factory";
    private static final String SETTINGS = "settings";
    private static final String UNIQUE = "unique-password";
    private static final String PASSWORD = "password";
    private static final String BY_USER = "password-by-user";
    private static final String STALE = "password-before";
    private static final String FACTORY_AGAIN = "factory-password";
    private static final String SET_UP_BEGUN = "set-up-begun";
    private static final String NO_PASSWORD = "no-password";
    private static final String RELAY = "relay";

    private final DeviceModel model;
    private final DeviceEnvironment unit;
    private final Flash flash;
    private final RandomGenerator random;
    private final String unique;
    private Map<String, String> settings;

    /// Reads the flash; a new unit is provisioned first.
    Accounts(DeviceModel model, Flash flash, DeviceEnvironment unit, RandomGenerator random) {
        this.model = model;
        this.unit = unit;
        this.flash = flash;
        this.random = random;
        this.unique = provision(flash, random);
        this.settings = flash.read(SETTINGS).orElseGet(this::deliver);
    }

    private static String provision(Flash flash, RandomGenerator random) {
        var factory = flash.read(FACTORY);
        if (factory.isEmpty()) {
            flash.write(FACTORY, Map.of(UNIQUE, PasswordSource.draw(random)));
        }
        var value = flash.read(FACTORY).orElseThrow().get(UNIQUE);
        if (value == null) {
            throw new IllegalStateException("flash: 'factory' has no '" + UNIQUE + "'");
        }
        return value;
    }

    private Map<String, String> deliver() {
        var made = factorySettings(model.delivered(), Map.of(), poweredOn());
        flash.write(SETTINGS, made);
        return made;
    }

    private Map<String, String> factorySettings(
            PasswordSource source, Map<String, String> before, Moment now) {
        var made = new HashMap<String, String>();
        source.password(origin(Optional.ofNullable(before.get(PASSWORD)), now))
                .ifPresent(value -> made.put(PASSWORD, value));
        if (source instanceof PasswordSource.Kept && before.containsKey(BY_USER)) {
            made.put(BY_USER, "true");
        }
        return made;
    }

    private Moment poweredOn() {
        return new Moment(Duration.ZERO, Instant.parse(unit.rtc()));
    }

    private Origin origin(Optional<String> before, Moment now) {
        return new Origin(unit, unique, before, now, random);
    }

    /// What is printed on the unit as its password, if anything is.
    Optional<String> printed() {
        return model.onLabel() ? delivered() : Optional.empty();
    }

    private Optional<String> delivered() {
        return model.delivered().password(origin(Optional.empty(), poweredOn()));
    }

    /// To be called at each boot, before anybody can log in.
    synchronized void booted() {
        if (wantsSetUp() && settings.containsKey(SET_UP_BEGUN)) {
            goAround(SetUpManner.Gap.POWER_CUT);
        }
        if (model.traits().change().factoryReturns() && settings.containsKey(BY_USER)) {
            delivered().ifPresent(value -> put(Map.of(FACTORY_AGAIN, value)));
        }
    }

    /// True where a name and a password open a door. Compares in constant time.
    synchronized boolean opens(Door door, String username, String password) {
        boolean open = DeviceModel.ADMIN.equals(username) && admin(door, password);
        for (var account : model.fixedAccounts()) {
            open |=
                    account.doors().contains(door)
                            && account.username().equals(username)
                            && same(account.password(), password);
        }
        return open;
    }

    private boolean admin(Door door, String password) {
        var present = settings.get(PASSWORD);
        if (model.traits().change().stale().contains(door)) {
            present = settings.getOrDefault(STALE, present);
        }
        var again = settings.get(FACTORY_AGAIN);
        return (present != null && same(present, password))
                || (again != null && same(again, password))
                || (openToAll() && password.isEmpty());
    }

    /// The administrator's password in plain, which HTTP Digest needs.
    synchronized Optional<String> adminPassword() {
        return Optional.ofNullable(settings.get(PASSWORD));
    }

    /// True until somebody has defined the administrator's password, where none comes with the
    /// device, or has got around that.
    synchronized boolean wantsSetUp() {
        return !settings.containsKey(PASSWORD) && !settings.containsKey(NO_PASSWORD);
    }

    /// True where the device is in use and has no password.
    synchronized boolean openToAll() {
        return !settings.containsKey(PASSWORD) && settings.containsKey(NO_PASSWORD);
    }

    /// Somebody has begun the set-up.
    synchronized void setUpBegun() {
        if (model.traits().setUp().gaps().contains(SetUpManner.Gap.POWER_CUT)) {
            put(Map.of(SET_UP_BEGUN, "true"));
        }
    }

    /// Ends the set-up without a password of the user's, where the model has that gap; says whether
    /// it has.
    synchronized boolean goAround(SetUpManner.Gap gap) {
        var manner = model.traits().setUp();
        if (!wantsSetUp() || !manner.gaps().contains(gap)) {
            return false;
        }
        put(
                manner.leaves()
                        .map(value -> Map.of(PASSWORD, value))
                        .orElse(Map.of(NO_PASSWORD, "true")));
        return true;
    }

    /// The factory password for the UART and the set-up page: only on models that show it, and only
    /// until the user has defined one.
    synchronized Optional<String> shown() {
        return model.onConsole() && !settings.containsKey(BY_USER)
                ? Optional.ofNullable(settings.get(PASSWORD))
                : Optional.empty();
    }

    /// Defines the first password where the device has none.
    synchronized PasswordChange define(String password) {
        return wantsSetUp() ? store(password) : PasswordChange.NOT_ALLOWED;
    }

    /// Changes the administrator's password.
    synchronized PasswordChange change(String current, String next) {
        if (!model.traits().change().possible()) {
            return PasswordChange.NOT_POSSIBLE;
        }
        var present = settings.get(PASSWORD);
        if (present == null || !same(present, current)) {
            return PasswordChange.WRONG_CURRENT;
        }
        return store(next);
    }

    private PasswordChange store(String password) {
        if (password.length() < model.traits().setUp().shortest()
                || password.length() > PASSWORD_MAX) {
            return PasswordChange.BAD_LENGTH;
        }
        if (!password.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            return PasswordChange.BAD_CHARACTERS;
        }
        var changes = new HashMap<>(Map.of(PASSWORD, password, BY_USER, "true"));
        var before = settings.get(PASSWORD);
        if (before != null && !model.traits().change().stale().isEmpty()) {
            changes.put(STALE, settings.getOrDefault(STALE, before));
        }
        put(changes);
        return PasswordChange.CHANGED;
    }

    /// What the device says of a wish to set a password.
    String text(PasswordChange change) {
        return change == PasswordChange.BAD_LENGTH
                ? "The new password needs %d to %d characters."
                        .formatted(model.traits().setUp().shortest(), PASSWORD_MAX)
                : change.text;
    }

    /// Whether the relay (or lamp, lock, shutter) of the device is on.
    synchronized boolean relayOn() {
        return "on".equals(settings.get(RELAY));
    }

    /// Switches it.
    synchronized void switchRelay(boolean on) {
        put(Map.of(RELAY, on ? "on" : "off"));
    }

    /// Wipes the settings in one write.
    synchronized void factoryReset(Cause cause, Moment now) {
        settings = factorySettings(model.afterReset(cause), settings, now);
        flash.write(SETTINGS, settings);
    }

    private void put(Map<String, String> changes) {
        var next = new HashMap<>(settings);
        next.putAll(changes);
        flash.write(SETTINGS, next);
        settings = next;
    }

    private static boolean same(String left, String right) {
        return MessageDigest.isEqual(
                left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    /// What became of a wish to set a password.
    enum PasswordChange {
        CHANGED("Password changed."),
        WRONG_CURRENT("The current password is wrong."),
        BAD_LENGTH("The new password is too short or too long."),
        BAD_CHARACTERS("The new password may hold letters, digits and signs, and no blanks."),
        NOT_ALLOWED("The device is set up already."),
        NOT_POSSIBLE("The password of this model is that of its label and cannot be changed.");

        private final String text;

        PasswordChange(String text) {
            this.text = text;
        }
    }
}
