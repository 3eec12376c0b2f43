package io.vmm4j.testkit.internal.vmd.vmctl;

import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.libc.Getopt;
import io.vmm4j.testkit.internal.vmd.VmInfo;
import io.vmm4j.testkit.internal.vmd.VmdReply;
import io.vmm4j.testkit.internal.vmd.VmdRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code vmctl status}: the one command that prints to standard output. */
final class Status {

    private final SimProcess process;
    private final Dialect dialect;
    private final Client client;

    Status(SimProcess process, Dialect dialect, Client client) {
        this.process = process;
        this.dialect = dialect;
        this.client = client;
    }

    int run(Command command, List<String> words) throws IOException {
        Getopt parsed = command.options(process, dialect, dialect.isLegacy() ? "" : "r", words);
        boolean runningOnly = !parsed.options().isEmpty();
        if (parsed.operands().size() > 1) {
            throw command.usage(process, dialect);
        }
        Optional<VmName> wanted = parsed.operands().isEmpty()
                ? Optional.empty()
                : Optional.of(VmName.parse(process, parsed.operands().get(0)));
        VmdReply.Infos infos = (VmdReply.Infos) client.ask(new VmdRequest.Info());
        List<VmInfo> candidates = infos.vms().stream()
                .filter(vm -> !runningOnly || vm.process().isPresent())
                .toList();
        StatusTable table = new StatusTable(process.machine().accounts(), dialect);
        process.print(table.header());
        for (VmInfo vm : candidates) {
            if (wanted.isEmpty() || wanted.get().isAny() || wanted.get().matches(vm.id(), vm.name())) {
                process.print(table.row(vm));
            }
        }
        return candidates.isEmpty() && !dialect.isLegacy() ? 1 : 0;
    }
}
