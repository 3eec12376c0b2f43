package io.vmm4j.testkit.internal.vmd.config;

import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Runs the parser on files in memory and keeps what it says and finds. */
final class ConfRun implements ConfHost, ConfMessages, ConfTarget {

    final Map<String, String> files = new HashMap<>();
    final Map<String, Integer> users = new HashMap<>(Map.of("root", 0, "alice", 1001));
    final Map<String, Integer> groups = new HashMap<>(Map.of("wheel", 0, "vmusers", 2000));
    final List<String> messages = new ArrayList<>();
    final List<VmBlock> vms = new ArrayList<>();
    final List<SwitchDefinition> switches = new ArrayList<>();
    final List<Object> globals = new ArrayList<>();
    final VmConfParser parser;
    Optional<String> refusal = Optional.empty();

    ConfRun() {
        this(Keywords.WITHOUT_SEVES);
    }

    ConfRun(Keywords keywords) {
        parser = new VmConfParser(this, this, keywords);
    }

    static ConfRun of(String text) {
        ConfRun run = new ConfRun();
        run.parse(text);
        return run;
    }

    boolean parse(String text) {
        files.put("/etc/vm.conf", text);
        messages.clear();
        return parser.parse("/etc/vm.conf", true, this);
    }

    VmParameters vm() {
        return vms.get(0).parameters();
    }

    @Override
    public String read(String path) throws SystemError {
        return Optional.ofNullable(files.get(path)).orElseThrow(() -> new SystemError(Errno.ENOENT));
    }

    @Override
    public String realpath(String path) throws SystemError {
        if (!files.containsKey(path)) {
            throw new SystemError(Errno.ENOENT);
        }
        return path;
    }

    @Override
    public String signature(String path) {
        return files.getOrDefault(path, "");
    }

    @Override
    public OptionalInt uid(String user) {
        return users.containsKey(user) ? OptionalInt.of(users.get(user)) : OptionalInt.empty();
    }

    @Override
    public OptionalInt gid(String group) {
        return groups.containsKey(group) ? OptionalInt.of(groups.get(group)) : OptionalInt.empty();
    }

    @Override
    public void log(String message) {
        messages.add(message);
    }

    @Override
    public void warn(String line) {
        messages.add(line);
    }

    @Override
    public void localInet6() {
        globals.add("inet6");
    }

    @Override
    public void localInet6(LocalPrefix6 prefix) {
        globals.add(prefix);
    }

    @Override
    public void localPrefix(LocalPrefix prefix) {
        globals.add(prefix);
    }

    @Override
    public void socketOwner(Owner owner) {
        globals.add(owner);
    }

    @Override
    public void staggeredStart(long parallel, Duration delay) {
        globals.add(parallel + "/" + delay.toSeconds());
    }

    @Override
    public void define(SwitchDefinition definition) {
        switches.add(definition);
    }

    @Override
    public Optional<String> define(VmBlock block) {
        if (refusal.isEmpty()) {
            vms.add(block);
        }
        return refusal;
    }
}
