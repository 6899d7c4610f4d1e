package org.proofmark.certification.passwords;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.proofmark.domain.observation.Protocol;

/// Asks for services over UDP that devices are known to have, one question at a time and only at
/// the device's own address. An answer shows that a service is there; silence shows nothing.
/// Nothing is written: SNMP is asked for its description with the communities that are universal
/// defaults.
final class UdpServices {
    /// An answer in one network takes milliseconds; a bulb's small processor some tens of them.
    private static final Duration WAIT = Duration.ofMillis(400);

    /// SSDP answers within the second that the question allows, chosen by chance.
    private static final Duration WAIT_SSDP = Duration.ofMillis(1600);

    /// The contract's rule for devices that may not bind a port below 1024.
    private static final int SHIFT = 8000;

    private static final int LOW = 1024;
    private static final int MAX_ANSWER = 2048;

    private final List<Question> questions;
    private final Set<InetSocketAddress> notTheDevices = new HashSet<>();

    UdpServices() {
        this(UdpQuestions.all());
    }

    UdpServices(List<Question> questions) {
        this.questions = List.copyOf(questions);
    }

    /// What a service of a kind answers to.
    ///
    /// @param with what is told of the question where that matters, else empty
    @SuppressWarnings("ArrayRecordComponent") // never changed
    record Question(Protocol protocol, int port, String with, byte[] packet) {
        @Override
        public String toString() {
            return protocol + " on " + port;
        }
    }

    /// A service that answered.
    ///
    /// @param port nominal
    /// @param name what it is called in records: with what it was asked, where that matters
    record Answer(Protocol protocol, int port, String name) {}

    /// How many services are asked for.
    long asked() {
        return questions.stream().map(Question::port).distinct().count();
    }

    /// Remembers what answers at that address without the device.
    void whileOff(String address) {
        for (var question : questions) {
            places(address, question).stream()
                    .filter(place -> answers(place, question))
                    .forEach(notTheDevices::add);
        }
    }

    /// The services that answer now and did not while the device was off, by port.
    List<Answer> look(String address) {
        Map<Integer, List<Question>> heard = new TreeMap<>();
        for (var question : questions) {
            var place =
                    places(address, question).stream()
                            .filter(p -> !notTheDevices.contains(p))
                            .filter(p -> answers(p, question))
                            .findFirst();
            place.ifPresent(_ ->
                    heard.computeIfAbsent(question.port(), _ -> new ArrayList<>()).add(question));
        }
        var found = new ArrayList<Answer>();
        heard.forEach((port, to) -> {
            var with =
                    to.stream().map(Question::with).filter(w -> !w.isEmpty()).distinct().toList();
            var name =
                    "udp-" + port + (with.isEmpty() ? "" : " with " + String.join(" and ", with));
            found.add(new Answer(to.getFirst().protocol(), port, name));
        });
        return found;
    }

    private static List<InetSocketAddress> places(String address, Question question) {
        var place = new InetSocketAddress(address, question.port());
        return question.port() < LOW
                ? List.of(place, new InetSocketAddress(address, question.port() + SHIFT))
                : List.of(place);
    }

    private static boolean answers(InetSocketAddress place, Question question) {
        // these answer from a port of their own choice, so that nothing tells a closed port
        boolean fromAnywhere =
                question.protocol() == Protocol.TFTP || question.protocol() == Protocol.SSDP;
        var wait = question.protocol() == Protocol.SSDP ? WAIT_SSDP : WAIT;
        try (var socket = new DatagramSocket()) {
            if (fromAnywhere && !open(place)) {
                return false;
            }
            if (!fromAnywhere) {
                socket.connect(place);
            }
            socket.setSoTimeout((int) wait.toMillis());
            socket.send(new DatagramPacket(question.packet(), question.packet().length, place));
            var answer = new DatagramPacket(new byte[MAX_ANSWER], MAX_ANSWER);
            socket.receive(answer);
            return answer.getLength() > 0 && answer.getAddress().equals(place.getAddress());
        } catch (SocketTimeoutException | PortUnreachableException _) {
            return false;
        } catch (IOException _) {
            // no way there: nothing answers
            return false;
        }
    }

    /// False where the network says that nobody listens there.
    private static boolean open(InetSocketAddress place) throws IOException {
        try (var socket = new DatagramSocket()) {
            socket.connect(place);
            socket.setSoTimeout((int) WAIT.toMillis());
            socket.send(new DatagramPacket(new byte[] {0}, 1, place));
            socket.receive(new DatagramPacket(new byte[MAX_ANSWER], MAX_ANSWER));
            return true;
        } catch (PortUnreachableException _) {
            return false;
        } catch (SocketTimeoutException _) {
            return true;
        }
    }
}
