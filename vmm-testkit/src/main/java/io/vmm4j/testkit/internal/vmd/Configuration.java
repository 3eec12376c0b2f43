package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.internal.vmd.config.ConfMessages;
import io.vmm4j.testkit.internal.vmd.config.ConfTarget;
import io.vmm4j.testkit.internal.vmd.config.LocalPrefix;
import io.vmm4j.testkit.internal.vmd.config.LocalPrefix6;
import io.vmm4j.testkit.internal.vmd.config.Owner;
import io.vmm4j.testkit.internal.vmd.config.SwitchDefinition;
import io.vmm4j.testkit.internal.vmd.config.VmBlock;
import io.vmm4j.testkit.internal.vmd.config.VmConfParser;
import java.time.Duration;
import java.util.Optional;

/** Applies vm.conf(5) to the daemon, statement by statement: what came before an error stays. */
final class Configuration implements ConfTarget, ConfMessages {

    private static final int ULA = 0xfd;

    private final Parts parts;
    private final DaemonLog log;
    private final String file;
    private final boolean isDefaultFile;
    private final VmConfParser parser;
    private final LocalPrefix6 randomPrefix6;

    /** What it changes. */
    record Parts(
            VmTable vms,
            Registration registration,
            Switches switches,
            NicSetup nics,
            StartQueue queue,
            ControlSocket socket) {}

    Configuration(VmdHost host, VmdOptions options, DaemonLog log, Parts parts) {
        this.parts = parts;
        this.log = log;
        this.file = options.file().orElse(VmConfParser.DEFAULT_FILE);
        this.isDefaultFile = options.file().isEmpty();
        this.parser = new VmConfParser(
                new MachineConfHost(host.machine(), host.machine().files()),
                this,
                host.release().keywords());
        options.macros().forEach(parser::defineMacro);
        long random = host.machine().random().nextLong();
        this.randomPrefix6 = new LocalPrefix6(((long) ULA << 56) | (random >>> 8));
    }

    boolean readAtStart() {
        return parser.parse(file, isDefaultFile, this);
    }

    boolean load(String path) {
        return parser.parse(path, false, this);
    }

    boolean reload() {
        for (Vm vm : parts.vms().all()) {
            if (!vm.is(VmState.RUNNING)) {
                parts.vms().remove(vm);
            }
        }
        return parser.parse(file, isDefaultFile, this);
    }

    void resetPrefixes() {
        parts.nics().setPrefix(LocalPrefix.DEFAULT);
        parts.nics().setPrefix6(Optional.empty());
    }

    @Override
    public void log(String message) {
        log.log(message);
    }

    @Override
    public void warn(String line) {
        // A daemon's standard error is /dev/null.
    }

    @Override
    public void localInet6() {
        parts.nics().setPrefix6(Optional.of(randomPrefix6));
    }

    @Override
    public void localInet6(LocalPrefix6 prefix) {
        parts.nics().setPrefix6(Optional.of(prefix));
    }

    @Override
    public void localPrefix(LocalPrefix prefix) {
        parts.nics().setPrefix(prefix);
    }

    @Override
    public void socketOwner(Owner owner) {
        parts.socket().changeOwner(owner.uid(), owner.gid().orElse(0));
    }

    @Override
    public void staggeredStart(long parallel, Duration delay) {
        parts.queue().stagger(parallel, delay);
    }

    @Override
    public void define(SwitchDefinition definition) {
        parts.switches().add(definition);
    }

    @Override
    public Optional<String> define(VmBlock block) {
        Registration.Outcome outcome = parts.registration().register(block.parameters(), 0);
        if (outcome instanceof Registration.Outcome.Refused refused) {
            return Optional.of(refused.reason().text());
        }
        if (outcome instanceof Registration.Outcome.Exists exists) {
            exists.vm().nowFromConfig(block.kernelPath());
        } else if (outcome instanceof Registration.Outcome.Registered registered) {
            registered.vm().nowFromConfig(block.kernelPath());
            registered.vm().set(block.disabled() ? VmState.DISABLED : VmState.WAITING, true);
        }
        return Optional.empty();
    }
}
