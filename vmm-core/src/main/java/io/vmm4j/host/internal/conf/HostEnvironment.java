package io.vmm4j.host.internal.conf;

import io.vmm4j.vmconf.VmConfEnvironment;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What vm.conf(5) refers to, as it was on a host. Immutable. What was not asked for is taken to exist.
 *
 * @param files the included files
 * @param paths paths, by why they cannot be found; empty for those that can, or that the user may not look for
 * @param users login names
 * @param groups names of groups
 * @param directory whether users and groups may come from a directory service as well
 * @param interfaces names of network interfaces
 */
record HostEnvironment(
        ConfigurationFiles files,
        Map<String, String> paths,
        Set<String> users,
        Set<String> groups,
        boolean directory,
        Set<String> interfaces)
        implements VmConfEnvironment {

    HostEnvironment {
        paths = Map.copyOf(paths);
        users = Set.copyOf(users);
        groups = Set.copyOf(groups);
        interfaces = Set.copyOf(interfaces);
    }

    @Override
    public Optional<byte[]> include(String path) {
        return files.included().getOrDefault(path, Optional.empty()).map(content -> content.bytes());
    }

    @Override
    public Optional<String> pathProblem(String path) {
        return Optional.ofNullable(paths.get(path)).filter(reason -> !reason.isEmpty());
    }

    @Override
    public boolean hasUser(String name) {
        return directory || users.contains(name);
    }

    @Override
    public boolean hasGroup(String name) {
        return directory || groups.contains(name);
    }

    @Override
    public boolean hasInterface(String name) {
        return interfaces.contains(name);
    }
}
