package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.libc.Getopt;
import io.vmm4j.testkit.internal.vmd.config.ConfMessages;
import io.vmm4j.testkit.internal.vmd.config.ConfTarget;
import io.vmm4j.testkit.internal.vmd.config.LocalPrefix;
import io.vmm4j.testkit.internal.vmd.config.LocalPrefix6;
import io.vmm4j.testkit.internal.vmd.config.Owner;
import io.vmm4j.testkit.internal.vmd.config.SwitchDefinition;
import io.vmm4j.testkit.internal.vmd.config.VmBlock;
import io.vmm4j.testkit.internal.vmd.config.VmConfParser;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** vmd(8) as it is typed: checks its configuration with {@code -n}, otherwise becomes the daemon. */
public final class VmdProgram implements Program {

    private final VmdService service;

    /** The program of this service. */
    public VmdProgram(VmdService service) {
        this.service = service;
    }

    @Override
    public int run(SimProcess process) throws IOException {
        Getopt parsed = Getopt.parse("D:df:nv", process.arguments());
        if (parsed.failed()) {
            process.complain("vmd: " + parsed.error() + "\n");
        }
        if (parsed.failed() || !parsed.operands().isEmpty()) {
            process.complain("usage: vmd [-dnv] [-D macro=value] [-f file]\n");
            return 1;
        }
        Optional<String> file = Optional.empty();
        List<String> macros = new ArrayList<>();
        boolean checks = false;
        boolean foreground = false;
        for (Getopt.Option option : parsed.options()) {
            switch (option.letter()) {
                case 'D' -> macros.add(option.argument());
                case 'f' -> file = Optional.of(option.argument());
                case 'n' -> checks = true;
                case 'd' -> foreground = true;
                default -> {}
            }
        }
        VmdOptions options = new VmdOptions(file, macros);
        return checks ? check(process, options) : become(process, options, foreground);
    }

    private int check(SimProcess process, VmdOptions options) throws IOException {
        Collected messages = new Collected();
        VmConfParser parser = new VmConfParser(
                new MachineConfHost(process.machine(), process.files()),
                messages,
                service.host().release().keywords());
        options.macros().forEach(parser::defineMacro);
        boolean good = parser.parse(
                options.file().orElse(VmConfParser.DEFAULT_FILE), options.file().isEmpty(), new Unheeding());
        process.complain(messages.text + (good ? "configuration OK\n" : ""));
        return good ? 0 : 1;
    }

    /** A daemon complains to the log, where nobody looks; only in the foreground it complains aloud. */
    private int become(SimProcess process, VmdOptions options, boolean foreground) throws IOException {
        String problem = "";
        if (!process.argv().get(0).startsWith("/")) {
            problem = "re-exec requires execution with an absolute path";
        } else if (!process.account().isRoot()) {
            problem = "need root privileges";
        } else {
            problem = service.deviceProblem()
                    .map(reason -> VmdService.DEVICE + ": " + reason.text())
                    .orElse("");
        }
        if (!problem.isEmpty()) {
            if (foreground) {
                process.complain("vmd: " + problem + "\n");
            } else {
                new Syslog(process.machine(), "vmd[" + process.pid() + "]").log(problem);
            }
            return 1;
        }
        boolean started = service.start(options);
        if (started && foreground) {
            process.await(() -> !service.isRunning());
        }
        return started ? 0 : 1;
    }

    /** What a check prints. */
    private static final class Collected implements ConfMessages {

        private final StringBuilder text = new StringBuilder();

        @Override
        public void log(String message) {
            text.append("vmd: ").append(message).append('\n');
        }

        @Override
        public void warn(String line) {
            text.append(line).append('\n');
        }
    }

    /** A check has no use for what the file defines. */
    private static final class Unheeding implements ConfTarget {

        @Override
        public void localInet6() {}

        @Override
        public void localInet6(LocalPrefix6 prefix) {}

        @Override
        public void localPrefix(LocalPrefix prefix) {}

        @Override
        public void socketOwner(Owner owner) {}

        @Override
        public void staggeredStart(long parallel, Duration delay) {}

        @Override
        public void define(SwitchDefinition definition) {}

        @Override
        public Optional<String> define(VmBlock block) {
            return Optional.empty();
        }
    }
}
