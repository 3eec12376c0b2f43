package io.vmm4j.host.internal.conf;

import io.vmm4j.VmName;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.Answers;
import io.vmm4j.host.ConfigurationException;
import io.vmm4j.vmconf.VmConf;
import io.vmm4j.vmconf.VmConfSyntaxException;
import java.util.Optional;

/** What vm.conf(5) defines, as far as it can be known: a file that cannot be read or parsed may define anything. Immutable. */
public final class Definitions {

    private final Optional<VmConf> conf;
    private final Optional<VmmException> problem;

    private Definitions(Optional<VmConf> conf, Optional<VmmException> problem) {
        this.conf = conf;
        this.problem = problem;
    }

    /** Whether a VM is defined. */
    public enum Verdict {
        YES,
        NO,
        UNKNOWN
    }

    /**
     * By the answers to a reader's questions, and what turns out to be included.
     *
     * @throws io.vmm4j.exec.TransportException if the host could not be asked
     * @throws io.vmm4j.exec.DoasException if doas(1) does not permit to read the main file
     */
    public static Definitions of(ConfigurationReader reader, Answers answers) {
        try {
            return new Definitions(Optional.of(reader.files(answers).parse()), Optional.empty());
        } catch (ConfigurationException | VmConfSyntaxException e) {
            return new Definitions(Optional.empty(), Optional.of(e));
        }
    }

    /** What is defined; empty if that is not known. */
    public Optional<VmConf> conf() {
        return conf;
    }

    /** Why it is not known; empty text if it is. */
    public String reason() {
        return problem.map(VmmException::getMessage).orElse("");
    }

    /** Whether this VM is. */
    public Verdict define(VmName name) {
        return conf.map(known -> known.vm(name.value()).isPresent() ? Verdict.YES : Verdict.NO)
                .orElse(Verdict.UNKNOWN);
    }
}
