package io.vmm4j.vmconf;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A host on which only certain things exist. */
final class TestHost implements VmConfEnvironment {

    final Map<String, String> files = new HashMap<>();
    Set<String> users = Set.of("root", "alice");
    Set<String> groups = Set.of("wheel", "vmusers");
    Set<String> interfaces = Set.of("veb0", "bridge0");

    TestHost with(String path, String content) {
        files.put(path, content);
        return this;
    }

    VmdVerdict verdict(String text) {
        return VmConf.reader().on(this).verdict("/etc/vm.conf", text.getBytes(StandardCharsets.UTF_8));
    }

    VmConf read(String text) {
        return VmConf.reader().on(this).read("/etc/vm.conf", text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<byte[]> include(String path) {
        return Optional.ofNullable(files.get(path)).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<String> pathProblem(String path) {
        return files.containsKey(path) ? Optional.empty() : Optional.of("No such file or directory");
    }

    @Override
    public boolean hasUser(String name) {
        return users.contains(name);
    }

    @Override
    public boolean hasGroup(String name) {
        return groups.contains(name);
    }

    @Override
    public boolean hasInterface(String name) {
        return interfaces.contains(name);
    }
}
