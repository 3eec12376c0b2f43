package io.vmm4j.testkit.internal.guest;

import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The commands by which a guest is shut down from inside: halt(8) and shutdown(8) of OpenBSD, systemctl(1) and poweroff(8) of Linux. */
public final class PowerPrograms {

    private final Machine host;
    private final String vm;

    private PowerPrograms(Machine host, String vm) {
        this.host = host;
        this.vm = vm;
    }

    /** Installs those of its system in the machine inside a VM. */
    public static void install(Machine host, String vm, Machine inside, GuestSystem system) {
        PowerPrograms programs = new PowerPrograms(host, vm);
        try {
            switch (system) {
                case OPENBSD -> {
                    programs.install(inside, "/sbin/shutdown", List.of("-p", "now"), "shutdown: NOT super-user");
                    programs.install(inside, "/sbin/halt", List.of("-p"), "halt: Operation not permitted");
                }
                case DEBIAN -> {
                    for (String directory : List.of("/run", "/run/systemd", "/run/systemd/system")) {
                        if (!inside.files().exists(directory)) {
                            inside.files().makeDirectory(directory, 0755);
                        }
                    }
                    programs.install(
                            inside, "/bin/systemctl", List.of("poweroff"), "Call to PowerOff failed: Access denied");
                    programs.install(inside, "/sbin/poweroff", List.of(), "Call to PowerOff failed: Access denied");
                }
            }
        } catch (SystemError e) {
            throw new UncheckedIOException("the guest could not be made", e);
        }
    }

    private void install(Machine inside, String path, List<String> operands, String refusal) throws SystemError {
        Program program = process -> run(process, operands, refusal);
        inside.programs().install(inside.files(), path, program);
    }

    private int run(SimProcess process, List<String> operands, String refusal) throws IOException {
        if (!process.arguments().equals(operands)) {
            process.complain(process.name() + ": simulator limitation: only \"" + process.name() + " "
                    + String.join(" ", operands) + "\" is simulated\n");
            return 1;
        }
        if (!process.account().isRoot()) {
            process.complain(refusal + "\n");
            return 1;
        }
        PowerSwitches.of(host).press(host, vm);
        return 0;
    }
}
