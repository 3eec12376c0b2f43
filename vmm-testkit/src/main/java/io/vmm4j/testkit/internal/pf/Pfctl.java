package io.vmm4j.testkit.internal.pf;

import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.pf.filter.PacketFilter;
import io.vmm4j.testkit.internal.pf.filter.State;
import io.vmm4j.testkit.internal.pf.rule.Prefix;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** pfctl(8). What it has and the simulation has not, it refuses by a message with {@code simulator limitation} in it. */
public final class Pfctl implements Program {

    @Override
    public int run(SimProcess process) throws IOException {
        PfctlOptions options = PfctlOptions.parse(process);
        if (!options.isDry() && !process.account().isRoot()) {
            process.warn("/dev/pf: Permission denied");
            return 1;
        }
        return new Run(process, options).run();
    }

    /** One run of it. */
    private static final class Run {

        private final SimProcess process;
        private final PfctlOptions options;
        private final PacketFilter filter;
        private int status;

        Run(SimProcess process, PfctlOptions options) {
            this.process = process;
            this.options = options;
            this.filter = PacketFilters.of(process.machine());
        }

        private <T> T locked(Supplier<T> action) {
            return process.machine().timeline().lockedGet(action);
        }

        private void tell(String text) throws IOException {
            if (!options.isQuiet()) {
                process.complain(text + "\n");
            }
        }

        int run() throws IOException {
            if (options.disables()) {
                enable(false);
            }
            if (options.show().isPresent()) {
                PfctlShow show = new PfctlShow(process, filter, options);
                status |= locked(() -> show.run(options.show().get()));
                show.deliver();
            }
            if (options.flush().isPresent()) {
                PfctlFlush flush = new PfctlFlush(filter, options);
                status |= locked(() -> flush.run(options.flush().get()));
                flush.deliver(process);
            }
            if (!options.kills().isEmpty()) {
                kill(options.kills());
            }
            if (options.command().isPresent()) {
                status = new PfctlTables(process, filter, options).run();
            }
            if (options.file().isPresent()
                    && !new PfctlLoad(process, filter, options)
                            .run(options.file().get())) {
                return 1;
            }
            if (options.enables()) {
                enable(true);
            }
            return status;
        }

        private void enable(boolean wanted) throws IOException {
            boolean changed = locked(() -> {
                boolean other = filter.isEnabled() != wanted;
                if (other) {
                    filter.setEnabled(wanted);
                }
                return other;
            });
            if (changed) {
                tell(wanted ? "pf enabled" : "pf disabled");
            } else {
                process.warn(wanted ? "pf already enabled" : "pf not enabled");
                status = 1;
            }
        }

        private void kill(List<String> hosts) throws IOException {
            if (List.of("label", "id", "key").contains(hosts.get(0))) {
                process.warn("simulator limitation: -k " + hosts.get(0) + " is not simulated");
                status = 1;
                return;
            }
            Optional<Prefix> source = Prefix.parse(hosts.get(0));
            Optional<Prefix> destination = hosts.size() > 1 ? Prefix.parse(hosts.get(1)) : source;
            if (source.isEmpty() || destination.isEmpty()) {
                process.warn("getaddrinfo: no address associated with name");
                status = 1;
                return;
            }
            int killed = locked(() -> filter.kill(state -> concerns(state, source.get(), destination.get(), hosts)));
            tell("killed " + killed + " states from 1 sources and " + (hosts.size() - 1) + " destinations");
        }

        private static boolean concerns(State state, Prefix source, Prefix destination, List<String> hosts) {
            return source.contains(state.source()) && (hosts.size() == 1 || destination.contains(state.destination()));
        }
    }
}
