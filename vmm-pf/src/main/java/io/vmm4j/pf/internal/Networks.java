package io.vmm4j.pf.internal;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.pf.HostNetwork;
import io.vmm4j.pf.HostNetworks;
import io.vmm4j.pf.HostUplink;
import io.vmm4j.pf.NetworkName;
import io.vmm4j.pf.NetworkSpec;
import io.vmm4j.pf.PfError;
import io.vmm4j.pf.PfException;
import io.vmm4j.pf.RoutedNetwork;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The networks on the host of an executor. */
public final class Networks implements HostNetworks {

    private final CommandExecutor executor;

    /** Those of this executor's host. */
    public Networks(CommandExecutor executor) {
        this.executor = executor;
    }

    @Override
    public List<NetworkSpec> list() {
        return records().values().stream().map(NetworkRecord::spec).toList();
    }

    private Map<NetworkName, NetworkRecord> records() {
        FileDump dump =
                FileDump.of(List.of(NetworkRecord.DIRECTORY + "/*.json")).ask(executor);
        return new TreeMap<>(FactsReader.records(executor.target(), dump));
    }

    @Override
    public HostNetwork network(NetworkSpec spec) {
        return new LiveNetwork(executor, spec);
    }

    @Override
    public HostNetwork network(NetworkName name) {
        NetworkRecord record = records().get(name);
        if (record == null) {
            throw new PfException(
                    Problem.of(PfError.UNKNOWN_NETWORK).with("network", name).with("target", executor.target()));
        }
        return new LiveNetwork(executor, record.spec());
    }

    @Override
    public HostUplink uplink(String interfaceName) {
        return new LiveUplink(executor, interfaceName);
    }

    @Override
    public RoutedNetwork choose(RoutedNetwork spec) {
        return spec.within(new Preflight(FactsReader.look(executor, spec.name())).subnet(spec));
    }
}
