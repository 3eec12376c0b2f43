package io.vmm4j.host.internal;

import io.vmm4j.HostPath;
import io.vmm4j.InvalidValueException;
import io.vmm4j.VmName;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.Query;
import io.vmm4j.host.HostError;
import io.vmm4j.host.RebootException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Which VMs ran before a reboot, as it is kept on the host, and which boot that was in.
 *
 * @param file where it is kept
 * @param currentBoot which boot it was read in
 * @param notedBoot which boot it was written in; empty if there is none
 * @param vms the VMs, in the order in which they are to be started
 */
record RebootNote(HostPath file, String currentBoot, Optional<String> notedBoot, List<VmName> vms) {

    private static final String BOOT = "boot ";
    private static final String VM = "vm ";

    /** $1 file. The first line tells the boot: rc(8) writes the file with the boot messages once in each. */
    private static final String READ =
            "stat -f 'boot %m' /var/run/dmesg.boot || exit 1; [ -e \"$1\" ] || exit 0; cat \"$1\"";

    /** $1 directory, $2 file, $3 content. The file appears whole or not at all, and whoever connects can read it. */
    private static final String WRITE = "umask 022; mkdir -p \"$1\" || exit 1;"
            + " t=$(mktemp \"$2.XXXXXXXXXX\") || exit 1;"
            + " printf '%s\\n' \"$3\" >\"$t\" && chmod 644 \"$t\" && mv -f \"$t\" \"$2\" || { rm -f \"$t\"; exit 1; }";

    /** $1 file. */
    private static final String REMOVE = "rm -f \"$1\"";

    private static HostPath file(HostContext context) {
        return HostPath.of(context.stateDirectory().value() + "/reboot");
    }

    static Query<RebootNote> query(HostContext context) {
        HostPath file = file(context);
        return new Query<>(Command.read("sh", "-c", READ, "sh", file.value()), answer -> read(file, answer));
    }

    private static RebootNote read(HostPath file, Answer answer) {
        List<String> lines = answer.result().stdoutLines();
        if (!answer.result().succeeded() || lines.isEmpty() || !lines.get(0).startsWith(BOOT)) {
            throw unusable(file, answer, answer.result().stderr().strip());
        }
        String current = lines.get(0).substring(BOOT.length());
        Optional<String> noted = Optional.empty();
        List<VmName> vms = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith(BOOT)) {
                noted = Optional.of(line.substring(BOOT.length()));
            } else if (line.startsWith(VM)) {
                vms.add(name(file, answer, line.substring(VM.length())));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                throw unusable(file, answer, "it has the line: " + line);
            }
        }
        return new RebootNote(file, current, noted, List.copyOf(vms));
    }

    private static VmName name(HostPath file, Answer answer, String text) {
        try {
            return VmName.observed(text);
        } catch (InvalidValueException e) {
            throw unusable(file, answer, e.getMessage());
        }
    }

    private static RebootException unusable(HostPath file, Answer answer, String reason) {
        return new RebootException(
                Problem.of(HostError.REBOOT_NOTE_UNUSABLE)
                        .with("target", answer.target())
                        .with("path", file)
                        .with("reason", reason),
                List.of());
    }

    /** Whether the host has been booted since it was written. */
    boolean isOfAnEarlierBoot() {
        return notedBoot.isPresent() && !notedBoot.get().equals(currentBoot);
    }

    /** The same with more VMs, written in the current boot. */
    RebootNote adding(Collection<VmName> more) {
        LinkedHashSet<VmName> all = new LinkedHashSet<>(vms);
        all.addAll(more);
        return new RebootNote(file, currentBoot, Optional.of(currentBoot), List.copyOf(all));
    }

    /** The same with these VMs only. */
    RebootNote keeping(Collection<VmName> some) {
        return new RebootNote(file, currentBoot, notedBoot, List.copyOf(some));
    }

    /** Writes it, or removes it if it names no VM. */
    Query<Boolean> saved(HostContext context) {
        Command command = vms.isEmpty()
                ? Command.idempotent("sh", "-c", REMOVE, "sh", file.value())
                : Command.idempotent(
                        "sh", "-c", WRITE, "sh", context.stateDirectory().value(), file.value(), text());
        return new Query<>(command.withPrivilege(context.privilege()), answer -> {
            if (!answer.result().succeeded()) {
                throw unusable(file, answer, answer.result().stderr().strip());
            }
            return true;
        });
    }

    private String text() {
        List<String> lines = new ArrayList<>(List.of("# VMs to start again after a reboot"));
        notedBoot.ifPresent(boot -> lines.add(BOOT + boot));
        vms.forEach(vm -> lines.add(VM + vm));
        return String.join("\n", lines);
    }
}
