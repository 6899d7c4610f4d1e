package org.proofmark.certification.device;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.Network.OpenPort;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.Flashed;

/// A device with a web interface (Basic), telnet and a UART, whose ways with passwords are chosen.
public final class TestDevice implements Paced {
    /// What a reset leaves as the password.
    public enum AfterReset {
        LABEL,
        FRESH,
        UNIVERSAL,
        KEPT,
        NONE
    }

    /// How this device is made; change what a test is about.
    public static final class Traits {
        public AfterReset afterReset = AfterReset.LABEL;
        public String delivered = "label-7f3a9c";
        public boolean telnet = true;
        public boolean telnetDocumented = true;
        public boolean uartShellOpen;
        public boolean buttonDead;
        public boolean webDead;

        /// The profile names the port where the web is, and not the one that the agent takes it
        /// for.
        public boolean webWhereDocumented;

        public boolean useWithoutLogin;

        /// While no password is set, the web takes any.
        public boolean anyBeforeSetUp;

        /// So many resets bring the label's password back before the first that does not.
        public int goodResets;

        /// Opens telnet beside what the user knows.
        public Map<String, String> hidden = new HashMap<>();

        /// What the boot prints beside the rest; `LABEL` stands for the label's password.
        public String printed = "";

        /// What is printed where a user sets a password; `NEW` stands for it.
        public String printedAtSetUp = "";

        /// The web tells its password to everybody that it refuses.
        public boolean pageTells;

        /// A port that takes connections and never says a word.
        public boolean mutePort;

        /// Telnet is there while the device boots for the first time, which lasts until somebody
        /// looks, and no more.
        public boolean telnetOnlyAtBoot;

        /// After so many wrong tries right ones are refused, too, until the next power-on.
        public int silentLockAfter = Integer.MAX_VALUE;

        /// A silent lock-out lasts until the next reset, whatever the power does.
        public boolean silentLockLasts;

        /// After so many wrong tries for an account right ones for it are refused until the next
        /// power-on.
        public int accountLockAfter = Integer.MAX_VALUE;

        /// The button erases however short it was held.
        public boolean anyPressResets;

        /// So many presses are not noticed.
        public int deafPresses;

        /// A right try makes the device forget wrong ones.
        public boolean rightClears = true;

        /// What comes out of the UART for what the device says, in the pieces in which it comes.
        public Function<String, List<String>> voice = List::of;

        /// Of the loopback's network; with a community, SNMP is there at its port + 8000.
        public String address = OwnAddress.next();

        public String community = "";
        public boolean snmpDocumented;

        /// What opens it after an image was written; empty where none can be.
        public Optional<String> reflashed = Optional.empty();

        /// It comes no further than its boot loader until an image is written.
        public boolean bricked;

        /// The slot can set its clock.
        public boolean clockCanBeSet;

        /// A fresh password comes of the clock's hour at power-on, instead of a count.
        public boolean seededByClock;

        /// How long a new password takes until it opens and is kept, and an old one lives on beside
        /// it.
        public Duration newTakes = Duration.ZERO;

        public Duration oldLives = Duration.ZERO;

        /// After so many wrong tries the web answers 429 until the next power-on.
        public int lockAfter = Integer.MAX_VALUE;
    }

    /// As what opens it after an image was written: the profile knows a way, the slot has none.
    public static final String NOTHING_WRITES = "";

    public static final String UNIVERSAL = "admin1234";

    private static final Duration HOLD = Duration.ofSeconds(5);

    private final Traits traits;
    private final List<AutoCloseable> running = new ArrayList<>();
    private final List<OpenPort> ports = new ArrayList<>();
    private @Nullable String password;
    private @Nullable String former;
    private Duration definedAt = Duration.ZERO;
    private int fresh;
    private int resets;
    private int powerOns;
    private long seed;
    private int webPort;
    private int telnetPort;
    private int wrong;
    private final Map<String, Integer> wrongOf = new HashMap<>();
    private boolean on;
    private boolean held;
    private Duration clock = Duration.ZERO;
    private Duration heldSince = Duration.ZERO;
    private int presses;
    private boolean looked;
    private Consumer<byte[]> uart = _ -> {};
    private TtyLogin shell = new TtyLogin((_, _) -> false, false);

    public TestDevice(Traits traits) {
        this.traits = traits;
        this.password = traits.afterReset == AfterReset.NONE ? null : traits.delivered;
        if (traits.webWhereDocumented) {
            webPort = freePort();
        }
    }

    private int freePort() {
        try (var socket = new ServerSocket()) {
            socket.bind(local(0));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A device that an earlier attempt left with this password.
    public TestDevice with(String usersPassword) {
        password = usersPassword;
        return this;
    }

    public synchronized @Nullable String password() {
        return password;
    }

    @Override
    public synchronized boolean isOn() {
        return on;
    }

    private boolean opens(String username, String value) {
        return opens(username, value, Map.of());
    }

    private synchronized boolean opens(String username, String value, Map<String, String> beside) {
        int ofAccount = wrongOf.getOrDefault(username, 0);
        if (wrong >= traits.silentLockAfter || ofAccount >= traits.accountLockAfter) {
            return false;
        }
        if (password == null && traits.anyBeforeSetUp) {
            return true;
        }
        boolean right =
                value.equals(beside.get(username)) || (username.equals("admin") && valid(value));
        if (!right) {
            wrong++;
            wrongOf.put(username, ofAccount + 1);
        } else if (traits.rightClears) {
            wrong = 0;
            wrongOf.remove(username);
        }
        return right;
    }

    private boolean valid(String value) {
        var age = clock.minus(definedAt);
        boolean waits = former != null && age.compareTo(traits.newTakes) < 0;
        boolean old = former != null && age.compareTo(traits.oldLives) < 0;
        return (value.equals(password) && !waits) || (value.equals(former) && (old || waits));
    }

    private boolean opensTelnet(String username, String value) {
        return opens(username, value, traits.hidden);
    }

    private synchronized boolean locked() {
        return wrong >= traits.lockAfter;
    }

    @Override
    public synchronized boolean powerOn(Consumer<byte[]> line, Instant clock) {
        powerOn(line);
        if (traits.clockCanBeSet) {
            seed = clock.getEpochSecond();
        }
        return traits.clockCanBeSet;
    }

    /// Where its clock was at power-on; the number of the power-on where nobody set it.
    public synchronized long seed() {
        return seed;
    }

    @Override
    public synchronized void powerOn(Consumer<byte[]> line) {
        seed = ++powerOns;
        uart = line;
        on = true;
        wrong = traits.silentLockLasts ? wrong : 0;
        wrongOf.clear();
        say("\r\nBox boot loader 1.0\r\n");
        if (!traits.bricked) {
            serve();
            boot();
        }
    }

    private void boot() {
        shell = new TtyLogin(this::opens, traits.uartShellOpen);
        say("Box firmware 2.1.7\r\n");
        if (traits.afterReset == AfterReset.FRESH) {
            say("Admin password: " + password + "\r\n");
        }
        if (!traits.printed.isEmpty()) {
            say(traits.printed.replace("LABEL", traits.delivered) + "\r\n");
        }
        if (!traits.telnetOnlyAtBoot || looked) {
            say("Box is up" + shell.greeting());
        }
    }

    private void say(String text) {
        traits.voice
                .apply(text)
                .forEach(piece -> uart.accept(piece.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private void serve() {
        try {
            if (!traits.webDead) {
                var web = HttpServer.create(local(webPort), 0);
                web.createContext("/", this::web);
                web.start();
                running.add(() -> web.stop(0));
                webPort = web.getAddress().getPort();
                ports.add(new OpenPort(80, webPort));
            }
            if (traits.mutePort) {
                var mute = new ServerSocket();
                mute.bind(local(0));
                running.add(mute);
                ports.add(new OpenPort(4711, mute.getLocalPort()));
            }
            if (!traits.community.isEmpty()) {
                var snmp = new DatagramSocket(local(8161));
                var listener = Thread.ofVirtual().name("snmp").start(() -> snmp(snmp));
                running.add(() -> {
                    snmp.close();
                    listener.join();
                });
            }
            if (traits.telnet) {
                var telnet = new ServerSocket();
                telnet.bind(local(telnetPort));
                telnetPort = telnet.getLocalPort();
                ports.add(new OpenPort(23, telnet.getLocalPort()));
                var acceptor = Thread.ofVirtual().name("telnet").start(() -> accept(telnet));
                running.add(() -> {
                    telnet.close();
                    // the port is free only when nobody waits on it any more
                    acceptor.join();
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InetSocketAddress local(int port) {
        return new InetSocketAddress(traits.address, port);
    }

    /// Answers to whoever says the community's name, with what was asked.
    private void snmp(DatagramSocket socket) {
        try {
            while (true) {
                var packet = new DatagramPacket(new byte[512], 512);
                socket.receive(packet);
                var text =
                        new String(
                                packet.getData(),
                                0,
                                packet.getLength(),
                                StandardCharsets.ISO_8859_1);
                if (text.contains(traits.community)) {
                    socket.send(packet);
                }
            }
        } catch (IOException _) {
            // switched off
        }
    }

    @Override
    public synchronized void powerOff() {
        on = false;
        if (former != null && clock.minus(definedAt).compareTo(traits.newTakes) < 0) {
            password = former;
            former = null;
        }
        for (var service : running) {
            try {
                service.close();
            } catch (Exception e) {
                throw new IllegalStateException("a service did not end", e);
            }
        }
        running.clear();
        ports.clear();
    }

    @Override
    public synchronized void pass(Duration time) {
        clock = clock.plus(time);
    }

    @Override
    public synchronized void button(String name, boolean pressed) {
        if (traits.buttonDead) {
            return;
        }
        if (pressed && !held) {
            heldSince = clock;
            presses++;
        }
        boolean longEnough = clock.minus(heldSince).compareTo(HOLD) >= 0 || traits.anyPressResets;
        if (held && !pressed && longEnough && presses > traits.deafPresses) {
            switch (traits.afterReset) {
                case LABEL -> password = traits.delivered;
                case FRESH ->
                        password =
                                "fresh-"
                                        + (traits.seededByClock ? seed : ++fresh)
                                        + "-"
                                        + traits.delivered;
                case UNIVERSAL ->
                        password = ++resets > traits.goodResets ? UNIVERSAL : traits.delivered;
                case KEPT -> {
                    // that is the flaw
                }
                case NONE -> password = null;
            }
            former = null;
            wrong = 0;
            wrongOf.clear();
            say("\r\nsettings erased\r\n");
            boot();
        }
        held = pressed;
    }

    @Override
    public Optional<Flashed> flash(String image, Consumer<byte[]> line) {
        if (traits.reflashed.isEmpty() || traits.reflashed.get().equals(NOTHING_WRITES)) {
            return Optional.empty();
        }
        powerOff();
        synchronized (this) {
            password = traits.reflashed.get();
            traits.bricked = false;
            former = null;
            powerOn(line);
            say("\r\nsettings erased\r\n");
            boot();
        }
        return Optional.of(
                new Flashed(
                        "test",
                        image.length(),
                        Digest.of(image.getBytes(StandardCharsets.UTF_8)),
                        OptionalLong.empty(),
                        "box",
                        "nothing",
                        0,
                        Duration.ZERO));
    }

    @Override
    public synchronized void type(byte[] bytes) {
        for (byte b : bytes) {
            say(shell.type((char) b));
        }
    }

    @Override
    public Map<String, String> label() {
        return Map.of("password", traits.delivered, "serial", "0001");
    }

    @Override
    public String address() {
        return traits.address;
    }

    @Override
    public Optional<String> mac() {
        return Optional.of("02:5e:10:00:00:07");
    }

    @Override
    public synchronized List<OpenPort> openPorts() {
        if (!traits.telnetOnlyAtBoot) {
            return List.copyOf(ports);
        }
        boolean booting = !looked;
        looked = true;
        if (booting) {
            say("Box is up" + shell.greeting());
        }
        return ports.stream().filter(p -> booting || p.nominal() != 23).toList();
    }

    private void web(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var path = exchange.getRequestURI().getPath();
        int status = path.equals("/setup") ? setUp(body) : guarded(exchange, path, body);
        if (status == 401) {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"box\"");
        }
        var told = traits.pageTells && status == 401 ? "the password is " + password : "";
        exchange.sendResponseHeaders(status, told.isEmpty() ? -1 : told.length());
        exchange.getResponseBody().write(told.getBytes(StandardCharsets.ISO_8859_1));
        exchange.close();
    }

    private int guarded(HttpExchange exchange, String path, String body) {
        var header = exchange.getRequestHeaders().getFirst("Authorization");
        if (path.equals("/status") && traits.useWithoutLogin) {
            return 200;
        }
        if (header == null) {
            return 401;
        }
        if (locked()) {
            return 429;
        }
        var pair =
                new String(
                                Base64.getDecoder().decode(header.substring("Basic ".length())),
                                StandardCharsets.UTF_8)
                        .split(":", 2);
        if (!opens(pair[0], pair[1])) {
            return locked() ? 429 : 401;
        }
        if (path.equals("/password")) {
            define(body);
        }
        return 200;
    }

    private synchronized int setUp(String body) {
        if (password != null) {
            return 409;
        }
        define(body);
        return 200;
    }

    private synchronized void define(String body) {
        former = password;
        definedAt = clock;
        password = URLDecoder.decode(body.substring("new=".length()), StandardCharsets.UTF_8);
        if (!traits.printedAtSetUp.isEmpty()) {
            say("\r\n" + traits.printedAtSetUp.replace("NEW", password) + "\r\n");
        }
    }

    private void accept(ServerSocket telnet) {
        while (true) {
            try {
                var socket = telnet.accept();
                Thread.ofVirtual().name("telnet").start(() -> serve(socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var out = socket.getOutputStream();
            var login = new TtyLogin(this::opensTelnet, false);
            // will echo; do window size
            out.write(new byte[] {(byte) 255, (byte) 251, 1, (byte) 255, (byte) 253, 31});
            out.write(login.greeting().getBytes(StandardCharsets.ISO_8859_1));
            var in = socket.getInputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == 255) {
                    in.readNBytes(2);
                } else {
                    out.write(login.type((char) b).getBytes(StandardCharsets.ISO_8859_1));
                }
            }
        } catch (IOException _) {
            // the other side left
        }
    }

    @Override
    public String profile() {
        var from =
                switch (traits.afterReset) {
                    case LABEL, UNIVERSAL, KEPT -> "{from: label, key: password}";
                    case FRESH -> "{from: uart, pattern: 'Admin password: (\\S+)\\s'}";
                    case NONE -> "{from: user}";
                };
        boolean telnet = traits.telnetDocumented && traits.telnet;
        return PROFILE.replace("REFLASH", traits.reflashed.isPresent() ? REFLASH : "")
                .replace("FACTORY", from)
                .replace("TELNET", (traits.snmpDocumented ? SNMP : "") + "TELNET")
                .replace("port: 80", "port: " + (traits.webWhereDocumented ? webPort : 80))
                .replace("TELNET", telnet ? TELNET : "")
                .replace("OPENED", telnet ? "[web, telnet, uart]" : "[web, uart]")
                .replace(
                        "CHANGE",
                        traits.afterReset == AfterReset.NONE
                                ? "set-up: {exchanges: [{method: POST, path: /setup, form: {new:"
                                        + " '${new-password}'}, answers: {accepted: {status: 200},"
                                        + " refused: {status: 409}}}]}"
                                : "change-password: {exchanges: [{method: POST, path: /password,"
                                        + " auth: basic, form: {new: '${new-password}'}, answers:"
                                        + " {accepted: {status: 200}, refused: {status: 401},"
                                        + " locked: {status: 429}}}]}");
    }

    private static final String SNMP =
            """
              management:
                protocol: other
                transport: udp
                port: 161
                about: SNMP, reading only
            """;

    private static final String TELNET =
            """
              telnet:
                protocol: telnet
                port: 23
                dialogues:
                  login: *login
            """;

    private static final String PROFILE =
            """
            format: proofmark-profile/1
            id: box
            manufacturer: Box
            model: B1
            wiring: [power, console, network, label, "button:reset"]
            boot:
              limit: 20s
              marks: [{console: 'Box is up'}, {answers: web}]
              firmware: {console: 'Box firmware (\\S+)\\s'}
            interfaces:
              web:
                protocol: http
                port: 80
                dialogues:
                  login:
                    exchanges:
                      - path: /status
                        auth: basic
                        answers:
                          accepted: {status: 200}
                          refused: {status: 401}
                          locked: {status: 429}
                  use:
                    exchanges:
                      - {path: /status, answers: {accepted: {status: 200}, refused: {status: 401}}}
                  CHANGE
              uart:
                protocol: uart
                dialogues:
                  login: &login
                    steps:
                      - {send: ''}
                      - {expect: 'box login: '}
                      - {send: '${username}'}
                      - {expect: 'Password: '}
                      - {send: '${password}'}
                      - {accepted: '~ # ', refused: 'Login incorrect', limit: 5s}
                  logout: {steps: [{send: exit}, {accepted: 'login: '}]}
                  use: {steps: [{send: ''}, {accepted: '~ # ', refused: 'login: ', limit: 5s}]}
            TELNET
            credentials:
              admin:
                username: admin
                interfaces: OPENED
                factory: FACTORY
            reset-paths:
              button:
                steps: [{press: reset, for: 6s}, {release: reset}]
                marks: [{console: 'settings erased'}]
                limit: 2s
            REFLASH\
            """;

    private static final String REFLASH =
            """
              reflash:
                steps: [{flash: factory}]
                marks: [{console: 'settings erased'}]
                limit: 2s
            flash:
              kind: command
              tool: writer
              identity: {arguments: [id], shows: '(.+)', expected: box}
              write: ['{image}']
              images: {factory: box.img}
            """;
}
