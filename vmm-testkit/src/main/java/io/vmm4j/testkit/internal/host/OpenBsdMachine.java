package io.vmm4j.testkit.internal.host;

import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.kernel.Uname;
import java.io.UncheckedIOException;
import java.util.List;

/** Makes a machine with OpenBSD freshly installed. */
public final class OpenBsdMachine {

    /** Those that limit what people and daemons may take; no daemon is limited in its data. */
    private static final String LOGIN_CLASSES = """
            default:\\
            \t:umask=022:\\
            \t:datasize-max=1024M:\\
            \t:datasize-cur=1024M:

            daemon:\\
            \t:datasize=infinity:\\
            \t:maxproc=infinity:\\
            \t:tc=default:

            staff:\\
            \t:datasize-cur=1536M:\\
            \t:datasize-max=infinity:\\
            \t:tc=default:
            """;

    private OpenBsdMachine() {}

    /** Makes a machine and adds these subsystems in order. */
    public static Machine create(MachineSpec spec, List<Subsystem> subsystems) {
        String build = spec.release().kernelVersion().replaceFirst(".*\\((.*)\\) (#[0-9]+):.*", "$1$2");
        Uname uname = new Uname("OpenBSD", spec.release().number(), build, "amd64");
        try {
            BaseInstallation base = new BaseInstallation(spec, uname, "/dev/sd0a", "/bin/ksh");
            Machine machine = base.machine();
            configure(machine, spec);
            Hardware.describe(machine, spec);
            for (Subsystem subsystem : subsystems) {
                subsystem.attach(machine, spec);
            }
            base.addOwnFiles();
            return machine;
        } catch (SystemError e) {
            throw new UncheckedIOException("the machine could not be made", e);
        }
    }

    private static void configure(Machine machine, MachineSpec spec) throws SystemError {
        BaseInstallation.write(machine, "/etc/myname", spec.hostname() + "\n", 0644);
        BaseInstallation.write(
                machine, "/etc/resolv.conf", "nameserver 10.0.2.3 # resolvd: em0\nlookup file bind\n", 0644);
        BaseInstallation.write(machine, "/etc/installurl", "https://cdn.openbsd.org/pub/OpenBSD\n", 0644);
        BaseInstallation.write(machine, "/etc/login.conf", LOGIN_CLASSES, 0644);
        BaseInstallation.write(machine, "/var/log/daemon", "", 0640);
        BaseInstallation.write(machine, "/var/log/messages", "", 0644);
    }
}
