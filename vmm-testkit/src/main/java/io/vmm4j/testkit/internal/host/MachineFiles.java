package io.vmm4j.testkit.internal.host;

import io.vmm4j.testkit.HostFiles;
import io.vmm4j.testkit.SimulatedMedium;
import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.fs.OpenFlag;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;

/** A machine's files as tests see them: Unicode names, root's rights, and failures that name the path. */
public final class MachineFiles implements HostFiles {

    private final Machine machine;

    /** Those of a machine. */
    public MachineFiles(Machine machine) {
        this.machine = machine;
    }

    /** What is done with the files. */
    @FunctionalInterface
    private interface Action<T> {
        T with(Files files, String path) throws SystemError;
    }

    private <T> T at(String path, Action<T> action) {
        try {
            return action.with(machine.files(), Octets.in(path));
        } catch (SystemError e) {
            throw new IllegalStateException(path + ": " + e.errno().text(), e);
        }
    }

    @Override
    public String read(String path) {
        return new String(readBytes(path), StandardCharsets.UTF_8);
    }

    @Override
    public byte[] readBytes(String path) {
        return at(path, FileText::readBytes);
    }

    @Override
    public void write(String path, String content) {
        writeBytes(path, content.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void writeBytes(String path, byte[] content) {
        at(path, (files, name) -> {
            BaseInstallation.makeParents(files, name);
            FileText.writeBytes(files, name, content, 0644, OpenFlag.WRITING);
            return path;
        });
    }

    @Override
    public void write(String path, SimulatedMedium medium) {
        writeBytes(path, medium.head());
        at(path, (files, name) -> {
            files.truncate(name, medium.size());
            return path;
        });
    }

    @Override
    public boolean exists(String path) {
        try {
            machine.files().lstat(Octets.in(path));
            return true;
        } catch (SystemError e) {
            return false;
        }
    }

    @Override
    public List<String> list(String path) {
        return at(
                path,
                (files, name) -> files.list(name).stream().map(Octets::out).toList());
    }

    @Override
    public SortedMap<String, String> everything() {
        return at("/", (files, root) -> new WholeTree(files, machine.accounts()).describe());
    }

    @Override
    public void delete(String path) {
        at(path, (files, name) -> {
            files.unlink(name);
            return path;
        });
    }

    @Override
    public long size(String path) {
        return at(path, Files::stat).size();
    }

    @Override
    public String owner(String path) {
        return machine.accounts().userName(at(path, Files::stat).uid());
    }

    @Override
    public String group(String path) {
        return machine.accounts().groupName(at(path, Files::stat).gid());
    }

    @Override
    public int mode(String path) {
        return at(path, Files::stat).mode();
    }

    @Override
    public void setMode(String path, int mode) {
        at(path, (files, name) -> {
            files.changeMode(name, mode);
            return path;
        });
    }

    @Override
    public void setOwner(String path, String owner, String group) {
        int uid = machine.accounts().user(owner).orElseThrow().uid();
        int gid = machine.accounts().group(group).orElseThrow().gid();
        at(path, (files, name) -> {
            files.changeOwner(name, uid, gid);
            return path;
        });
    }
}
