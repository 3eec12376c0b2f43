package io.vmm4j.host.internal;

import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Answers;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.Privilege;
import io.vmm4j.exec.Query;
import io.vmm4j.vmctl.StatusTable;
import io.vmm4j.vmctl.Vmctl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The questions of a probe: all of them read, none needs root, and on another system than OpenBSD only the first is asked. */
public final class ProbeQueries {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Query<Answer> system = raw("sh", "-c", "uname -srm; [ \"$(uname -s)\" = OpenBSD ]");
    private final Query<Answer> sysctl = raw("sysctl", "kern.version", "hw.physmem", "hw.ncpuonline");
    private final Query<Answer> bootMessages = raw("cat", "/var/run/dmesg.boot");
    private final Query<Answer> device = raw("test", "-c", "/dev/vmm");
    private final Query<Answer> firmware = raw("test", "-f", "/etc/firmware/vmm-bios");
    private final Query<Answer> service = raw("rcctl", "get", "vmd");
    private final Query<Answer> check = raw("rcctl", "check", "vmd");
    private final Query<StatusTable> status;
    private final Query<StatusTable> statusAsUser = new Vmctl(Privilege.USER, TIMEOUT).status();

    /** The questions, with vmd(8) asked as this says. */
    public ProbeQueries(Vmctl vmctl) {
        status = vmctl.withTimeout(TIMEOUT).status();
    }

    private static Query<Answer> raw(String... argv) {
        return new Query<>(Command.read(argv).withTimeout(TIMEOUT), answer -> answer);
    }

    HostFacts ask(CommandExecutor executor) {
        return facts(askAlso(executor));
    }

    /** Asks these and more in one round trip. */
    public Answers askAlso(CommandExecutor executor, Query<?>... more) {
        return Query.askGuarded(executor, with(more));
    }

    /** Asks these and more, each by itself and within this time: one that does not end in time remains open. */
    public Answers askOneByOne(CommandExecutor executor, Duration limit, Query<?>... more) {
        return Query.askOneByOne(executor, limit, with(more));
    }

    private Query<?>[] with(Query<?>... more) {
        List<Query<?>> all = new ArrayList<>(
                List.of(system, sysctl, bootMessages, device, firmware, service, check, status, statusAsUser));
        all.addAll(List.of(more));
        return all.toArray(Query<?>[]::new);
    }

    /** Those that a probe is made of, by what they are about; all but those about the system and the VMs. */
    public Map<String, Query<Answer>> facts() {
        Map<String, Query<Answer>> facts = new LinkedHashMap<>();
        facts.put("the release, the memory and the processors of the host", sysctl);
        facts.put("the boot messages", bootMessages);
        facts.put("whether there is /dev/vmm", device);
        facts.put("whether the BIOS firmware is installed", firmware);
        facts.put("whether vmd(8) is enabled", service);
        facts.put("whether vmd(8) runs", check);
        return facts;
    }

    /** What the answers to these come to. */
    public HostFacts facts(Answers answers) {
        return new HostFacts(this, answers);
    }

    Query<Answer> system() {
        return system;
    }

    Query<Answer> sysctl() {
        return sysctl;
    }

    Query<Answer> bootMessages() {
        return bootMessages;
    }

    /** Whether there is /dev/vmm. */
    public Query<Answer> device() {
        return device;
    }

    Query<Answer> firmware() {
        return firmware;
    }

    Query<Answer> service() {
        return service;
    }

    Query<Answer> check() {
        return check;
    }

    /** vmctl status, as whom vmctl(8) runs. */
    public Query<StatusTable> status() {
        return status;
    }

    /** The same without doas(1): members of wheel may read vmd's socket. */
    Query<StatusTable> statusAsUser() {
        return statusAsUser;
    }
}
