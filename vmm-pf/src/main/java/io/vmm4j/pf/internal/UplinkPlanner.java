package io.vmm4j.pf.internal;

import io.vmm4j.HostPath;
import io.vmm4j.Ipv4Address;
import io.vmm4j.error.Problem;
import io.vmm4j.internal.HostInterface;
import io.vmm4j.pf.PfError;
import io.vmm4j.pf.PfException;
import io.vmm4j.pf.UplinkMove;
import io.vmm4j.plan.Change;
import io.vmm4j.plan.FileChange;
import io.vmm4j.plan.FileRemoval;
import io.vmm4j.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Plans the move of the addresses of one interface, or the way back. */
final class UplinkPlanner {

    private static final int MODE = 0640;
    private static final String VEB = "veb";
    private static final String VPORT = "vport";

    private final UplinkFacts facts;
    private final String uplink;
    private final HostInterface seen;
    private final HostnameFile file;

    UplinkPlanner(UplinkFacts facts, String uplink) {
        this.facts = facts;
        this.uplink = uplink;
        this.seen = facts.interfaces().find(uplink).orElseThrow(() -> notMovable("there is no such interface"));
        this.file = new HostnameFile(facts.files()
                .text(Paths.hostname(uplink))
                .orElseThrow(() -> notMovable("it has no file " + Paths.hostname(uplink)
                        + ", so they are not static: DHCP would give a vport(4) others")));
    }

    /** Onto a veb(4). */
    UplinkMove there() {
        Optional<String> moved = file.movedTo();
        if (moved.isPresent()) {
            return move(bridge().orElse(""), moved.get(), List.of(), List.of(), "move the addresses of " + uplink);
        }
        requireMovable();
        String device = VEB + free(VEB);
        String port = VPORT + free(VPORT);
        UplinkCommands commands = commands(device, port, seen);
        List<Change> changes = List.of(
                create("have " + device + " at boot", device, deviceFile(port)),
                create("have the addresses on " + port + " at boot", port, portFile(file.addresses())),
                edit("have none on " + uplink + " at boot", file.moved(port)),
                commands.make(),
                commands.there());
        return move(device, port, changes, notes(port), "move the addresses of " + uplink);
    }

    /** Off it again. */
    UplinkMove back() {
        Optional<String> moved = file.movedTo();
        String title = "move the addresses back to " + uplink;
        if (moved.isEmpty()) {
            return move(bridge().orElse(""), "", List.of(), List.of(), title);
        }
        String port = moved.get();
        String device = bridge().orElseThrow(() -> notMovable(uplink + " is in no veb(4) any more"));
        HostInterface holder =
                facts.interfaces().find(port).orElseThrow(() -> notMovable("there is no " + port + " any more"));
        requireUnused(device, port);
        HostnameFile former = new HostnameFile(file.back());
        requireOurs(device, deviceFile(port));
        requireOurs(port, portFile(former.addresses()));
        UplinkCommands commands = commands(device, port, holder);
        List<Change> changes = List.of(
                edit("have its addresses on " + uplink + " at boot", former.text()),
                remove("have no " + port + " at boot", port),
                remove("have no " + device + " at boot", device),
                commands.back(),
                commands.destroy());
        return move(device, port, changes, List.of(), title);
    }

    private UplinkMove move(String device, String port, List<Change> changes, List<String> notes, String title) {
        Ipv4Address address = Stream.of(Optional.of(seen), facts.interfaces().find(port))
                .flatMap(Optional::stream)
                .flatMap(one -> one.addresses().stream())
                .map(HostInterface.Address::address)
                .findFirst()
                .orElseThrow(() -> notMovable("it has none"));
        Plan plan = new Plan(title, facts.target(), changes, notes, facts.fingerprint()).guarded(Planner.PROBATION);
        return new UplinkMove(uplink, address, device, port, plan);
    }

    private UplinkCommands commands(String device, String port, HostInterface holder) {
        return new UplinkCommands(
                uplink,
                device,
                port,
                facts.gateway()
                        .filter(gateway -> holder.networks().stream()
                                .anyMatch(network -> network.contains(Ipv4Address.of(gateway))))
                        .orElse(""),
                holder.addresses().stream()
                        .map(one -> one.address() + "/" + one.prefixLength())
                        .toList());
    }

    private Optional<String> bridge() {
        return facts.interfaces().bridgeOf(uplink).map(HostInterface::name);
    }

    private void requireMovable() {
        bridge().ifPresent(device -> {
            throw notMovable("it is a member of " + device + " already");
        });
        file.strangeLine().ifPresent(line -> {
            throw notMovable(
                    "nobody knows here what becomes of the line \"" + line.strip() + "\" of " + Paths.hostname(uplink));
        });
        List<String> lines = file.addresses();
        if (lines.isEmpty()) {
            throw notMovable("its file " + Paths.hostname(uplink) + " gives it none");
        }
        seen.addresses().stream()
                .map(one -> one.address().toString())
                .filter(address -> lines.stream()
                        .noneMatch(line ->
                                List.of(line.strip().split("[\\s/]+", -1)).contains(address)))
                .findFirst()
                .ifPresent(address -> {
                    throw notMovable(Paths.hostname(uplink) + " does not give it " + address);
                });
        if (seen.addresses().size() != lines.size()) {
            throw notMovable("it has not all addresses that " + Paths.hostname(uplink) + " gives it");
        }
        facts.routes().forEach((destination, gateway) -> {
            if (!destination.equals(UplinkFacts.DEFAULT)) {
                throw notMovable("the route to " + destination + " leads through it");
            }
            if (!facts.gateway().equals(Optional.of(gateway))) {
                throw notMovable("the default route leads to " + gateway + ", and " + UplinkFacts.MYGATE + " says "
                        + facts.gateway().orElse("nothing"));
            }
        });
    }

    private void requireUnused(String device, String port) {
        List<String> users = Stream.concat(
                        facts.networksOn(device).stream().map(name -> "the network " + name + " is"),
                        facts.interfaces().find(device).stream()
                                .flatMap(one -> one.members().stream())
                                .filter(member -> !member.equals(uplink) && !member.equals(port))
                                .map(member -> member + " is"))
                .toList();
        if (!users.isEmpty()) {
            throw new PfException(Problem.of(PfError.UPLINK_IN_USE)
                    .with("interface", uplink)
                    .with("target", facts.target())
                    .with("device", device)
                    .with("users", String.join(", ", users)));
        }
    }

    private void requireOurs(String name, String content) {
        HostPath path = Paths.hostname(name);
        if (!facts.files().text(path).equals(Optional.of(content))) {
            throw notMovable(path + " is not what was written for them");
        }
    }

    private String deviceFile(String port) {
        return "# vmm4j: " + uplink + ", with the host on " + port + "\nadd " + uplink + "\nadd " + port + "\nup\n";
    }

    private String portFile(List<String> addresses) {
        return "# vmm4j: the addresses of " + uplink + "\n" + String.join("\n", addresses) + "\nup\n";
    }

    private int free(String driver) {
        return IntStream.iterate(0, number -> number + 1)
                .filter(number -> facts.interfaces().find(driver + number).isEmpty())
                .filter(number ->
                        facts.files().text(Paths.hostname(driver + number)).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private List<String> notes(String port) {
        List<String> notes = new ArrayList<>();
        notes.add(
                "For a moment nobody reaches the host. Its addresses have another link-layer address then: a network that"
                        + " permits but one behind a socket, or pins it, keeps everybody out, and the host takes all of it back.");
        Pattern name = Pattern.compile("\\b" + uplink + "\\b");
        for (HostPath path : List.of(Paths.PF_CONF, Paths.RC_CONF_LOCAL)) {
            List<String> lines = facts.files().text(path).stream()
                    .flatMap(String::lines)
                    .filter(line -> name.matcher(line.replaceFirst("#.*", "")).find())
                    .map(String::strip)
                    .toList();
            if (!lines.isEmpty()) {
                notes.add(path + " names " + uplink + ", and what reaches the host comes in by " + port + ": "
                        + String.join("; ", lines));
            }
        }
        return notes;
    }

    private Change create(String summary, String name, String content) {
        return FileChange.create(summary, Paths.hostname(name), HostText.content(content))
                .mode(MODE)
                .onceConfirmed();
    }

    private Change edit(String summary, String content) {
        return FileChange.edit(
                        summary, Paths.hostname(uplink), HostText.content(file.text()), HostText.content(content))
                .onceConfirmed();
    }

    private Change remove(String summary, String name) {
        HostPath path = Paths.hostname(name);
        return FileRemoval.of(
                        summary, path, HostText.content(facts.files().text(path).orElse("")))
                .mode(MODE)
                .onceConfirmed();
    }

    private PfException notMovable(String reason) {
        return new PfException(Problem.of(PfError.UPLINK_NOT_MOVABLE)
                .with("interface", uplink)
                .with("target", facts.target())
                .with("reason", reason));
    }
}
