package org.proofmark.virtuallab.device;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.proofmark.virtuallab.device.DeviceModel.WebKind;

/// Puts a [DeviceModel] together: who asks for nothing gets a device in order, with a random
/// password on its label, pages with forms and a shell on the UART.
final class ModelBuilder {
    private final String id;
    private final String maker;
    private final String name;
    private PasswordSource delivered = new PasswordSource.Unique();
    private PasswordSource afterReset = new PasswordSource.Unique();
    private boolean onLabel = true;
    private boolean onConsole;
    private WebKind web = WebKind.FORM;
    private final Set<Door> doors = EnumSet.of(Door.UART, Door.WEB);
    private final List<FixedAccount> accounts = new ArrayList<>();
    private final List<DebugPort> debugPorts = new ArrayList<>();
    private Protection protection = Protection.USUAL;
    private BootPace pace = BootPace.QUICK;
    private boolean noisyConsole;
    private boolean openUart;
    private SetUpManner setUp = SetUpManner.USUAL;
    private ChangeManner change = ChangeManner.USUAL;
    private ResetManner reset = ResetManner.USUAL;

    private ModelBuilder(String id, String maker, String name) {
        this.id = id;
        this.maker = maker;
        this.name = name;
    }

    /// A device in order.
    static ModelBuilder device(String id, String maker, String name) {
        return new ModelBuilder(id, maker, name);
    }

    /// The administrator's password, as delivered and after each reset.
    ModelBuilder password(PasswordSource always) {
        delivered = always;
        afterReset = always;
        return this;
    }

    /// The administrator's password after each reset.
    ModelBuilder afterReset(PasswordSource source) {
        afterReset = source;
        return this;
    }

    /// The password stands nowhere: it is in the manual, or there is none.
    ModelBuilder notPrinted() {
        onLabel = false;
        return this;
    }

    /// The password is shown on the UART and on the set-up page, and not printed.
    ModelBuilder shown() {
        onLabel = false;
        onConsole = true;
        return this;
    }

    ModelBuilder web(WebKind kind) {
        web = kind;
        return this;
    }

    ModelBuilder also(Door door) {
        doors.add(door);
        return this;
    }

    ModelBuilder account(FixedAccount account) {
        accounts.add(account);
        return this;
    }

    ModelBuilder protection(Protection value) {
        protection = value;
        return this;
    }

    ModelBuilder pace(BootPace value) {
        pace = value;
        return this;
    }

    ModelBuilder noisyConsole() {
        noisyConsole = true;
        return this;
    }

    ModelBuilder openUart() {
        openUart = true;
        return this;
    }

    ModelBuilder debugPort(DebugPort port) {
        debugPorts.add(port);
        return this;
    }

    ModelBuilder setUp(SetUpManner value) {
        setUp = value;
        return this;
    }

    ModelBuilder change(ChangeManner value) {
        change = value;
        return this;
    }

    ModelBuilder resetOnWeb() {
        reset = reset.withWeb();
        return this;
    }

    /// The administrator's password after a reset by this cause.
    ModelBuilder afterReset(ResetManner.Cause cause, PasswordSource source) {
        reset =
                new ResetManner(
                        reset.hold(),
                        reset.holds(),
                        reset.onWeb(),
                        Map.of(cause, source),
                        reset.sessionsSurvive());
        return this;
    }

    /// How long the button is to be held, and how often.
    ModelBuilder button(Duration hold, int holds) {
        reset =
                new ResetManner(
                        hold, holds, reset.onWeb(), reset.differing(), reset.sessionsSurvive());
        return this;
    }

    ModelBuilder sessionsSurvive() {
        reset =
                new ResetManner(
                        reset.hold(), reset.holds(), reset.onWeb(), reset.differing(), true);
        return this;
    }

    DeviceModel build() {
        return new DeviceModel(
                id,
                maker,
                name,
                "1.0.0",
                delivered,
                afterReset,
                onLabel,
                onConsole,
                web,
                doors,
                accounts,
                new Traits(
                        protection,
                        pace,
                        noisyConsole,
                        openUart,
                        setUp,
                        change,
                        reset,
                        debugPorts));
    }
}
