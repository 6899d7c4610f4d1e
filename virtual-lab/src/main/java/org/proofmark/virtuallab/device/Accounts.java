package org.proofmark.virtuallab.device;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Who gets in, and the settings that a reset erases. Thread-safe.
///
/// Two maps in flash: `factory` is written once, when the unit is made; `settings` is replaced as a
/// whole by each change and each reset, so a power cut leaves the old or the new ones.
final class Accounts {
    /// The shortest password that a user may define.
    static final int PASSWORD_MIN = 8;

    /// The longest: what a line of a login prompt takes.
    static final int PASSWORD_MAX = 64;

    private static final String FACTORY = "factory";
    private static final String SETTINGS = "settings";
    private static final String UNIQUE = "unique-password";
    private static final String PASSWORD = "password";
    private static final String BY_USER = "password-by-user";
    private static final String RELAY = "relay";

    private final DeviceModel model;
    private final Flash flash;
    private final String batch;
    private final RandomGenerator random;
    private final String unique;
    private Map<String, String> settings;

    /// Reads the flash; a new unit is provisioned first.
    Accounts(DeviceModel model, Flash flash, String batch, RandomGenerator random) {
        this.model = model;
        this.flash = flash;
        this.batch = batch;
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
        var made = factorySettings(model.delivered(), Map.of());
        flash.write(SETTINGS, made);
        return made;
    }

    private Map<String, String> factorySettings(PasswordSource source, Map<String, String> before) {
        var made = new HashMap<String, String>();
        source.value(unique, batch, Optional.ofNullable(before.get(PASSWORD)), random)
                .ifPresent(value -> made.put(PASSWORD, value));
        if (source instanceof PasswordSource.Kept && before.containsKey(BY_USER)) {
            made.put(BY_USER, "true");
        }
        return made;
    }

    /// What is printed on the unit as its password, if anything is.
    Optional<String> printed() {
        return model.onLabel()
                ? model.delivered().value(unique, batch, Optional.empty(), random)
                : Optional.empty();
    }

    /// True where a name and a password open a door. Compares in constant time.
    synchronized boolean opens(Door door, String username, String password) {
        var admin = settings.get(PASSWORD);
        boolean open = admin != null && DeviceModel.ADMIN.equals(username) && same(admin, password);
        for (var account : model.fixedAccounts()) {
            open |=
                    account.doors().contains(door)
                            && account.username().equals(username)
                            && same(account.password(), password);
        }
        return open;
    }

    /// The administrator's password in plain, which HTTP Digest needs.
    synchronized Optional<String> adminPassword() {
        return Optional.ofNullable(settings.get(PASSWORD));
    }

    /// True until somebody has defined the administrator's password, where none comes with the
    /// device.
    synchronized boolean wantsSetUp() {
        return !settings.containsKey(PASSWORD);
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
        var present = settings.get(PASSWORD);
        if (present == null || !same(present, current)) {
            return PasswordChange.WRONG_CURRENT;
        }
        return store(next);
    }

    private PasswordChange store(String password) {
        if (password.length() < PASSWORD_MIN || password.length() > PASSWORD_MAX) {
            return PasswordChange.BAD_LENGTH;
        }
        if (!password.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            return PasswordChange.BAD_CHARACTERS;
        }
        put(Map.of(PASSWORD, password, BY_USER, "true"));
        return PasswordChange.CHANGED;
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
    synchronized void factoryReset() {
        settings = factorySettings(model.afterReset(), settings);
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
        BAD_LENGTH(
                "The new password needs " + PASSWORD_MIN + " to " + PASSWORD_MAX + " characters."),
        BAD_CHARACTERS("The new password may hold letters, digits and signs, and no blanks."),
        NOT_ALLOWED("The device is set up already.");

        private final String text;

        PasswordChange(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }
}
