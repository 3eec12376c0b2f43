package io.vmm4j.host.internal.setup;

import io.vmm4j.HostPath;
import io.vmm4j.MemorySize;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.Command;
import io.vmm4j.host.CpuVirtualization;
import io.vmm4j.host.HostError;
import io.vmm4j.host.InitializationException;
import io.vmm4j.plan.Change;
import io.vmm4j.plan.CommandChange;
import io.vmm4j.plan.FileChange;
import io.vmm4j.plan.FileContent;
import io.vmm4j.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes the plan that turns what was seen into a host that is ready. */
final class InitializationPlanner {

    private static final HostPath VM_CONF = HostPath.of("/etc/vm.conf");
    private static final HostPath CLASS_FILE = HostPath.of("/etc/login.conf.d/vmd");
    private static final String CLASS_RECORD = "vmd:\\\n\t:datasize=infinity:\\\n\t:tc=daemon:\n";
    private static final Duration DOWNLOAD = Duration.ofMinutes(10);
    private static final String MAKEDEV = "cd /dev && sh MAKEDEV \"$@\"";

    private final String target;
    private final SetupFacts facts;
    private final List<Change> changes = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    InitializationPlanner(String target, SetupFacts facts) {
        this.target = target;
        this.facts = facts;
    }

    Plan plan(Wishes wishes) {
        requireAble();
        makeNodes(wishes.taps());
        if (wishes.firmware() && !facts.probe().firmware().holds()) {
            changes.add(CommandChange.of(
                            "fetch the BIOS firmware", root("fw_update", "vmm").withTimeout(DOWNLOAD))
                    .confirmedBy(Command.read("test", "-f", "/etc/firmware/vmm-bios"))
                    .undoneBy(root("fw_update", "-d", "vmm")));
        }
        wishes.guestMemory().ifPresent(this::raiseLimit);
        if (!facts.hasVmConf()) {
            changes.add(FileChange.create("make an empty vm.conf(5)", VM_CONF, FileContent.of("# vm.conf(5)\n"))
                    .checkedBy("vmd", "-n", "-f"));
        }
        runVmd();
        return new Plan("initialize vmm(4)", target, changes, notes, facts.fingerprint());
    }

    /**
     * What is wished for.
     *
     * @param taps how many tap(4) nodes
     * @param guestMemory the largest guest
     * @param firmware whether guests boot by the BIOS
     */
    record Wishes(int taps, Optional<MemorySize> guestMemory, boolean firmware) {}

    private void requireAble() {
        if (!facts.isOpenBsd() || !facts.probe().available().holds()) {
            throw impossible(HostError.NOT_OPENBSD, facts.probe().available().evidence(), false);
        }
        if (facts.probe().cpu() == CpuVirtualization.NONE) {
            throw impossible(
                    HostError.NO_VIRTUALIZATION, facts.probe().cpuSupported().evidence(), true);
        }
        if (!facts.probe().kernelSupported().holds()) {
            throw impossible(
                    HostError.VMM_NOT_ATTACHED, facts.probe().kernelSupported().evidence(), true);
        }
        if (!facts.probe().running().holds() && facts.configurationErrors().isPresent()) {
            throw new InitializationException(
                    Problem.of(HostError.VM_CONF_INVALID)
                            .with("target", target)
                            .with("reason", facts.configurationErrors().get()),
                    false);
        }
        facts.configurationErrors()
                .ifPresent(errors -> notes.add("vmd(8) runs, but would refuse its configuration now: " + errors));
    }

    private InitializationException impossible(HostError code, String evidence, boolean reboot) {
        return new InitializationException(
                Problem.of(code).with("target", target).with("evidence", evidence), reboot);
    }

    private void makeNodes(int wanted) {
        if (!facts.vmmNode()) {
            changes.add(makedev("make /dev/vmm", List.of("vmm")));
        }
        List<String> missing = IntStream.range(0, wanted)
                .filter(number -> !facts.taps().contains(number))
                .mapToObj(number -> "tap" + number)
                .toList();
        if (!missing.isEmpty()) {
            String range =
                    missing.size() == 1 ? missing.get(0) : missing.get(0) + " to " + missing.get(missing.size() - 1);
            changes.add(makedev("make the device nodes " + range, missing));
        }
    }

    /** MAKEDEV exits 0 whatever happens, and says on standard output what it does not know. */
    private static CommandChange makedev(String summary, List<String> nodes) {
        List<String> make = new ArrayList<>(List.of("sh", "-c", MAKEDEV, "sh"));
        make.addAll(nodes);
        List<String> remove = new ArrayList<>(List.of("rm", "-f"));
        nodes.forEach(node -> remove.add("/dev/" + node));
        String last = "/dev/" + nodes.get(nodes.size() - 1);
        return CommandChange.of(summary, root(make.toArray(String[]::new)))
                .confirmedBy(Command.read("test", "-c", last))
                .undoneBy(root(remove.toArray(String[]::new)));
    }

    private void raiseLimit(MemorySize memory) {
        String name = facts.classes().has("vmd") ? "vmd" : "daemon";
        Optional<Long> limit = facts.classes().dataSize(name);
        if (limit.isEmpty() || limit.get() >> 20 > memory.mebibytes()) {
            return;
        }
        String summary = "let vmd(8) have guests of " + memory + ": the login class " + name + " allows "
                + (limit.get() >> 20) + "M";
        if (facts.classFile().isPresent()) {
            FileContent before = facts.classFile().get();
            FileContent after = FileContent.of(
                    before.text().replaceAll(":datasize(-cur|-max)?=[^:\\\\\n]*:", ":datasize$1=infinity:"));
            if (after.equals(before)) {
                after = FileContent.of(CLASS_RECORD);
            }
            changes.add(FileChange.edit(summary, CLASS_FILE, before, after));
        } else if (name.equals("vmd")) {
            notes.add("The class vmd of /etc/login.conf allows " + (limit.get() >> 20) + "M, too little for a guest of "
                    + memory + ": raise its datasize there; this plan does not.");
            return;
        } else {
            changes.add(FileChange.create(summary, CLASS_FILE, FileContent.of(CLASS_RECORD)));
        }
        if (facts.probe().running().holds()) {
            notes.add("vmd(8) runs already: the new limit is in effect when it is started next. To restart it now would"
                    + " stop every VM; this plan does not.");
        }
    }

    private void runVmd() {
        if (!facts.probe().enabled().holds()) {
            changes.add(CommandChange.of("enable vmd(8)", root("rcctl", "enable", "vmd"))
                    .confirmedBy(Command.read("rcctl", "get", "vmd", "status"))
                    .undoneBy(root("rcctl", "disable", "vmd")));
        }
        if (!facts.probe().running().holds()) {
            changes.add(CommandChange.of("start vmd(8)", root("rcctl", "start", "vmd"))
                    .confirmedBy(Command.read("rcctl", "check", "vmd"))
                    .undoneBy(root("rcctl", "stop", "vmd")));
            if (facts.hasVmConf()) {
                notes.add("vmd(8) starts every VM of /etc/vm.conf that is not disabled there.");
            }
        }
    }

    private static Command root(String... argv) {
        return Command.idempotent(argv).asRoot();
    }

    static String names(List<String> names) {
        return names.stream().sorted().collect(Collectors.joining(", "));
    }
}
