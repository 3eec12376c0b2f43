package io.vmm4j.host.internal;

import io.vmm4j.GuestAddress;
import io.vmm4j.VmError;
import io.vmm4j.VmException;
import io.vmm4j.VmInfo;
import io.vmm4j.VmName;
import io.vmm4j.VmStatus;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.Answers;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.Query;
import io.vmm4j.operation.Waiter;
import io.vmm4j.operation.Waiter.Look;
import io.vmm4j.vmctl.StatusTable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Finds the addresses of guests. A local interface has the address above its tap's; on a switch, the switch's cache tells the
 * guest's lladdr and arp(8) the address to it.
 */
final class Addresses {

    private static final int FIRST = 0;

    private final HostContext context;

    Addresses(HostContext context) {
        this.context = context;
    }

    Optional<GuestAddress> find(VmName name) {
        return look(name, () -> {}).value();
    }

    GuestAddress await(VmName name, Duration timeout) {
        Problem problem = Problem.of(VmError.ADDRESS_UNKNOWN).with("vm", name).with("target", context.target());
        return Waiter.within(context.timeline(), timeout).until(problem, () -> look(name, () -> failUnlisted(name)));
    }

    /** vmd(8) does not know the VM: it will have no address before somebody starts it. */
    private void failUnlisted(VmName name) {
        VmInfo vm = Observation.look(context).observation().require(name);
        if (vm.status().isEmpty()) {
            throw new VmException(Problem.of(VmError.NOT_RUNNING)
                    .with("vm", name)
                    .with("target", context.target())
                    .with("state", vm.state()));
        }
    }

    private Look<GuestAddress> look(VmName name, Runnable whenUnlisted) {
        Query<StatusTable> status = context.vmctl().status();
        Query<TapTable> interfaces = interfaces();
        Answers answers = Query.askAll(context.executor(), status, interfaces);
        Optional<VmStatus> vm = answers.to(status).find(name);
        if (vm.isEmpty()) {
            whenUnlisted.run();
        }
        if (vm.filter(VmStatus::isRunning).isEmpty()) {
            return Look.notYet("it does not run");
        }
        TapTable table = answers.to(interfaces);
        Optional<TapTable.Interface> tap = table.tapOf(vm.get().id(), FIRST);
        if (tap.isEmpty()) {
            return Look.notYet("no tap is described as its first interface");
        }
        Optional<String> host = tap.get().inet();
        if (host.isPresent()) {
            return Look.found(new GuestAddress(
                    next(host.get()),
                    GuestAddress.Source.LOCAL_INTERFACE,
                    tap.get().name()));
        }
        Optional<TapTable.Interface> attached = table.switchOf(tap.get().name());
        return attached.isEmpty()
                ? Look.notYet(tap.get().name() + " has no address and is on no switch")
                : onSwitch(attached.get().name(), tap.get().name());
    }

    private Look<GuestAddress> onSwitch(String switchName, String tap) {
        // A switch shows its cache only when it is asked for by name.
        Query<TapTable> cache = new Query<>(
                Command.read("ifconfig", switchName),
                answer -> TapTable.parse(answer.result().stdout()));
        Query<List<String>> arp = new Query<>(
                Command.read("arp", "-an"), answer -> answer.result().stdoutLines());
        Answers answers = Query.askAll(context.executor(), cache, arp);
        List<String> lladdrs = answers.to(cache).cachedBehind(tap);
        if (lladdrs.isEmpty()) {
            return Look.notYet(switchName + " has seen no lladdr on " + tap);
        }
        return answers.to(arp).stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length >= 2 && lladdrs.contains(words[1]))
                .findFirst()
                .map(words -> Look.found(new GuestAddress(words[0], GuestAddress.Source.ARP, tap)))
                .orElseGet(() -> Look.notYet("the host has no ARP entry for " + String.join(" or ", lladdrs)));
    }

    private static Query<TapTable> interfaces() {
        return new Query<>(
                Command.read("ifconfig"),
                answer -> TapTable.parse(answer.result().stdout()));
    }

    /** The address above: vmd(8) gives the guest the other one of the pair. */
    private static String next(String address) {
        long value = 0;
        for (String part : address.split("\\.", -1)) {
            value = value * 256 + Long.parseLong(part);
        }
        long above = value + 1;
        return (above >> 24 & 255) + "." + (above >> 16 & 255) + "." + (above >> 8 & 255) + "." + (above & 255);
    }
}
