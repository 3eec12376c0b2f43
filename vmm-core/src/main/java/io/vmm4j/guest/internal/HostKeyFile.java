package io.vmm4j.guest.internal;

import io.vmm4j.HostPath;
import io.vmm4j.VmName;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.Query;
import io.vmm4j.exec.TransferException;
import io.vmm4j.guest.GuestError;
import io.vmm4j.guest.GuestException;
import io.vmm4j.guest.HostKey;
import io.vmm4j.guest.PinnedHostKeys;
import io.vmm4j.host.internal.HostContext;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The host keys of one VM in a file of their own beside its record. */
public final class HostKeyFile implements PinnedHostKeys {

    /** $1 file. Nothing is printed if there is none; one that cannot be read is an error. */
    private static final String READ = "[ -e \"$1\" ] || exit 0; cat \"$1\"";

    /** $1 directory, $2 file, $3 content. It appears whole or not at all, and whoever connects can read it. */
    private static final String WRITE = "umask 022; mkdir -p \"$1\" || exit 1;"
            + " t=$(mktemp \"$2.XXXXXXXXXX\") || exit 1;"
            + " if printf '%s\\n' \"$3\" >\"$t\" && chmod 644 \"$t\" && mv -f \"$t\" \"$2\"; then exit 0; fi;"
            + " rm -f \"$t\"; exit 1";

    private final HostContext context;
    private final VmName vm;
    private final HostPath file;

    HostKeyFile(HostContext context, VmName vm) {
        this.context = context;
        this.vm = vm;
        this.file = of(context.records(), vm);
    }

    /** The file for a VM, beside its record in this directory. No record ends in this way. */
    public static HostPath of(HostPath records, VmName vm) {
        return HostPath.of(records.value() + "/" + vm.value() + ".hostkeys");
    }

    @Override
    public Set<HostKey> keys() {
        return new Query<>(Command.read("sh", "-c", READ, "sh", file.value()), this::read).ask(context.executor());
    }

    private Set<HostKey> read(Answer answer) {
        if (!answer.result().succeeded()) {
            throw unreadable(answer.result().stderr().strip());
        }
        Set<HostKey> keys = new LinkedHashSet<>();
        for (String line : answer.result().stdoutLines()) {
            String[] words = line.strip().split(" ", -1);
            try {
                if (words.length != 2) {
                    throw new IllegalArgumentException("not a type and a fingerprint: " + line);
                }
                keys.add(new HostKey(words[0], words[1]));
            } catch (IllegalArgumentException e) {
                throw unreadable(e.getMessage() == null ? "a line of it is damaged" : e.getMessage());
            }
        }
        return keys;
    }

    private GuestException unreadable(String reason) {
        return new GuestException(Problem.of(GuestError.HOST_KEYS_UNREADABLE)
                .with("vm", vm)
                .with("target", context.target())
                .with("path", file)
                .with("reason", reason));
    }

    @Override
    public void pin(Set<HostKey> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("at least one key is needed; to have none, forget them");
        }
        String content = keys.stream().map(HostKey::toString).collect(Collectors.joining("\n"));
        change(
                Command.idempotent("sh", "-c", WRITE, "sh", context.records().value(), file.value(), content),
                "written");
    }

    @Override
    public void forget() {
        change(Command.idempotent("rm", "-f", file.value()), "removed");
    }

    private void change(Command command, String action) {
        new Query<>(command.withPrivilege(context.privilege()), answer -> {
                    if (!answer.result().succeeded()) {
                        throw new TransferException(
                                Problem.of(ExecError.TRANSFER_FAILED)
                                        .with("path", file)
                                        .with("target", answer.target())
                                        .with("action", action)
                                        .with("reason", answer.result().stderr().strip()),
                                null);
                    }
                    return true;
                })
                .ask(context.executor());
    }

    @Override
    public String toString() {
        return "PinnedHostKeys[" + vm + " in " + file + "]";
    }
}
