package io.vmm4j.testkit.internal.vmd.vmctl;

import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.libc.Getopt;
import io.vmm4j.testkit.internal.vmd.ResultCode;
import io.vmm4j.testkit.internal.vmd.VmInfo;
import io.vmm4j.testkit.internal.vmd.VmSelector;
import io.vmm4j.testkit.internal.vmd.VmdReply;
import io.vmm4j.testkit.internal.vmd.VmdRequest;
import io.vmm4j.testkit.internal.vmd.VmdRequest.StopFlag;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code vmctl stop} and {@code vmctl wait}. What happens to a VM is told in two parts of one line, on standard error. */
final class Stop {

    private final SimProcess process;
    private final Dialect dialect;
    private final Client client;

    Stop(SimProcess process, Dialect dialect, Client client) {
        this.process = process;
        this.dialect = dialect;
        this.client = client;
    }

    int run(List<String> words) throws IOException {
        boolean nameFirst =
                dialect.isLegacy() && !words.isEmpty() && !words.get(0).startsWith("-");
        List<String> optionWords = nameFirst ? words.subList(1, words.size()) : words;
        Getopt parsed = Command.STOP.options(process, dialect, "afw", optionWords);
        Set<StopFlag> flags = EnumSet.noneOf(StopFlag.class);
        boolean all = false;
        for (Getopt.Option option : parsed.options()) {
            switch (option.letter()) {
                case 'f' -> flags.add(StopFlag.FORCE);
                case 'w' -> flags.add(StopFlag.WAIT);
                default -> all = true;
            }
        }
        List<String> operands = nameFirst ? words.subList(0, 1) : parsed.operands();
        if (operands.size() != (all ? 0 : 1) || (nameFirst && !parsed.operands().isEmpty())) {
            throw Command.STOP.usage(process, dialect);
        }
        if (all) {
            stopAll(flags);
            return 0;
        }
        VmName vm = VmName.parse(process, operands.get(0));
        return stop(vm.selector(), vm.name(), flags);
    }

    private void stopAll(Set<StopFlag> flags) throws IOException {
        VmdReply.Infos infos = (VmdReply.Infos) client.ask(new VmdRequest.Info());
        for (VmInfo vm : infos.vms()) {
            if (vm.process().isPresent()) {
                stop(VmSelector.byName(vm.name()), Optional.of(vm.name()), flags);
            }
        }
    }

    private int stop(VmSelector vm, Optional<String> name, Set<StopFlag> flags) throws IOException {
        client.connect();
        process.complain("stopping vm" + name.map(text -> " " + text).orElse("") + ": ");
        return report(client.ask(new VmdRequest.Stop(vm, flags)));
    }

    int waitFor(VmName vm) throws IOException {
        client.connect();
        process.complain("waiting for vm" + vm.name().map(text -> " " + text).orElse("") + ": ");
        return report(client.ask(new VmdRequest.Wait(vm.selector())));
    }

    private int report(VmdReply reply) throws IOException {
        if (reply instanceof VmdReply.Stopped stopped) {
            process.complain("terminated vm " + stopped.id() + "\n");
            return 0;
        }
        VmdReply.Stopping stopping = (VmdReply.Stopping) reply;
        ResultCode result = stopping.result();
        if (result.isOk()) {
            process.complain("requested to shutdown vm " + stopping.id() + "\n");
            return 0;
        }
        process.complain((result.is(Errno.ENOENT) ? "vm not found" : "failed: " + result.text()) + "\n");
        return 1;
    }
}
