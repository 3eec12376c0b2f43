package io.vmm4j.vmconf;

import io.vmm4j.vmconf.internal.Parsed;
import io.vmm4j.vmconf.internal.Parser;
import io.vmm4j.vmconf.internal.UnknownOptions.Policy;

/**
 * Reads vm.conf(5) as vmd(8) of OpenBSD 7.8 does. Immutable.
 *
 * <p>{@code seves} is a reserved word here, as it is from 7.8 on: an older vmd takes it for a name.
 */
public final class VmConfReader {

    static final VmConfReader TRUSTING = new VmConfReader(VmConfEnvironment.TRUSTING, Policy.REFUSE);

    private final VmConfEnvironment environment;
    private final Policy unknown;

    private VmConfReader(VmConfEnvironment environment, Policy unknown) {
        this.environment = environment;
        this.unknown = unknown;
    }

    /** A reader that finds on the host what this environment says; it refuses a disk that is not there, as vmd(8) does. */
    public VmConfReader on(VmConfEnvironment host) {
        return new VmConfReader(host, unknown);
    }

    /**
     * A reader that keeps lines with unknown first words instead of refusing them: a later vmd(8) may know them. What
     * they mean is not looked at.
     */
    public VmConfReader keepingUnknown() {
        return new VmConfReader(environment, Policy.KEEP);
    }

    /**
     * Reads a file and what it includes.
     *
     * @param file its name, for messages
     * @param content its bytes
     * @throws VmConfSyntaxException if vmd(8) would refuse it
     */
    public VmConf read(String file, byte[] content) {
        Parsed parsed = Parser.parse(file, content, environment, unknown);
        if (!parsed.accepted()) {
            throw new VmConfSyntaxException(parsed.messages());
        }
        return new VmConf(parsed, unknown);
    }

    /** What {@code vmd -n -f} says to a file that exists; of a missing one it says {@code configuration OK}. */
    public VmdVerdict verdict(String file, byte[] content) {
        Parsed parsed = Parser.parse(file, content, environment, unknown);
        return new VmdVerdict(parsed.accepted(), parsed.messages());
    }
}
