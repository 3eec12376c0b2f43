package io.vmm4j.host;

import io.vmm4j.HostPath;
import io.vmm4j.vmconf.VmConf;
import io.vmm4j.vmconf.VmConfEnvironment;
import io.vmm4j.vmconf.VmConfFinding;
import io.vmm4j.vmconf.VmConfRule;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is wrong with a host's vm.conf(5). Immutable.
 *
 * @param file the main file
 * @param exists whether there is one; vmd(8) does without
 * @param accepted whether {@code vmd -n} passes it
 * @param said what {@code vmd -n} said, line by line, without its verdict
 * @param conf what it defines; empty if the SDK cannot read it either
 * @param unreadable why the SDK cannot read it, in the words that vmd(8) has for it
 * @param environment what the files refer to, as it is on the host
 * @param findings rules that it breaks and {@code vmd -n} leaves out
 */
public record ConfigurationReport(
        HostPath file,
        boolean exists,
        boolean accepted,
        List<String> said,
        Optional<VmConf> conf,
        Optional<String> unreadable,
        VmConfEnvironment environment,
        List<VmConfFinding> findings) {

    public ConfigurationReport {
        Objects.requireNonNull(file, "file");
        said = List.copyOf(said);
        Objects.requireNonNull(conf, "conf");
        Objects.requireNonNull(unreadable, "unreadable");
        Objects.requireNonNull(environment, "environment");
        findings = List.copyOf(findings);
    }

    /** Whether nothing keeps vmd(8) from loading it. */
    public boolean isLoadable() {
        return accepted
                && unreadable.isEmpty()
                && findings.stream().noneMatch(finding -> finding.severity() == VmConfRule.Severity.ERROR);
    }
}
