package io.vmm4j.testkit.internal.rc;

import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.rc.UnboundConf.Access;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** unbound(8) of a machine as its clients see it. To be used with the lock of the machine's timeline held. */
public final class Resolver {

    /** Whom it asks if it is not told to forward: a root server. */
    private static final int ROOT_SERVER = 0xc6290004;

    private static final int LOCALHOST = 0x7f000001;
    private static final int DOMAIN = 53;

    private Optional<UnboundConf> conf = Optional.empty();

    private Resolver() {}

    /** The resolver of this machine; it does not run yet. */
    public static Resolver of(Machine machine) {
        return machine.part(Resolver.class, one -> new Resolver());
    }

    void start(UnboundConf configuration) {
        conf = Optional.of(configuration);
    }

    void stop() {
        conf = Optional.empty();
    }

    /** Whether it answers a client on an address and port of the machine. */
    public boolean serves(int client, int address, int port) {
        return port == DOMAIN
                && conf.filter(found -> listens(found, address) && allows(found, client))
                        .isPresent();
    }

    /** Whether it hears what is sent to an address and port of the machine, whomever it answers. */
    public boolean hears(int address, int port) {
        return port == DOMAIN && conf.filter(found -> listens(found, address)).isPresent();
    }

    private static boolean listens(UnboundConf conf, int address) {
        List<Integer> interfaces = conf.interfaces();
        return interfaces.isEmpty() ? address == LOCALHOST : interfaces.contains(0) || interfaces.contains(address);
    }

    private static boolean allows(UnboundConf conf, int client) {
        return conf.access().stream()
                .filter(access -> access.covers(client))
                .max(Comparator.comparingInt(Access::length))
                .map(Access::allows)
                .orElse(client == LOCALHOST);
    }

    /** Whom it asks. */
    public List<Integer> forwarders() {
        return conf.map(UnboundConf::forwarders)
                .filter(found -> !found.isEmpty())
                .orElse(List.of(ROOT_SERVER));
    }
}
