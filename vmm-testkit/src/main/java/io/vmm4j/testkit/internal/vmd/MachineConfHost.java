package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.internal.fs.Access;
import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.kernel.Account;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.vmd.config.ConfHost;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** The machine as the parser of vm.conf(5) sees it. */
public final class MachineConfHost implements ConfHost {

    private static final int SIGNATURE_LENGTH = 4;

    private final Machine machine;
    private final Files files;

    /** The machine, and its files as the reading process may use them. */
    public MachineConfHost(Machine machine, Files files) {
        this.machine = machine;
        this.files = files;
    }

    @Override
    public String read(String path) throws SystemError {
        return files.stat(path).isDirectory() ? "" : FileText.read(files, path);
    }

    @Override
    public String realpath(String path) throws SystemError {
        return files.realPath(path);
    }

    @Override
    public String signature(String path) {
        try {
            byte[] bytes = new byte[SIGNATURE_LENGTH];
            int count = Math.max(0, files.regular(path, Access.READ).read(0, bytes, 0, bytes.length));
            return new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
        } catch (SystemError e) {
            return "";
        }
    }

    @Override
    public OptionalInt uid(String user) {
        return machine.accounts()
                .user(user)
                .map(account -> OptionalInt.of(account.uid()))
                .orElse(OptionalInt.empty());
    }

    @Override
    public OptionalInt gid(String group) {
        return machine.accounts()
                .group(group)
                .map((Account.Group found) -> OptionalInt.of(found.gid()))
                .orElse(OptionalInt.empty());
    }
}
