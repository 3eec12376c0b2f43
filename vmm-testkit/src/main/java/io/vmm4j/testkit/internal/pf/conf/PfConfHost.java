package io.vmm4j.testkit.internal.pf.conf;

import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.pf.rule.Host.Modifier;
import io.vmm4j.testkit.internal.pf.rule.IpAddress;
import io.vmm4j.testkit.internal.pf.rule.Prefix;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** What the parser asks of the system. */
public interface PfConfHost {

    /**
     * A file's bytes, one per character; {@code -} is standard input.
     *
     * @throws SystemError if it cannot be opened
     */
    String read(String path) throws SystemError;

    /** Whether there is such an interface or group, or all are meant by {@code self}. */
    boolean isInterface(String name);

    /** The addresses of an interface, a group, or of all by {@code self}; networks if the modifier says so. */
    List<Prefix> addresses(String name, Set<Modifier> modifiers);

    /** Whether it is a loopback interface. */
    boolean isLoopback(String name);

    /** The addresses of a name. */
    List<IpAddress> resolve(String name);

    /** The id of a user. */
    OptionalInt uid(String user);

    /** The id of a group. */
    OptionalInt gid(String group);

    /** Whether there is such a routing table. */
    boolean hasRtable(int number);

    /** Whether pfctl(8) can look into the kernel, where it would find tables of the same name. */
    boolean seesKernel();

    /** A number for tables that have no name. */
    int random();
}
