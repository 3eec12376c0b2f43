package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.internal.board.Parts;
import io.vmm4j.testkit.internal.board.Software;
import io.vmm4j.testkit.internal.guest.PowerSwitches;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.net.Lladdr;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs VMs: from everything that a start opens to everything that an end gives back. */
final class VmRunner {

    private static final Duration UNTIL_TAPS_ARE_SET_UP = Duration.ofMillis(5);
    private static final Duration UNTIL_A_DEVICE_FAILS = Duration.ofMillis(300);

    private final VmdHost host;
    private final Machine machine;
    private final VmTable vms;
    private final Launcher launcher;
    private final NicSetup nicSetup;
    private final Waiters waiters;
    private final DaemonLog log;
    private final long dataLimit;
    private final List<VmProcess> processes = new ArrayList<>();

    VmRunner(VmdHost host, VmTable vms, Launcher launcher, NicSetup nicSetup, Waiters waiters, DaemonLog log) {
        this.host = host;
        this.machine = host.machine();
        this.vms = vms;
        this.launcher = launcher;
        this.nicSetup = nicSetup;
        this.waiters = waiters;
        this.log = log;
        this.dataLimit = DataLimit.of(host.machine().files());
    }

    /**
     * Starts a VM.
     *
     * @param starter who asked for it; nobody if vmd does it by itself
     */
    ResultCode launch(Vm vm, Optional<VmdConnection> starter) {
        return launch(vm, starter, Optional.empty());
    }

    private ResultCode launch(Vm vm, Optional<VmdConnection> starter, Optional<Consoles.Console> console) {
        if (vm.is(VmState.RUNNING)) {
            return ResultCode.of(Errno.EALREADY);
        }
        if (!vm.startLimit().allows(machine.timeline().now())) {
            log.log("config_setvm: vm " + vm.id() + " restarted too quickly");
            console.ifPresent(Consoles.Console::close);
            return ResultCode.of(Errno.EPERM);
        }
        vm.setStarter(starter);
        try {
            run(vm, launcher.open(vm, console));
            return ResultCode.OK;
        } catch (Launcher.Failed e) {
            console.ifPresent(Consoles.Console::close);
            forgetIfTemporary(vm);
            return e.code();
        }
    }

    private void run(Vm vm, Launcher.Opened opened) {
        vm.setOpenKernel(Optional.empty());
        vm.set(VmState.RUNNING, true);
        vm.set(VmState.PAUSED, false);
        Hearing hearing = new Hearing(vm);
        VmProcess process = new VmProcess(
                vm,
                machine.processes().reservePid(),
                opened.console(),
                opened.holdings(),
                started -> guest(started, opened, hearing));
        PowerSwitches.of(machine).connect(vm.name(), process.guest()::shutDownFromInside);
        vm.setProcess(Optional.of(process));
        processes.add(0, process);
        machine.timeline().schedule(UNTIL_TAPS_ARE_SET_UP, () -> setUpTaps(process));
        boolean tooLarge = vm.parameters().memory() >= dataLimit;
        if (tooLarge) {
            log.log("vm/" + vm.name() + ": could not allocate guest memory: Cannot allocate memory");
        }
        if (opened.deviceFault() || tooLarge) {
            machine.timeline().schedule(UNTIL_A_DEVICE_FAILS, () -> hearing.ended(Guest.End.OFF));
        }
        process.guest().powerOn();
    }

    private Guest guest(VmProcess process, Launcher.Opened opened, Guest.Listener hearing) {
        Vm vm = process.vm();
        Parts parts = new Parts(
                vm.name(),
                vm.parameters().memory(),
                opened.media().kernel(),
                opened.media().cdrom(),
                opened.media().disks(),
                vm.parameters().nics().stream()
                        .flatMap(nic -> nic.lladdr().stream())
                        .map(Lladdr::toString)
                        .toList(),
                order(vm),
                31L * process.pid() + machine.timeline().nanoTime());
        Optional<Software> software = host.guests().boot(parts);
        if (software.isEmpty()) {
            return new ScriptedGuest(
                    machine.timeline(),
                    host.guests().of(vm.name()),
                    vm.parameters().memory(),
                    opened.console(),
                    hearing);
        }
        GuestCards cards = new GuestCards(host.network(), parts, process::stations, process.answering());
        return new BootedGuest(machine.timeline(), software.get(), parts, opened.console(), hearing, cards);
    }

    private static Parts.BootOrder order(Vm vm) {
        return vm.parameters()
                .bootDevice()
                .map(device -> switch (device) {
                    case DISK -> Parts.BootOrder.DISK;
                    case CDROM -> Parts.BootOrder.CDROM;
                    case NET -> Parts.BootOrder.NET;
                })
                .orElse(Parts.BootOrder.DEFAULT);
    }

    private void setUpTaps(VmProcess process) {
        if (processes.contains(process)) {
            nicSetup.configure(process);
            appear(process);
            log.log("started " + process.vm().name() + " (vm " + process.vm().id() + ") successfully, tty "
                    + process.console().path());
        }
    }

    private void appear(VmProcess process) {
        if (process.guest().isOnNetwork()) {
            process.answering().clear();
            process.answering().addAll(process.stations());
        }
        process.answering().forEach(host.network()::appear);
    }

    /** What is heard of one running guest. */
    private final class Hearing implements Guest.Listener {

        private final Vm vm;

        private Hearing(Vm vm) {
            this.vm = vm;
        }

        private Stream<VmProcess> process() {
            return vm.process().filter(processes::contains).stream();
        }

        @Override
        public void answers() {
            process().forEach(VmRunner.this::appear);
        }

        @Override
        public void isSilent() {
            process().forEach(process -> process.answering().forEach(host.network()::fallSilent));
        }

        @Override
        public void ended(Guest.End end) {
            process().forEach(process -> VmRunner.this.ended(process, end));
        }
    }

    private void ended(VmProcess process, Guest.End end) {
        Vm vm = process.vm();
        boolean reboots = end == Guest.End.REBOOT
                && !vm.is(VmState.SHUTDOWN)
                && vm.parameters().bootDevice().isEmpty();
        release(process);
        vm.set(VmState.RUNNING, false);
        vm.set(VmState.SHUTDOWN, false);
        if (reboots) {
            launch(vm, Optional.empty(), Optional.of(process.console()));
        } else {
            process.console().close();
            forgetIfTemporary(vm);
        }
        waiters.stopped(vm.id());
    }

    private void release(VmProcess process) {
        process.guest().discard();
        processes.remove(process);
        process.answering().forEach(host.network()::leave);
        process.taps().forEach(host.taps()::close);
        process.disks().release();
        machine.processes().releasePid(process.pid());
        process.vm().setProcess(Optional.empty());
    }

    private void forgetIfTemporary(Vm vm) {
        if (!vm.isFromConfig()) {
            vms.remove(vm);
        }
    }

    /** Ends all VMs without telling anybody. */
    void endAll() {
        for (VmProcess process : List.copyOf(processes)) {
            release(process);
            process.console().close();
        }
    }

    /** Running VMs first, the latest started on top, then the others; one whose process does not let go is among neither. */
    List<VmInfo> infos() {
        List<VmInfo> infos = new ArrayList<>();
        processes.stream().filter(process -> !process.guest().isGhost()).forEach(process -> infos.add(process.info()));
        vms.all().stream().filter(vm -> !vm.is(VmState.RUNNING)).forEach(vm -> infos.add(stopped(vm)));
        return infos;
    }

    private static VmInfo stopped(Vm vm) {
        return new VmInfo(vm.id(), vm.name(), vm.parameters().memory(), vm.owner(), vm.states(), Optional.empty());
    }
}
