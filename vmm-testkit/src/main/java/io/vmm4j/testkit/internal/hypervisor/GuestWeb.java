package io.vmm4j.testkit.internal.hypervisor;

import io.vmm4j.testkit.internal.board.Fetched;
import io.vmm4j.testkit.internal.http.HttpQuery;
import io.vmm4j.testkit.internal.http.HttpService;
import io.vmm4j.testkit.internal.http.Internet;
import io.vmm4j.testkit.internal.http.Listeners;
import io.vmm4j.testkit.internal.http.Url;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.net.Inet4;
import io.vmm4j.testkit.internal.net.Network;
import io.vmm4j.testkit.internal.pf.filter.PfPacket;
import io.vmm4j.testkit.internal.pf.rule.IpAddress;
import io.vmm4j.testkit.internal.pf.rule.Refusal;
import io.vmm4j.testkit.internal.pf.rule.TcpFlags;
import io.vmm4j.testkit.internal.traffic.GuestEnds;
import io.vmm4j.testkit.internal.traffic.GuestTraffic;
import io.vmm4j.testkit.internal.traffic.NameService;
import io.vmm4j.testkit.internal.traffic.Outcome;
import java.util.Optional;
import java.util.OptionalInt;

/** Guests as clients of web servers: on the host, past its filter, or behind its uplink. To be used with the timeline's lock held. */
final class GuestWeb {

    private static final int CLIENT_PORT = 40_080;
    /** Where all servers behind the uplink are that were asked for by name. */
    private static final int SOMEWHERE = 0xcb007150;

    private final Machine machine;

    GuestWeb(Machine machine) {
        this.machine = machine;
    }

    Fetched fetch(String vm, String text) {
        Optional<Url> url = Url.parse(text);
        if (url.isEmpty()) {
            return atOnce("Error retrieving " + text + ": not a URL");
        }
        Optional<GuestEnds.End> end = GuestEnds.of(machine).ofVm(vm);
        if (end.isEmpty()) {
            return atOnce("connect: Can't assign requested address");
        }
        OptionalInt literal = Inet4.parse(url.get().host());
        if (literal.isEmpty() && !new NameService(machine).answers(end.get())) {
            return atOnce(url.get().host() + ": no address associated with name");
        }
        PfPacket packet = PfPacket.tcp(
                IpAddress.of(end.get().address()),
                CLIENT_PORT,
                IpAddress.of(literal.orElse(SOMEWHERE)),
                url.get().port(),
                TcpFlags.SYN);
        Outcome outcome = new GuestTraffic(machine).send(end.get(), packet);
        if (outcome instanceof Outcome.Local local) {
            return fromHost(local.packet(), url.get());
        }
        if (outcome instanceof Outcome.Left left) {
            return fromOutside(left, text);
        }
        boolean dropped =
                outcome instanceof Outcome.Gone || ((Outcome.Filtered) outcome).refusal() instanceof Refusal.Drop;
        return dropped ? late() : atOnce("connect: Connection refused");
    }

    private Fetched fromHost(PfPacket packet, Url url) {
        String local = packet.destination().toString();
        Optional<HttpService> service = url.scheme().equals("http")
                ? Listeners.of(machine).find(local, packet.destinationPort())
                : Optional.empty();
        return service.<Fetched>map(each -> new Fetched.Answer(each.answer(new HttpQuery(
                        packet.source().toString(), local, packet.destinationPort(), url.host(), url.target()))))
                .orElseGet(() -> atOnce("connect: Connection refused"));
    }

    /** Answers come back only to addresses that the host has there. */
    private Fetched fromOutside(Outcome.Left left, String text) {
        Network network = Network.of(machine);
        boolean egress = network.interfaces()
                .find(left.device())
                .filter(device -> device.groups().contains("egress"))
                .isPresent();
        if (!egress) {
            return atOnce("connect: Connection refused");
        }
        if (!network.isOwn(left.packet().source().inet())) {
            return late();
        }
        return Internet.get(machine, text);
    }

    private static Fetched atOnce(String reason) {
        return new Fetched.Failure(reason, false);
    }

    private static Fetched late() {
        return new Fetched.Failure("connect: Operation timed out", true);
    }
}
