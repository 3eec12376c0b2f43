package io.vmm4j.testkit.internal.rc;

import io.vmm4j.testkit.internal.fs.OpenFlag;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.vmd.VmdOptions;
import io.vmm4j.testkit.internal.vmd.VmdProgram;
import io.vmm4j.testkit.internal.vmd.VmdService;
import io.vmm4j.testkit.internal.vmd.vmctl.Vmctl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** vmd(8) as its rc.d(8) script handles it: checked by {@code vmd -n}, stopped after all its VMs. */
final class VmdDaemon implements Daemon {

    private final VmdService service;
    private final VmdProgram program;
    private final Vmctl vmctl;

    VmdDaemon(VmdService service, Vmctl vmctl) {
        this.service = service;
        this.program = new VmdProgram(service);
        this.vmctl = vmctl;
    }

    @Override
    public boolean isRunning() {
        return service.isRunning();
    }

    @Override
    public boolean hasConfigTest() {
        return true;
    }

    @Override
    public boolean configTest(SimProcess process, String flags) throws IOException {
        List<String> argv = new ArrayList<>(List.of("vmd", "-n"));
        argv.addAll(words(flags));
        SimProcess child = process.fork(argv, program);
        child.start();
        return process.waitFor(child).shellStatus() == 0;
    }

    @Override
    public boolean start(SimProcess process, String flags) {
        Optional<String> file = Optional.empty();
        List<String> macros = new ArrayList<>();
        List<String> words = words(flags);
        for (int i = 0; i + 1 < words.size(); i++) {
            if (words.get(i).equals("-f")) {
                file = Optional.of(words.get(i + 1));
            } else if (words.get(i).equals("-D")) {
                macros.add(words.get(i + 1));
            }
        }
        return service.start(new VmdOptions(file, macros));
    }

    private static List<String> words(String flags) {
        return flags.isBlank() ? List.of() : List.of(flags.strip().split("\\s+"));
    }

    @Override
    public void stop(SimProcess process) throws IOException {
        SimProcess child = process.fork(List.of("vmctl", "stop", "-a", "-w"), vmctl);
        for (int descriptor = 1; descriptor <= 2; descriptor++) {
            child.descriptors().put(descriptor, process.files().open("/dev/null", OpenFlag.WRITING, 0));
        }
        child.start();
        process.waitFor(child);
        service.terminate();
    }

    @Override
    public void kill() {
        service.terminate();
    }

    @Override
    public boolean canReload() {
        return true;
    }

    @Override
    public void reload() {
        service.hangUp();
    }
}
