package io.vmm4j.host.internal;

import io.vmm4j.VmError;
import io.vmm4j.VmInfo;
import io.vmm4j.VmName;
import io.vmm4j.VmNotFoundException;
import io.vmm4j.VmSpec;
import io.vmm4j.VmStatus;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.Answers;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.Query;
import io.vmm4j.vmctl.StatusTable;
import io.vmm4j.vmctl.VmctlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What vmd(8) and the records say of a host's VMs, asked for in one round trip. */
public record Observation(String target, StatusTable table, Records records) {

    /** Looks, and asks what else is wanted in the same round trip. */
    static Observed look(HostContext context, Query<?>... more) {
        return look(context, context.vmctl().status(), more);
    }

    /** The same for what needs no vmd(8): one that does not run has no VMs that run. */
    public static Observed lookWithoutVmd(HostContext context, Query<?>... more) {
        Query<StatusTable> status = context.vmctl().status();
        Query.Reader<StatusTable> lenient = answer -> {
            try {
                return status.reader().read(answer);
            } catch (VmctlException e) {
                if (e.failure().meansThatVmdIsDown()) {
                    return new StatusTable(List.of(), List.of(e.getMessage()));
                }
                throw e;
            }
        };
        return look(context, new Query<>(status.command(), lenient), more);
    }

    private static Observed look(HostContext context, Query<StatusTable> status, Query<?>... more) {
        Query<Records> records = new Query<>(
                Command.read(Records.command(context.records())), answer -> Records.of(context.records(), answer));
        List<Query<?>> all = new ArrayList<>(List.of(status, records));
        all.addAll(List.of(more));
        Answers answers = Query.askAll(context.executor(), all.toArray(Query<?>[]::new));
        return new Observed(new Observation(context.target(), answers.to(status), answers.to(records)), answers);
    }

    /**
     * An observation and the answers to what else was asked.
     *
     * @param observation what vmd(8) and the records say
     * @param answers the answers to everything
     */
    public record Observed(Observation observation, Answers answers) {}

    /** All VMs, by name. */
    public List<VmInfo> all() {
        Map<VmName, VmSpec> specs = records.readable();
        Map<VmName, VmInfo> vms = new TreeMap<>();
        specs.forEach((name, spec) -> vms.put(name, new VmInfo(name, Optional.empty(), Optional.of(spec))));
        for (VmStatus status : table.vms()) {
            Optional<VmSpec> spec = Optional.ofNullable(specs.get(status.name()));
            vms.put(status.name(), new VmInfo(status.name(), Optional.of(status), spec));
        }
        return List.copyOf(vms.values());
    }

    /** One VM; empty if nobody knows it. */
    Optional<VmInfo> find(VmName name) {
        Optional<VmStatus> status = table.find(name);
        Optional<VmSpec> spec = records.find(name);
        return status.isEmpty() && spec.isEmpty() ? Optional.empty() : Optional.of(new VmInfo(name, status, spec));
    }

    /** One VM that must be there. */
    VmInfo require(VmName name) {
        return find(name).orElseThrow(() -> new VmNotFoundException(problem(VmError.NOT_FOUND, name)));
    }

    Problem problem(VmError code, VmName name) {
        return Problem.of(code).with("vm", name).with("target", target);
    }
}
