package io.vmm4j.testkit.internal.pf;

import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.net.IfFlag;
import io.vmm4j.testkit.internal.net.NetInterface;
import io.vmm4j.testkit.internal.net.Network;
import io.vmm4j.testkit.internal.pf.conf.PfConfHost;
import io.vmm4j.testkit.internal.pf.rule.Host.Modifier;
import io.vmm4j.testkit.internal.pf.rule.IpAddress;
import io.vmm4j.testkit.internal.pf.rule.Prefix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** The system as a run of pfctl(8) sees it. Names are resolved by /etc/hosts only. */
final class ProcessConfHost implements PfConfHost {

    private final SimProcess process;
    private final Network network;

    ProcessConfHost(SimProcess process) {
        this.process = process;
        this.network = Network.of(process.machine());
    }

    @Override
    public String read(String path) throws SystemError {
        if (!path.equals("-")) {
            if (process.files().stat(path).isDirectory()) {
                throw Errno.EISDIR.asError();
            }
            return FileText.read(process.files(), path);
        }
        try {
            return new String(process.stdin().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SystemError e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isInterface(String name) {
        return process.machine()
                .timeline()
                .lockedGet(() ->
                        MachineFilterHost.interfaces(network, name).findAny().isPresent());
    }

    @Override
    public List<Prefix> addresses(String name, Set<Modifier> modifiers) {
        return process.machine().timeline().lockedGet(() -> MachineFilterHost.addresses(network, name, modifiers));
    }

    @Override
    public boolean isLoopback(String name) {
        return process.machine()
                .timeline()
                .lockedGet(() -> network.interfaces()
                        .find(name)
                        .filter(each -> each.is(IfFlag.LOOPBACK))
                        .isPresent());
    }

    @Override
    public List<IpAddress> resolve(String name) {
        List<IpAddress> found = new ArrayList<>();
        String hosts;
        try {
            hosts = FileText.read(process.machine().files(), "/etc/hosts");
        } catch (SystemError e) {
            hosts = "127.0.0.1 localhost\n";
        }
        for (String line : hosts.split("\n", -1)) {
            List<String> words = List.of(line.replaceFirst("#.*", "").strip().split("[ \t]+", -1));
            if (words.subList(1, words.size()).contains(name)) {
                IpAddress.parse(words.get(0)).ifPresent(found::add);
            }
        }
        return found;
    }

    @Override
    public OptionalInt uid(String user) {
        return process.machine()
                .accounts()
                .user(user)
                .map(account -> OptionalInt.of(account.uid()))
                .orElse(OptionalInt.empty());
    }

    @Override
    public OptionalInt gid(String group) {
        return process.machine()
                .accounts()
                .group(group)
                .map(found -> OptionalInt.of(found.gid()))
                .orElse(OptionalInt.empty());
    }

    @Override
    public boolean hasRtable(int number) {
        return number == 0
                || process.machine()
                        .timeline()
                        .lockedGet(() -> network.interfaces()
                                .all()
                                .map(NetInterface::rdomain)
                                .anyMatch(each -> each == number));
    }

    @Override
    public boolean seesKernel() {
        return process.account().isRoot();
    }

    @Override
    public int random() {
        return process.machine().random().nextInt() & 0x7fffffff;
    }
}
