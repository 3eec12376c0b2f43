package io.vmm4j.examples.cli;

import io.vmm4j.DeleteOptions;
import io.vmm4j.DiskImage;
import io.vmm4j.DiskSpec;
import io.vmm4j.GuestAddress;
import io.vmm4j.NetworkMode;
import io.vmm4j.StopOutcome;
import io.vmm4j.StopPolicy;
import io.vmm4j.Vm;
import io.vmm4j.VmInfo;
import io.vmm4j.VmSpec;
import io.vmm4j.VmmHost;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.Secret;
import io.vmm4j.exec.TransportException;
import io.vmm4j.host.HostProbe;
import io.vmm4j.operation.Waiter;
import io.vmm4j.operation.Waiter.Look;
import io.vmm4j.ssh.HostKeyPolicy;
import io.vmm4j.ssh.SshExecutor;
import io.vmm4j.testkit.SimulatedHost;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The life of a VM, through the SDK. Only where the guest's host key comes from is the simulation's; all else suits any host. */
final class Demo {

    static final String VM = "web1";

    private static final Duration BOOT_LIMIT = Duration.ofMinutes(5);
    private static final Duration LOGIN_LIMIT = Duration.ofSeconds(5);

    private final CommandExecutor executor;
    private final SimulatedHost simulated;
    private final Secret password;
    private final AtomicInteger commands;
    private final DemoSteps steps;
    private final VmmHost host;

    Demo(CommandExecutor executor, SimulatedHost simulated, Secret password, AtomicInteger commands, DemoSteps steps) {
        this.executor = executor;
        this.simulated = simulated;
        this.password = password;
        this.commands = commands;
        this.steps = steps;
        this.host = VmmHost.builder(executor).timeline(simulated.timeline()).build();
    }

    void run() {
        steps.step("probe", host::probe, Demo::summary);
        Vm vm = steps.step(
                "create",
                () -> host.create(spec()),
                made -> made.name() + " runs, with a disk on top of a ready image");
        GuestAddress address = steps.step(
                "address", () -> vm.awaitAddress(BOOT_LIMIT), found -> found + " on the host's " + found.tap());
        inGuest(address);
        steps.step("list", host::vms, Demo::names);
        steps.step(
                "restart", () -> vm.restart(StopPolicy.graceful()), status -> "shut down, started, id " + status.id());
        steps.step("stop", () -> vm.stop(StopPolicy.graceful()), Demo::words);
        steps.step("delete", () -> delete(vm), done -> "the VM is gone, and the disk that was made for it");
    }

    private static String words(StopOutcome outcome) {
        return outcome == StopOutcome.STOPPED ? "the guest shut down as it was asked to" : Json.lower(outcome);
    }

    private static VmSpec spec() {
        return VmSpec.builder(VM)
                .memory("1G")
                .disk(DiskSpec.derivedFrom(Simulations.IMAGE, DiskImage.qcow2("/var/vmm/web1.qcow2")))
                .network(NetworkMode.local())
                .build();
    }

    private static String summary(HostProbe probe) {
        return probe.release().map(release -> "OpenBSD " + release).orElse(probe.system()) + ", CPU "
                + probe.cpu().name().replace('_', '/') + ", vmd "
                + probe.role().map(role -> Json.lower(role.status())).orElse("is not there");
    }

    private static String names(List<VmInfo> vms) {
        return vms.stream().map(vm -> vm.name() + " is " + vm.state()).collect(Collectors.joining(", "));
    }

    private void inGuest(GuestAddress address) {
        try (CommandExecutor guest = steps.step(
                "log in",
                () -> awaitLogin(address),
                found -> "to the guest's sshd, through the host; its key is pinned")) {
            CommandExecutor counted = new CountingExecutor(guest, commands);
            steps.step(
                    "run",
                    () -> counted.run(Command.read("uname", "-srnm")),
                    result -> "in the guest, uname -srnm: " + result.stdout().strip());
        }
    }

    /** The guest boots, so that its sshd is not there at once. */
    private CommandExecutor awaitLogin(GuestAddress address) {
        HostKeyPolicy key = HostKeyPolicy.pinned(simulated.guestHostKeyFingerprint(VM));
        Problem never = Problem.of(ExecError.CONNECTION_TIMEOUT)
                .with("target", VM + " at " + address)
                .with("reason", "its sshd(8) let nobody in");
        return Waiter.within(simulated.timeline(), BOOT_LIMIT).until(never, () -> {
            try {
                return Look.found(SshExecutor.to("root@" + address)
                        .via(executor)
                        .password(password)
                        .hostKeys(key)
                        .connectTimeout(LOGIN_LIMIT)
                        .connect());
            } catch (TransportException e) {
                if (e.retryable()) {
                    return Look.notYet(String.valueOf(e.getMessage()));
                }
                throw e;
            }
        });
    }

    private static boolean delete(Vm vm) {
        vm.delete(DeleteOptions.removingNewDisks());
        return true;
    }
}
